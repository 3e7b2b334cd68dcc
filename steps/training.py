"""Learners launch courses, follow paths, and look at their homepage."""

from __future__ import annotations

import re

from pytest_bdd import given, parsers, then

from percipio_conformance.core.names import percentage, unknown
from percipio_conformance.core.outcomes import FeatureMistake, expect, expect_that
from percipio_conformance.core.step_tables import Table, checks_arguments, read_columns, reads_table
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.patterns import GROUP, LEARNER, PATH, TITLE, TITLES, choice
from percipio_conformance.world.lms.attempts import FIGURES, figure, same_value
from percipio_conformance.world.lms.browser import LaunchResult
from percipio_conformance.world.lms.homepage import SECTIONS
from percipio_conformance.world.lms.paths import STATUSES
from percipio_conformance.world.scenario_state import required
from percipio_conformance.world.world import World


@action(parsers.re(rf"{LEARNER} (?:has launched|launches) {TITLE}(?: from {PATH})?"))
def launches(world: World, learner: str, title: str, path: str | None) -> None:
    world.state.launch_result = world.lms.launch.start(learner, title, path)


def _percentages(figures: str) -> list[int]:
    return [percentage(each) for each in re.findall(r"\d+", figures)]


@given(
    parsers.re(rf"{LEARNER} has reached (?P<figures>\d+ %(?:, then \d+ %)*) of {TITLE}"),
)
@checks_arguments(_percentages)
def has_reached(world: World, learner: str, figures: str, title: str) -> None:
    progress = _percentages(figures)
    world.lms.attempts.set_progress(learner, title, progress)


@then(parsers.re(rf"{LEARNER} arrives at Percipio's page of {TITLE}"))
def arrives(world: World, learner: str, title: str) -> None:
    result = _launch_result(world)
    expect_that(
        f"the page at which {learner} arrives",
        result.item == world.percipio.catalog.id_of(title),
        expected=f"Percipio's page of {title!r}",
        actual=_describe(result),
    )


@then(parsers.re(rf"360Learning (?P<deed>sends|does not send) {LEARNER} to Percipio"))
def is_sent(world: World, deed: str, learner: str) -> None:
    result = _launch_result(world)
    words = {True: "sends", False: "does not send"}
    expect(f"what 360Learning does about {learner}", words[result.address is not None], deed)


@then(parsers.re(rf"Percipio turns {LEARNER} away"))
def is_turned_away(world: World, learner: str) -> None:
    result = _launch_result(world)
    expect_that(
        f"where {learner} arrives",
        result.address is not None and result.item is None,
        expected="at Percipio, and is turned away",
        actual=_describe(result),
    )


@given(parsers.re(rf"{LEARNER} has no (?P<lack>license|account) at Percipio"))
def lacks(world: World, learner: str, lack: str) -> None:
    if lack == "license":
        world.percipio.learners.remove_license(learner)
    else:
        world.percipio.learners.remove_account(learner)


LEAVES = rf"{LEARNER} (?:has left|leaves) the group {GROUP}"


@action(parsers.re(LEAVES))
def leaves(world: World, learner: str, group: str) -> None:
    world.lms.groups.remove_member(learner, group)


@action(parsers.re(rf"an author builds the path {PATH} of {TITLES}"))
def builds(world: World, path: str, titles: str) -> None:
    world.lms.paths.build(path, _titles(titles))


ENROLLED = (
    rf"{LEARNER} is enrolled in the (?P<linear>linear )?path {PATH}"
    rf"(?: of {TITLES})?(?P<replay>, to be done anew)?"
)


@action(parsers.re(ENROLLED))
def is_enrolled(
    world: World,
    learner: str,
    linear: str | None,
    path: str,
    titles: str | None,
    replay: str | None,
) -> None:
    if titles is not None:
        steps = _titles(titles)
        world.lms.paths.build(path, steps, linear=linear is not None, replay=replay is not None)
    world.lms.paths.enroll(learner, path)


@then(parsers.re(rf"the path {PATH} has the steps {TITLES}"))
def has_steps(world: World, path: str, titles: str) -> None:
    expect(f"the steps of {path!r}", world.lms.paths.steps_of(path), _titles(titles))


