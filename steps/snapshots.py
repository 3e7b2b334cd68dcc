"""Snapshots of all courses, and what has changed since."""

from __future__ import annotations

from pytest_bdd import given, parsers, then

from percipio_conformance.core.outcomes import ExpectationFailed, expect_that
from percipio_conformance.steps.patterns import TITLE
from percipio_conformance.world.world import World


@given("a snapshot of all courses is taken")
def take(world: World) -> None:
    world.run_until_idle()
    world.lms.snapshots.take()


@then(parsers.re(rf"{TITLE} is (?P<how>exactly|the same course) as in the snapshot"))
def as_in_snapshot(world: World, title: str, how: str) -> None:
    course = world.lms.manual_edits.course_of(title)
    before = world.lms.snapshots.get(course)
    if before is None:
        raise ExpectationFailed(
            f"the course of {title!r}", expected="the one in the snapshot", actual="a new one"
        )
    changed = before.differences(
        world.lms.snapshots.current(course), identity_only=how == "the same course"
    )
    expect_that(
        f"what has changed about {title!r}",
        not changed,
        expected="nothing",
        actual=", ".join(changed),
    )


@then(parsers.re(r"360Learning shows at (?P<bound>least|most) the courses of the snapshot"))
def shows_bounded(world: World, bound: str) -> None:
    before, now = world.lms.snapshots.shown()
    wrong = before - now if bound == "least" else now - before
    expect_that(
        f"courses that are {'no longer' if bound == 'least' else 'newly'} shown",
        not wrong,
        expected="none",
        actual=", ".join(map(repr, sorted(wrong)[:8])),
    )
