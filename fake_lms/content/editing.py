"""Manual editing of a course: rights to change its fields."""

from __future__ import annotations

from typing import Any

from fake_lms.content.course_model import Course
from fake_lms.content.course_repository import Courses
from fake_lms.core.errors import ForbiddenError, RefusedError
from fake_lms.people.groups import Groups, Role

# A simulation's choice: 360Learning's public pages do not list editing rights role by role.
EDITING_ROLES: frozenset[Role] = frozenset({"owner", "admin", "editor"})

NATIVE_FIELDS = frozenset({"name", "description", "duration", "default_lang"})


def edit(
    courses: Courses, groups: Groups, course_id: str, user_id: str, changes: dict[str, Any]
) -> Course:
    """Change content fields of a course as the user ``user_id`` would in the editor.

    Raises:
        NotFoundError: ``courseNotFound``.
        ForbiddenError: ``courseNotEditable`` for a course that an integration owns, whatever the
            role (C035, C036, C037); ``editingNotAllowed`` for a user without the right to edit.
        RefusedError: ``fieldNotEditable`` for a field a native course does not have.
    """
    course = courses.get(course_id)
    if course.type != "native":
        raise ForbiddenError(
            "courseNotEditable",
            f"{course.name!r} comes from an integration, so its content cannot be edited here. "
            "Tags, catalogs, libraries and paths can be changed",
        )
    if not may_edit(course, user_id, groups):
        raise ForbiddenError(
            "editingNotAllowed",
            f"User {user_id} is neither an author of {course.name!r} nor an editor or admin of "
            "its group",
        )
    foreign = sorted(set(changes) - NATIVE_FIELDS)
    if foreign:
        raise RefusedError(
            "fieldNotEditable", f"A native course has no {', '.join(foreign)} to edit"
        )
    return courses.replace(course_id, **changes)


def may_edit(course: Course, user_id: str, groups: Groups) -> bool:
    """True for authors, and for editors and administrators of the group or its ancestors."""
    if user_id == course.author_id or user_id in course.co_author_ids:
        return True
    return any(
        not EDITING_ROLES.isdisjoint(groups.roles(group.id, user_id))
        for group in groups.lineage(course.group_id)
    )
