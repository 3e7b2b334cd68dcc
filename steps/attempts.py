"""Attempts of learners, and the statistics that 360Learning shows of them."""

from __future__ import annotations

from pytest_bdd import parsers, then

from percipio_conformance.core.names import any_number, percentage, whole_number
from percipio_conformance.core.outcomes import ExpectationFailed, expect, expect_that
from percipio_conformance.core.step_tables import Table, checks_arguments, read_columns, reads_table
from percipio_conformance.steps.patterns import LEARNER, TITLE, choice
from percipio_conformance.world.lms.attempts import FIGURES, Attempt, figure, same_value
from percipio_conformance.world.scenario_state import required
from percipio_conformance.world.world import World

VALUE = "(?P<value>.+)"
"""Any text, so that :func:`_allowed` can explain what is wrong with it."""


def _allowed(name: str, value: str) -> list[str]:
    return [same_value(name, each) for each in value.split(" or ")]


def _read_figures(table: Table) -> tuple[list[str], list[list[str]]]:
    return _read(table, FIGURES)


def _read_figures_of_learners(table: Table) -> tuple[list[str], list[list[str]]]:
    return _read(table, ("learner", *FIGURES))


ORDINALS = ("first", "second", "third")


@then(
    parsers.re(
        rf"{LEARNER}'s (?P<name>score|time spent|last activity|result)"
        rf"(?: in the {choice('ordinal', ORDINALS)} attempt)? on {TITLE} is {VALUE}"
    )
)
@checks_arguments(_allowed)
def reads(
    world: World, learner: str, name: str, ordinal: str | None, title: str, value: str
) -> None:
    attempts = world.lms.attempts.of_learner(learner, title)
    place = ORDINALS.index(ordinal) if ordinal else len(attempts) - 1
    if not 0 <= place < len(attempts):
        wanted = f"a {ordinal} one" if ordinal else "at least one"
        raise ExpectationFailed(
            f"{learner}'s attempts on {title!r}", expected=wanted, actual=len(attempts)
        )
    seen = figure(name, attempts[place])
    allowed = _allowed(name, value)
    which = f" in the {ordinal} attempt" if ordinal else ""
    expect_that(
        f"{learner}'s {name}{which} on {title!r}", seen in allowed, expected=value, actual=seen
    )


@then(parsers.re(rf"{LEARNER}'s attempts on {TITLE} are:"))
@reads_table(_read_figures)
def attempts_are(world: World, learner: str, title: str, datatable: list[list[str]]) -> None:
    names, rows = _read_figures(datatable)
    seen = [
        [figure(name, attempt) for name in names]
        for attempt in world.lms.attempts.of_learner(learner, title)
    ]
    expect(f"{learner}'s attempts on {title!r} ({', '.join(names)})", seen, rows)


@then(parsers.re(rf"360Learning lists these attempts on {TITLE}:"))
@reads_table(_read_figures_of_learners)
def lists_attempts(world: World, title: str, datatable: list[list[str]]) -> None:
    names, rows = _read_figures_of_learners(datatable)
    seen = [
        [learner if name == "learner" else figure(name, attempt) for name in names]
        for learner, attempt in world.lms.attempts.of_all_learners(title)
    ]
    expect(f"the attempts on {title!r} ({', '.join(names)})", sorted(seen), sorted(rows))


@then(parsers.re(rf"no learner has an attempt on {TITLE}"))
def no_attempt(world: World, title: str) -> None:
    found = [learner for learner, _ in world.lms.attempts.of_all_learners(title)]
    expect_that(
        f"who has an attempt on {title!r}",
        not found,
        expected="no learner",
        actual=", ".join(found),
    )


@then(parsers.re(rf"{LEARNER} (?P<lack>has not completed|has no progress on) {TITLE}"))
def lacks(world: World, learner: str, lack: str, title: str) -> None:
    attempts = world.lms.attempts.of_learner(learner, title)
    below = 100 if lack == "has not completed" else 1
    beyond = [each for each in attempts if each.progress >= below or each.result is not None]
    expect_that(
        f"{learner}'s attempts on {title!r}",
        not beyond,
        expected=f"none with {below} % or more, none with a result",
        actual=[f"{each.progress} %, {figure('result', each)}" for each in beyond],
    )


@then(
    parsers.re(rf"{LEARNER}'s progress on {TITLE} is (?P<progress>\d+) %"),
    converters={"progress": percentage},
)
def progress(world: World, learner: str, title: str, progress: int) -> None:
    expect(f"{learner}'s progress on {title!r}", _latest(world, learner, title).progress, progress)


@then(
    parsers.re(rf"{LEARNER} has (?P<count>\d+) attempts? on {TITLE}"),
    converters={"count": any_number},
)
def attempts(world: World, learner: str, count: int, title: str) -> None:
    expect(
        f"{learner}'s attempts on {title!r}",
        len(world.lms.attempts.of_learner(learner, title)),
        count,
    )


@then(
    parsers.re(rf"each of the (?P<people>\d+) learners has (?P<count>\d+) attempts? on {TITLE}"),
    converters={"people": whole_number, "count": any_number},
)
def each_learner_has(world: World, people: int, count: int, title: str) -> None:
    learners = required(world.state.extra_learners, "in which more learners complete a course")
    expect("learners", len(learners), people)
    others = [name for name in learners if len(world.lms.attempts.of_learner(name, title)) != count]
    expect_that(
        f"learners with {count} attempts on {title!r}",
        not others,
        expected=people,
        actual=f"{people - len(others)}; not so, for example, {others[:3]}",
    )


@then("the statistics appeared within the promised minutes")
def in_time(world: World) -> None:
    delays = world.statistics_delays()
    if not delays:
        raise ExpectationFailed(
            "statistics that became visible", expected="at least one", actual="none"
        )
    promised = world.promised_delay
    expect_that(
        "the longest time from Percipio's statement to the visible statistic",
        max(delays) <= promised,
        expected=f"at most {promised}",
        actual=max(delays),
    )


def _latest(world: World, learner: str, title: str) -> Attempt:
    attempts = world.lms.attempts.of_learner(learner, title)
    if not attempts:
        raise ExpectationFailed(
            f"{learner}'s attempts on {title!r}", expected="at least one", actual="none at all"
        )
    return attempts[-1]


def _read(table: Table, known: tuple[str, ...]) -> tuple[list[str], list[list[str]]]:
    names, rows = read_columns(table, more=known)
    return names, [
        [
            value if name == "learner" else same_value(name, value)
            for name, value in zip(names, row, strict=True)
        ]
        for row in rows
    ]
