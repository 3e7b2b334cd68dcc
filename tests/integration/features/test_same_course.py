"""A course that was there before its item changed is still the same one, or the connector fails."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from percipio_conformance.core.outcomes import ExpectationFailed
from percipio_conformance.steps.catalog import changes_lifecycle
from percipio_conformance.steps.courses import same_course
from percipio_conformance.world.scenario_state import CourseBefore, ScenarioState

TITLE = "Six Sigma Basics"


def world(*courses_before: str, after: str = "a") -> Any:
    """A world in which the item has these courses when Percipio drops it, and later this one."""
    courses = SimpleNamespace(
        courses_of=lambda title: [SimpleNamespace(id=each) for each in courses_before],
        course_of=lambda title: SimpleNamespace(id=after),
    )
    return SimpleNamespace(
        state=ScenarioState(courses_before={"Another": CourseBefore(after)}),
        lms=SimpleNamespace(courses=courses),
        percipio=SimpleNamespace(catalog_changes=SimpleNamespace(remove=lambda title: None)),
    )


def test_the_one_course_of_an_item_stays() -> None:
    given = world("a")
    changes_lifecycle(given, "Percipio drops", TITLE)
    same_course(given, TITLE)
    assert given.state.courses_before[TITLE] == CourseBefore("a")


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ((), f"courses of '{TITLE}' before its item changed"),
        (("a", "b"), f"courses of '{TITLE}' before its item changed"),
        (("b",), "the id of the course"),
    ],
)
def test_a_course_that_was_not_there_or_twice_is_a_fault_of_the_connector(
    before: tuple[str, ...], words: str
) -> None:
    given = world(*before)
    changes_lifecycle(given, "Percipio drops", TITLE)
    with pytest.raises(ExpectationFailed, match=words):
        same_course(given, TITLE)
