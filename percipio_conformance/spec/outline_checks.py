"""Finds scenarios that would check nothing, or something else than they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from percipio_conformance.core.scenario_ids import scenario_id
from percipio_conformance.core.text import did_you_mean, join_or
from percipio_conformance.spec.feature_document import (
    PLACEHOLDER,
    Examples,
    WrittenScenario,
    is_name,
)
from percipio_conformance.spec.feature_problem import Problem


def check_scenario(scenario: WrittenScenario) -> Iterator[Problem]:
    """The reasons why a scenario would not check what it says."""
    name = repr(scenario.name)
    if not scenario.name:
        yield Problem(
            scenario.line,
            "the scenario has no name: reports and --scenario call it by its name, so write one",
        )
    if not scenario.own_steps:
        yield Problem(scenario.line, f"{name} has no step: write steps, or delete it")
    else:
        yield from _check_types(scenario)
    if scenario.is_outline and not scenario.examples:
        yield Problem(
            scenario.line,
            f"the outline {name} has no Examples: add a table with a row for each case, or call it"
            " a Scenario",
        )
    for table in scenario.examples:
        yield from _check_table(scenario, table)
    if not scenario.examples:
        yield from _check_plain(scenario)


def _check_types(scenario: WrittenScenario) -> Iterator[Problem]:
    """A scenario without a When or a Then tests nothing; steps of a Background count as its own."""
    name, types = repr(scenario.name), {step.type for step in scenario.steps}
    if "when" not in types:
        yield Problem(
            scenario.line,
            f"{name} has no When, so that nothing happens in it: add what happens, such as 'When a"
            " day passes'",
        )
    if "then" not in types:
        yield Problem(
            scenario.line,
            f"{name} has no Then, so that it checks nothing: end it with a Then that says what"
            " must be seen",
        )


def check_ids(feature: str, scenarios: Sequence[WrittenScenario]) -> Iterator[Problem]:
    """Scenarios and rows that reports could not distinguish."""
    names = Counter(each.name for each in scenarios)
    for name, times in names.items():
        if times > 1:
            lines = [str(each.line) for each in scenarios if each.name == name]
            many, remedy = ("two", "rename one") if times == 2 else (times, "give each its own")
            yield Problem(
                int(lines[-1]),
                f"{many} scenarios are named {name!r} (lines {', '.join(lines)}); {remedy}",
            )
    first: dict[str, int] = {}
    rows: dict[tuple[int, tuple[str, ...]], int] = {}
    for scenario in scenarios:
        for instance in scenario.instances():
            identifier = scenario_id(feature, scenario.name, instance.example)
            key = (scenario.line, tuple(instance.values.values()))
            if instance.values and key in rows:
                yield Problem(
                    instance.line,
                    f"two rows of {scenario.name!r} are equal (lines {rows[key]}, {instance.line});"
                    " delete one",
                )
            elif identifier in first and names[scenario.name] == 1:
                yield Problem(
                    instance.line,
                    f"reports would call this {identifier!r}, like line {first[identifier]}: give"
                    " one of the two scenarios another name",
                )
            rows.setdefault(key, instance.line)
            first.setdefault(identifier, instance.line)


def _check_table(scenario: WrittenScenario, table: Examples) -> Iterator[Problem]:
    name = repr(scenario.name)
    if not table.columns:
        yield Problem(table.line, f"these Examples of {name} have no table: add one with its rows")
        return
    if not table.rows:
        yield Problem(
            table.line,
            f"these Examples of {name} have no row, so no scenario runs: add rows",
        )
    twice = sorted({each for each in table.columns if table.columns.count(each) > 1})
    if twice:
        yield Problem(table.line, f"the column {join_or(twice)} is there twice: rename one of them")
    columns = set(table.columns)
    used = set().union(*(step.placeholders() for step in scenario.steps))
    for step in scenario.steps:
        yield from _unknown(step.placeholders() - columns, table.columns, step.line, table.line)
    in_name = set(PLACEHOLDER.findall(scenario.name))
    yield from _unknown(in_name - columns, table.columns, scenario.line, table.line)
    if not columns & used:
        yield Problem(
            table.line,
            f"no step of {name} uses a column of these Examples, so all rows are the same scenario:"
            f" write <{table.columns[0]}> where the value belongs",
        )
        return
    for column in table.columns:
        if column not in used | in_name:
            yield Problem(
                table.line,
                f"no step of {name} uses the column {column!r}: write <{column}> where its value"
                " belongs, or in the name of the scenario if it only labels the row; else delete"
                " the column",
            )


def _unknown(names: set[str], columns: Sequence[str], line: int, table: int) -> Iterator[Problem]:
    for name in sorted(names):
        yield Problem(
            line,
            f"<{name}> is not a column of the Examples in line {table}; these have"
            f" {', '.join(columns)}.{did_you_mean(name, columns)}",
        )


def _check_plain(scenario: WrittenScenario) -> Iterator[Problem]:
    """Placeholders without Examples, which would run literally, including the brackets."""
    for step in scenario.steps:
        for name in sorted(step.placeholders()):
            if is_name(name):
                yield Problem(
                    step.line,
                    f"<{name}> is a placeholder, and {scenario.name!r} has no Examples to fill it:"
                    " add a table with that column, or write the value itself",
                )
