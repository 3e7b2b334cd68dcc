"""Everything that 360Learning stores about a course is compared, or left out for a reason."""

from __future__ import annotations

import inspect

import pytest

from fake_lms.content.course_model import Course, External, Source, Translation
from fake_lms.training.attempts import Attempt
from percipio_conformance.differences import courses, pages
from percipio_conformance.differences.properties import CLAUSES, FOLLOWS_FROM_COURSES, LEFT_OUT
from percipio_conformance.spec.clauses import load_registry

SOURCE = inspect.getsource(courses) + inspect.getsource(courses.figure)
ATTEMPTS = {"progress", "score", "time_spent_ms", "last_activity_at", "result"}
"""The fields behind the figures of an attempt."""


def test_the_clauses_of_each_property_exist() -> None:
    known = {each.id for each in load_registry().clauses}
    named = {clause for clauses in CLAUSES.values() for clause in clauses}
    assert named <= known


def test_each_kind_that_is_written_is_in_the_table() -> None:
    written = inspect.getsource(courses) + inspect.getsource(pages)
    for kind in CLAUSES:
        area, _, name = kind.partition(": ")
        assert area in written or name in written, kind
    assert CLAUSES.keys() >= FOLLOWS_FROM_COURSES


@pytest.mark.parametrize("stored", [Course, External, Source, Translation, Attempt])
def test_each_stored_field_is_compared_or_left_out_for_a_reason(stored: type) -> None:
    for field in stored.__struct_fields__:  # type: ignore[attr-defined]
        compared = f".{field}" in SOURCE or (stored is Attempt and field in ATTEMPTS)
        assert compared or LEFT_OUT.get(f"{stored.__name__}.{field}"), field


def test_no_reason_is_left_over() -> None:
    fields = {
        f"{stored.__name__}.{field}"
        for stored in (Course, External, Source, Translation, Attempt)
        for field in stored.__struct_fields__
    }
    assert LEFT_OUT.keys() <= fields