@action(parsers.re(rf"{LEARNER} finishes {TITLE} in 360Learning(?:, in {PATH})?"))
def finishes(world: World, learner: str, title: str, path: str | None) -> None:
    world.lms.launch.complete_native(learner, title, path)


@then(parsers.re(rf"{TITLE} is (?P<gate>locked|open) for {LEARNER} in {PATH}"))
def gate(world: World, title: str, gate: str, learner: str, path: str) -> None:
    words = {True: "open", False: "locked"}
    seen = words[world.lms.paths.is_open(learner, title, path)]
    expect(f"{title!r} for {learner} in {path!r}", seen, gate)


@then(
    parsers.re(
        rf"{TITLE} is (?P<absent>not )?among {LEARNER}'s trainings "
        rf"{choice('section', SECTIONS)}"
    )
)
def is_among(world: World, title: str, absent: str | None, learner: str, section: str) -> None:
    seen = world.lms.homepage.section(learner, section)
    expect_that(
        f"{learner}'s trainings {section}",
        (title in seen) == (absent is None),
        expected=f"{title!r} {'among them' if absent is None else 'not among them'}",
        actual=", ".join(seen) or "none",
    )


@then(
    parsers.re(rf"{LEARNER}'s progress in the path {PATH} is (?P<progress>\d+) %"),
    converters={"progress": percentage},
)
def path_progress(world: World, learner: str, path: str, progress: int) -> None:
    seen = world.lms.paths.progress(learner, path)
    expect(f"{learner}'s progress in the path {path!r}", seen, progress)


def _read_attempts(table: Table) -> tuple[list[str], list[list[str]]]:
    names, rows = read_columns(table, first=("learner",), more=FIGURES)
    return names, [
        [learner, *(same_value(name, word) for name, word in zip(names[1:], words, strict=True))]
        for learner, *words in rows
    ]


def _read_learners(table: Table) -> list[list[str]]:
    _, rows = read_columns(table, first=("learner", "progress", "status"))
    for _, progress, status in rows:
        same_value("progress", progress)
        if status not in STATUSES.values():
            raise FeatureMistake(unknown("status", status, STATUSES.values()))
    return rows


@then(parsers.re(rf"(?P<viewer>[A-Z]\w+) sees these attempts on {TITLE}:"))
@reads_table(_read_attempts)
def sees(world: World, viewer: str, title: str, datatable: list[list[str]]) -> None:
    (_, *names), wanted = _read_attempts(datatable)
    seen = [
        [learner, *(figure(name, attempt) for name in names)]
        for learner, attempt in world.lms.attempts.seen_by(viewer, title)
    ]
    expect(f"the attempts on {title!r} that {viewer} sees", sorted(seen), sorted(wanted))


@then(parsers.re(rf"(?P<viewer>[A-Z]\w+) sees no attempt on {TITLE}"))
def sees_none(world: World, viewer: str, title: str) -> None:
    seen = [learner for learner, _ in world.lms.attempts.seen_by(viewer, title)]
    expect(f"whose attempts on {title!r} {viewer} sees", seen, [])


@then(parsers.re(rf"(?P<viewer>[A-Z]\w+) sees these learners in the path {PATH}:"))
@reads_table(_read_learners)
def sees_learners(world: World, viewer: str, path: str, datatable: list[list[str]]) -> None:
    rows = _read_learners(datatable)
    seen = [
        [learner, f"{progress} %", status]
        for learner, progress, status in world.lms.paths.learners_seen_by(viewer, path)
    ]
    expect(f"the learners of {path!r} that {viewer} sees", sorted(seen), sorted(rows))


def _launch_result(world: World) -> LaunchResult:
    return required(world.state.launch_result, "in which a learner launches a course")


def _titles(titles: str) -> list[str]:
    return re.findall(r'"([^"]+)"', titles)


def _describe(result: LaunchResult) -> str:
    if result.address is None:
        return f"360Learning, which says: {result.words}"
    if result.item is None:
        words = " ".join(re.sub("<[^>]*>", " ", result.words).split())
        return f"{result.address}, which says: {words}"
    return f"{result.address}, the page of another item"
