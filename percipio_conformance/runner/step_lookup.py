"""A faster search for the definition of a step, and for its arguments.

For each step of each scenario, pytest-bdd asks pytest for every fixture of the session and tries
every step definition: an eighth of the time of a run. Here both are remembered for each feature
file: its step definitions, and which of them match a text. pytest still decides which definitions
are visible, and in which order.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from inspect import signature
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from pytest_bdd.compat import get_fixture_names, getfixturedefs
from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry
from pytest_bdd.utils import get_required_args

_Age: TypeAlias = tuple[int, int]
"""The numbers of step definitions and of fixtures; plugins and modules may add more at any time."""


class _Definitions:
    """The step definitions that are visible in one feature file."""

    def __init__(self, fixturemanager: Any, node: Any) -> None:
        self._contexts = [
            (name, context)
            for name in get_fixture_names(fixturemanager=fixturemanager)
            for _, context in _visible(name, fixturemanager, node)
        ]
        self._names: dict[tuple[str, str], tuple[str, ...]] = {}

    def names(self, step: Step) -> tuple[str, ...]:
        """The names of the fixtures that match ``step``."""
        key = (step.type, step.name)
        if key not in self._names:
            found = (name for name, context in self._contexts if _matches(context, step))
            self._names[key] = tuple(dict.fromkeys(found))
        return self._names[key]


_cache: WeakKeyDictionary[Any, dict[str, tuple[_Age, _Definitions]]] = WeakKeyDictionary()
"""For each run, by the id of a feature file."""


def find_fixturedefs_for_step(step: Step, fixturemanager: Any, node: Any) -> Iterable[Any]:
    """The fixture definitions that match ``step`` and are visible to ``node``, as in pytest-bdd."""
    files = _cache.setdefault(fixturemanager, {})
    age = (
        len(step_function_context_registry),
        len(get_fixture_names(fixturemanager=fixturemanager)),
    )
    known_age, definitions = files.get(node.parent.nodeid, (None, None))
    if definitions is None or known_age != age:
        definitions = _Definitions(fixturemanager, node)
        files[node.parent.nodeid] = (age, definitions)
    for name in definitions.names(step):
        for definition, context in _visible(name, fixturemanager, node):
            if _matches(context, step):
                yield definition


def install() -> None:
    """Let pytest-bdd use this search; it has no hook for one."""
    # The package has a function of the same name as the module.
    module: Any = import_module("pytest_bdd.scenario")
    module.find_fixturedefs_for_step = find_fixturedefs_for_step
    # It also reads the signature of a step function twice for each step.
    module.signature = cache(signature)
    module.get_required_args = cache(get_required_args)


def _visible(
    name: str, fixturemanager: Any, node: Any
) -> Iterable[tuple[Any, StepFunctionContext]]:
    for definition in getfixturedefs(fixturemanager, name, node) or ():
        context = step_function_context_registry.get(definition.func)
        if context is not None:
            yield definition, context


def _matches(context: StepFunctionContext, step: Step) -> bool:
    return context.type in (None, step.type) and bool(context.parser.is_matching(step.name))
