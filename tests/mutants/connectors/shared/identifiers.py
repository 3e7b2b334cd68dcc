"""The reference connector with another search for learners."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.jobs import statement_delivery
from reference_impl.rules.identification import identifier_of
from reference_impl.rules_table import DEFAULT_RULES


def looks_for(
    choose: Callable[[Mapping[str, Any], str, str | None], str | None],
) -> ConnectorUnderTest:
    """``choose`` is given the actor, the method and what the reference would look for."""

    def chosen(actor: Mapping[str, Any], method: Any) -> str | None:
        return choose(actor, method, identifier_of(actor, method))

    return InProcessReference(replace(DEFAULT_RULES, identifier_of=chosen))


find_learners = statement_delivery.find_learners


def finds(
    change: Callable[[dict[str, list[str]]], dict[str, list[str]]], **forced: Any
) -> ConnectorUnderTest:
    async def found(lms: Any, method: Any, identifiers: Any, **more: Any) -> dict[str, list[str]]:
        return change(await find_learners(lms, method, identifiers, **more | forced))

    statement_delivery.find_learners = found
    return InProcessReference()
