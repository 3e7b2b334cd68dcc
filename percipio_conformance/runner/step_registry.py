"""Finds the step definition of a phrase, with or without a prefix.

Two prefixes can precede every phrase. ``in Sales, the integration is active`` applies
``the integration is active`` to another integration. ``within minutes, 360Learning shows "Six"``
lets time pass, and then checks ``360Learning shows "Six"``.
"""

from __future__ import annotations

import re
from functools import cache
from inspect import signature
from typing import Any

from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from percipio_conformance.core.outcomes import HarnessError
from percipio_conformance.spec.step_phrases import Phrase, nearest, phrases_of
from percipio_conformance.world.further_integrations import GROUPS

WAITS = (
    "within minutes",
    "within an hour",
    "within a day",
    "after a few minutes",
    "after an hour",
    "after a day",
    "before the next daily run",
    "after the next daily run",
)
"""The prefixes of a Then step for the time that passes before its check: ``within`` for a result
that appears by then, ``after`` for a result that still holds."""

LONG_WAIT = r"after (?P<count>\d+) (?P<unit>hours|days|daily runs)"

_PREFIX = re.compile(
    rf"(?P<prefix>in (?:{'|'.join(GROUPS)})|{'|'.join(WAITS)}|after \d+ (?:hours|days|daily runs))"
    r", (?P<phrase>.+)"
)


def split_prefixes(text: str) -> tuple[str, str]:
    """Splits a step into its prefixes, including their commas, and the phrase after them."""
    prefixes, phrase = "", text
    while found := _PREFIX.fullmatch(phrase):
        prefixes, phrase = f"{prefixes}{found['prefix']}, ", found["phrase"]
    return prefixes, phrase


def step_definitions() -> list[StepFunctionContext]:
    """Returns all step definitions; several of them may share one function."""
    return list(step_function_context_registry.values())


def matches(type_: str, text: str) -> int:
    """Counts the definitions that match a step; after a prefix, the rest must match, too."""
    found = _PREFIX.fullmatch(text)
    if found is not None and (inner := matches(type_, found["phrase"])) != 1:
        return inner
    return sum(each.type in (None, type_) for each in _matching(text))


def definition_of(type_: str, text: str) -> StepFunctionContext:
    """Returns the definition of a step that :func:`matches` once, for the phrase after prefixes."""
    _, phrase = split_prefixes(text)
    return next(each for each in _matching(phrase) if each.type in (None, type_))


def _matching(text: str) -> tuple[StepFunctionContext, ...]:
    """Returns the definitions of all types that match the text of a step."""
    return _matching_of(text, len(step_function_context_registry))


@cache
def _matching_of(text: str, _number: int) -> tuple[StepFunctionContext, ...]:
    # The number of definitions is part of the key, so that later definitions are found, too.
    return tuple(each for each in step_definitions() if each.parser.is_matching(text))


def read_arguments(definition: StepFunctionContext, text: str) -> dict[str, Any]:
    """Returns the converted arguments in the text of a step.

    Raises:
        FeatureMistake: an argument cannot be converted.
    """
    return _arguments(definition, split_prefixes(text)[1])


def _arguments(definition: StepFunctionContext, phrase: str) -> dict[str, Any]:
    parsed = definition.parser.parse_arguments(phrase) or {}
    return {
        name: definition.converters[name](value) if name in definition.converters else value
        for name, value in parsed.items()
    }


def suggest(step_type: str, text: str) -> list[str]:
    """Returns up to three steps that are similar to ``text``, the most similar first."""
    prefixes, phrase = split_prefixes(text)
    near = nearest(step_type, phrase, _phrases(len(step_function_context_registry)))
    return [f"{each.type.capitalize()} {prefixes}{each.words}" for each in near]


@cache
def _phrases(_number: int) -> tuple[Phrase, ...]:
    return tuple(phrases_of(step_definitions()))


def run_step(type_: str, phrase: str, world: Any, datatable: list[list[str]] | None) -> None:
    """Runs the step definition of ``phrase`` with this world instead of that of the scenario.

    Raises:
        HarnessError: not exactly one definition matches, or it needs a fixture other than a world.
    """
    found = [each for each in _matching(phrase) if each.type in (None, type_)]
    if len({each.step_func for each in found}) != 1:
        raise HarnessError(f"not one but {len(found)} step definitions match {phrase!r}")
    definition = found[0]
    arguments = _arguments(definition, phrase)
    available: dict[str, Any] = {"world": world, "datatable": datatable} | arguments
    required = signature(definition.step_func).parameters
    if not required.keys() <= available.keys():
        unknown = ", ".join(required.keys() - available.keys())
        raise HarnessError(f"the step {phrase!r} needs {unknown}, which only a scenario can give")
    definition.step_func(**{name: available[name] for name in required})
