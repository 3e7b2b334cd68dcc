"""Step definitions by what they match, and saying one phrase inside another.

Two prefixes make further phrases of every phrase. ``in Sales, the integration is active`` says
``the integration is active`` of another integration. ``within minutes, 360Learning shows "Six"``
lets time pass first, and then checks ``360Learning shows "Six"``.
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
"""How a Then step says which time passes before it looks: ``within`` for what shows by then,
``after`` for what is still so."""

LONG_WAIT = r"after (?P<count>\d+) (?P<unit>hours|days|daily runs)"

_PREFIX = re.compile(
    rf"(?P<prefix>in {GROUP}|{'|'.join(WAITS)}|after \d+ (?:hours|days|daily runs)), (?P<phrase>.+)"
)


def split_prefixes(text: str) -> tuple[str, str]:
    """The prefixes of a step, with what joins them to the rest; and the phrase after them."""
    prefixes, phrase = "", text
    while found := _PREFIX.fullmatch(phrase):
        prefixes, phrase = f"{prefixes}{found['prefix']}, ", found["phrase"]
    return prefixes, phrase


def step_definitions() -> list[StepFunctionContext]:
    """All step definitions; several of them may share one function."""
    return list(step_function_context_registry.values())


def matches(type_: str, text: str) -> int:
    """Number of definitions that match a step; after a prefix the rest must match as well."""
    found = _PREFIX.fullmatch(text)
    if found is not None and (inner := matches(type_, found["phrase"])) != 1:
        return inner
    return sum(each.type in (None, type_) for each in _matching(text))


def definition_of(type_: str, text: str) -> StepFunctionContext:
    """The one definition of a step that :func:`matches` once: that of the phrase after prefixes."""
    _, phrase = split_prefixes(text)
    return next(each for each in _matching(phrase) if each.type in (None, type_))


def _matching(text: str) -> tuple[StepFunctionContext, ...]:
    """The definitions that match the words of a step, of whatever type."""
    return _matching_of(text, len(step_function_context_registry))


@cache
def _matching_of(text: str, _number: int) -> tuple[StepFunctionContext, ...]:
    # With their number in the key, definitions that are loaded later are found as well.
    return tuple(each for each in step_definitions() if each.parser.is_matching(text))


def read_arguments(definition: StepFunctionContext, text: str) -> dict[str, Any]:
    """The arguments in the text of a step, converted.

    Raises:
        FeatureMistake: one of them cannot be read.
    """
    return _arguments(definition, split_prefixes(text)[1])


def _arguments(definition: StepFunctionContext, phrase: str) -> dict[str, Any]:
    said = definition.parser.parse_arguments(phrase) or {}
    return {
        name: definition.converters[name](value) if name in definition.converters else value
        for name, value in said.items()
    }


def suggest(step_type: str, text: str) -> list[str]:
    """The steps that ``text`` may have been meant to be, the most likely first; at most three."""
    prefixes, phrase = split_prefixes(text)
    near = nearest(step_type, phrase, _phrases(len(step_function_context_registry)))
    return [f"{each.type.capitalize()} {prefixes}{each.words}" for each in near]


@cache
def _phrases(_number: int) -> tuple[Phrase, ...]:
    return tuple(phrases_of(step_definitions()))


def run_step(type_: str, phrase: str, world: Any, datatable: list[list[str]] | None) -> None:
    """Do what the step definition of ``phrase`` does, with this world in place of the scenario's.

    Raises:
        HarnessError: no definition matches, or it needs more than a world and its own words.
    """
    found = [each for each in _matching(phrase) if each.type in (None, type_)]
    if len({each.step_func for each in found}) != 1:
        raise HarnessError(f"not one but {len(found)} step definitions match {phrase!r}")
    definition = found[0]
    said = _arguments(definition, phrase)
    given: dict[str, Any] = {"world": world, "datatable": datatable} | said
    wanted = signature(definition.step_func).parameters
    if not wanted.keys() <= given.keys():
        unknown = ", ".join(wanted.keys() - given.keys())
        raise HarnessError(f"the step {phrase!r} needs {unknown}, which only a scenario can give")
    definition.step_func(**{name: given[name] for name in wanted})
