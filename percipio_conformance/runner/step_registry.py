"""Step definitions by what they match, and saying one phrase inside another.

``in Sales, the integration is active`` is the phrase ``the integration is active``, said of another
integration. So one phrase more makes the whole vocabulary speak of a second integration.
"""

from __future__ import annotations

import re
from functools import cache
from inspect import signature
from typing import Any

from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from percipio_conformance.core.outcomes import HarnessError
from percipio_conformance.spec.step_phrases import Phrase, nearest, phrases_of
from percipio_conformance.world.second_integration import GROUP

PLACED = re.compile(rf"in {GROUP}, (?P<phrase>.+)")


def definitions() -> list[StepFunctionContext]:
    """Every step definition there is; one function may stand behind several of them."""
    return list(step_function_context_registry.values())


def matches(type_: str, text: str) -> int:
    """How many definitions match a step; of a placed phrase what it says has to match as well."""
    placed = PLACED.fullmatch(text)
    if placed is not None and matches(type_, placed["phrase"]) != 1:
        return matches(type_, placed["phrase"])
    return sum(each.type in (None, type_) for each in _matching(text))


def definition_of(type_: str, text: str) -> StepFunctionContext:
    """The one definition of a step that :func:`matches` once; of a placed phrase, that of what it
    says."""
    placed = PLACED.fullmatch(text)
    if placed is not None:
        return definition_of(type_, placed["phrase"])
    return next(each for each in _matching(text) if each.type in (None, type_))


def _matching(text: str) -> tuple[StepFunctionContext, ...]:
    """The definitions that match the words of a step, of whatever type."""
    return _matching_of(text, len(step_function_context_registry))


@cache
def _matching_of(text: str, _number: int) -> tuple[StepFunctionContext, ...]:
    # With their number in the key, definitions that are loaded later are found as well.
    return tuple(each for each in definitions() if each.parser.is_matching(text))


def read_words(definition: StepFunctionContext, text: str) -> dict[str, Any]:
    """The arguments in the text of a step, converted.

    Raises:
        FeatureMistake: one of them cannot be read.
    """
    placed = PLACED.fullmatch(text)
    said = definition.parser.parse_arguments(placed["phrase"] if placed else text) or {}
    return {
        name: definition.converters[name](value) if name in definition.converters else value
        for name, value in said.items()
    }


def suggest(step_type: str, text: str) -> list[str]:
    """The steps that ``text`` may have been meant to be, the most likely first; at most three."""
    placed = PLACED.fullmatch(text)
    phrases = _phrases(len(step_function_context_registry))
    if placed is None:
        return [each.line for each in nearest(step_type, text, phrases)]
    said = nearest(step_type, placed["phrase"], phrases)
    return [f"{each.type.capitalize()} in {GROUP}, {each.words}" for each in said]


@cache
def _phrases(_number: int) -> tuple[Phrase, ...]:
    return tuple(phrases_of(definitions()))


def say(phrase: str, world: Any, datatable: list[list[str]] | None) -> None:
    """Do what the step definition of ``phrase`` does, with this world in place of the scenario's.

    Raises:
        HarnessError: no definition matches, or it needs more than a world and its own words.
    """
    found = _matching(phrase)
    if len({each.step_func for each in found}) != 1:
        raise HarnessError(f"not one but {len(found)} step definitions match {phrase!r}")
    definition = found[0]
    said = read_words(definition, phrase)
    given: dict[str, Any] = {"world": world, "datatable": datatable} | said
    wanted = signature(definition.step_func).parameters
    if not wanted.keys() <= given.keys():
        unknown = ", ".join(wanted.keys() - given.keys())
        raise HarnessError(f"the step {phrase!r} needs {unknown}, which only a scenario can give")
    definition.step_func(**{name: given[name] for name in wanted})
