"""Checks before a run that every written scenario is collected and every step has a definition."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from inspect import Parameter
from pathlib import Path

from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.core.step_tables import check_arguments, check_table
from percipio_conformance.runner.step_registry import (
    definition_of,
    matches,
    read_arguments,
    step_definitions,
    suggest,
)
from percipio_conformance.runner.step_suggestions import explain
from percipio_conformance.spec.feature_document import TYPES, ScenarioInstance, read_scenarios
from percipio_conformance.spec.feature_problem import Problem


def written_scenarios(path: Path) -> list[str]:
    """Returns the names of all scenarios of a file, one entry for each row of an outline.

    The Gherkin parser reads the file, for a comparison with the collection of pytest-bdd, which
    drops the first of two scenarios with one name.
    """
    return [
        instance.scenario.name for each in read_scenarios(path) for instance in each.instances()
    ]


def uncollected_scenarios(path: Path, collected: Iterable[str]) -> list[str]:
    """Returns the names that the file contains more often than they were collected.

    pytest-bdd keeps only the last of two scenarios that share a name.
    """
    missing = Counter(written_scenarios(path)) - Counter(collected)
    return sorted(missing)


def check_steps(instance: ScenarioInstance) -> Iterator[Problem]:
    """Yields the problems of the steps of a scenario."""
    for step in instance.steps():
        for text in _problems_of(step.keyword, step.type, step.text, step.table, step.docstring):
            yield Problem(step.line, text)


def asynchronous() -> list[str]:
    """Returns the step definitions that are coroutines; pytest-bdd would pass and not run them."""
    return sorted(
        f"{each.step_func.__module__}: {each.parser.name!r}"
        for each in step_definitions()
        if inspect.iscoroutinefunction(each.step_func) or inspect.isasyncgenfunction(each.step_func)
    )


def _match_problems(keyword: str, type_: str, text: str) -> Iterator[str]:
    found = matches(type_, text)
    if found != 1:
        many = "no step definition matches" if found == 0 else f"{found} definitions match"
        other = next((each for each in TYPES if found == 0 and matches(each, text) == 1), None)
        if other is not None:
            word = other.capitalize()
            yield (
                f"{keyword} {text!r}: this phrase is a {word} step; write {word} before it, or And"
                f" after another {word}"
            )
            return
        reason = explain(type_, text) if found == 0 else None
        if reason is not None:
            yield f"{many} {keyword} {text!r}: {reason}"
            return
        near = suggest(type_, text) if found == 0 else []
        meant = "".join(f"\n    {each}" for each in near)
        yield f"{many} {keyword} {text!r}" + (f"; the nearest are:{meant}" if near else "")


@cache
def _problems_of(
    keyword: str,
    type_: str,
    text: str,
    table: tuple[tuple[str, ...], ...] | None,
    docstring: str | None,
) -> tuple[str, ...]:
    problems = tuple(_match_problems(keyword, type_, text))
    if problems:
        return problems
    definition = definition_of(type_, text)
    takes = inspect.signature(definition.step_func).parameters
    step = f"{keyword} {text!r}"
    for what, given in (("datatable", table), ("docstring", docstring)):
        name = {"datatable": "data table", "docstring": "docstring"}[what]
        if given is not None and what not in takes:
            return (f"{step} takes no {name}, and would ignore it: delete it",)
        if given is None and what in takes and takes[what].default is Parameter.empty:
            return (f"{step} needs a {name} below it: add one",)
    try:
        check_arguments(definition.step_func, read_arguments(definition, text))
        if table is not None:
            check_table(definition.step_func, table)
    except FeatureMistake as mistake:
        return (f"{step}: {mistake}",)
    return ()
