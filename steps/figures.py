"""The figures of attempts, as a person reads them in 360Learning."""

from __future__ import annotations

from pytest_bdd import parsers, then

from harness.sides.figures import FIGURES, figure, same_words
from harness.tables import Table, checks_words, read_columns, reads_table
from harness.verdicts.outcomes import Mismatch, expect, expect_that
from harness.world import World

LEARNER = r"(?P<learner>[A-Z]\w+)"
COURSE = r'"(?P<course>[^"]+)"'
VALUE = "(?P<value>.+)"
"""Any words, so that :func:`_allowed` can say what is wrong with them."""


def _allowed(name: str, value: str) -> list[str]:
    return [same_words(name, each) for each in value.split(" or ")]


def _read_figures(table: Table) -> tuple[list[str], list[list[str]]]:
    return _read(table, FIGURES)


def _read_figures_of_learners(table: Table) -> tuple[list[str], list[list[str]]]:
    return _read(table, ("learner", *FIGURES))


ORDINALS = ("first", "second", "third")


@then(
    parsers.re(
        rf"{LEARNER}'s (?P<name>score|time spent|last activity|result)"
        rf"(?: in the (?P<ordinal>{'|'.join(ORDINALS)}) attempt)? on {COURSE} is {VALUE}"
    )
)
@checks_words(_allowed)
def reads(
    world: World, learner: str, name: str, ordinal: str | None, course: str, value: str
) -> None:
    attempts = world.learning.attempts(learner, course)
    place = ORDINALS.index(ordinal) if ordinal else len(attempts) - 1
    if not 0 <= place < len(attempts):
        wanted = f"a {ordinal} one" if ordinal else "at least one"
        raise Mismatch(f"{learner}'s attempts on {course!r}", expected=wanted, seen=len(attempts))
    seen = figure(name, attempts[place])
    allowed = _allowed(name, value)
    which = f" in the {ordinal} attempt" if ordinal else ""
    expect_that(
        f"{learner}'s {name}{which} on {course!r}", seen in allowed, expected=value, seen=seen
    )


@then(parsers.re(rf"{LEARNER}'s attempts on {COURSE} are:"))
@reads_table(_read_figures)
def attempts_are(world: World, learner: str, course: str, datatable: list[list[str]]) -> None:
    names, rows = _read_figures(datatable)
    seen = [
        [figure(name, attempt) for name in names]
        for attempt in world.learning.attempts(learner, course)
    ]
    expect(f"{learner}'s attempts on {course!r} ({', '.join(names)})", seen, rows)


@then(parsers.re(rf"360Learning lists these attempts on {COURSE}:"))
@reads_table(_read_figures_of_learners)
def everybodys_attempts(world: World, course: str, datatable: list[list[str]]) -> None:
    names, rows = _read_figures_of_learners(datatable)
    seen = [
        [learner if name == "learner" else figure(name, attempt) for name in names]
        for learner, attempt in world.figures.of_everybody(course)
    ]
    expect(f"the attempts on {course!r} ({', '.join(names)})", sorted(seen), sorted(rows))


@then(parsers.re(rf"nobody has an attempt on {COURSE}"))
def nobody(world: World, course: str) -> None:
    found = [learner for learner, _ in world.figures.of_everybody(course)]
    expect_that(
        f"who has an attempt on {course!r}", not found, expected="nobody", seen=", ".join(found)
    )


@then(parsers.re(rf"{LEARNER} (?P<lack>has not completed|has no progress on) {COURSE}"))
def lacks(world: World, learner: str, lack: str, course: str) -> None:
    attempts = world.learning.attempts(learner, course)
    below = 100 if lack == "has not completed" else 1
    beyond = [each for each in attempts if each.progress >= below or each.result is not None]
    expect_that(
        f"{learner}'s attempts on {course!r}",
        not beyond,
        expected=f"none with {below} % or more, none with a result",
        seen=[f"{each.progress} %, {figure('result', each)}" for each in beyond],
    )


def _read(table: Table, known: tuple[str, ...]) -> tuple[list[str], list[list[str]]]:
    names, rows = read_columns(table, more=known)
    return names, [
        [
            words if name == "learner" else same_words(name, words)
            for name, words in zip(names, row, strict=True)
        ]
        for row in rows
    ]
