"""Broken worlds: not the connector but 360Learning is at fault, and the suite must say so."""

from __future__ import annotations

from typing import Any

import msgspec
from fault import Fault, clauses, named

from fake_lms.content import editing
from fake_lms.content.course_model import Course
from fake_lms.content.course_repository import Courses
from fake_lms.core.errors import ForbiddenError
from fake_lms.people.groups import Groups
from percipio_conformance.connectors.under_test import InProcessReference, Subject


def lenient_edit(
    courses: Courses, groups: Groups, course_id: str, user_id: str, changes: dict[str, Any]
) -> Course:
    external = courses.get(course_id).external
    assert external is not None
    of_external = {
        name: changes.pop(name) for name in ("launch_url", "content_type") if name in changes
    }
    return courses.replace(
        course_id, external=msgspec.structs.replace(external, **of_external), **changes
    )


def is_read_by_a_lenient_editor() -> Subject:
    """360Learning lets authors and administrators edit what an integration owns."""
    editing.edit = lenient_edit
    return InProcessReference()


def is_read_by_a_silent_editor() -> Subject:
    """The same, and it says that it refused: what counts is what the course says afterwards."""

    def silent(*arguments: Any) -> Course:
        lenient_edit(*arguments)
        raise ForbiddenError("courseNotEditable", "refused, or so it says")

    editing.edit = silent
    return InProcessReference()


READ_ONLY = clauses("C035 C036 C037")

FAULTS = named(
    Fault(is_read_by_a_lenient_editor, breaks=READ_ONLY, spares=clauses("C018")),
    Fault(is_read_by_a_silent_editor, breaks=READ_ONLY, spares=clauses("C018")),
)
