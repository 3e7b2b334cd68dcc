"""Registers a phrase that is an action: it may prepare a scenario or be what the scenario tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pytest_bdd import given, when
from pytest_bdd.parsers import StepParser

Function = TypeVar("Function", bound=Callable[..., Any])

# pytest-bdd puts a step into the module of the caller, which is two calls away from here.
_CALLER = 2


def action(
    phrase: str | StepParser, *, converters: dict[str, Callable[[str], Any]] | None = None
) -> Callable[[Function], Function]:
    """Register the step function for ``phrase`` under Given and under When."""

    def register(function: Function) -> Function:
        for keyword in (given, when):
            keyword(phrase, converters=converters, stacklevel=_CALLER)(function)
        return function

    return register
