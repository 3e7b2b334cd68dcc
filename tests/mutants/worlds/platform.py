"""Faulty worlds: a 360Learning that keeps courses, people and tags in another way."""

from __future__ import annotations

from typing import Any

import msgspec

from fake_lms.content import editing
from fake_lms.content.course_model import Course
from fake_lms.content.course_repository import Courses
from fake_lms.content.external_course_repository import ExternalCourses
from fake_lms.content.tags import Tag, TagLink, Tags
from fake_lms.integration.integrations import Integrations
from fake_lms.people import statistics_access, users, visibility
from fake_lms.people.external_ids import ExternalIds
from fake_lms.people.groups import Group
from fake_lms.people.users import Users
from worlds.world_mutant import WorldMutants, everywhere, method

_API = "360Learning API v2"

WORLDS = WorldMutants()


@WORLDS(
    "lms_api_bulk lms_courses",
    fact="An integration has one course for an external id.",
    source=f"{_API}, bulk integrations: create or replace",
)
def makes_a_course_with_every_write() -> None:
    """A course that is written again is there twice."""
    method(Courses, "by_external_id", lambda _: lambda self, integration_id, external_id: None)


@WORLDS(
    "lms_courses",
    fact="A course that is archived stays so when its content is written again.",
    source=f"{_API}, archive a course (A-UNARCHIVE)",
)
def publishes_whatever_is_written() -> None:
    """Writing a course takes it out of the archive."""

    def upsert(original: Any) -> Any:
        def restored(self: ExternalCourses, *words: Any) -> Course:
            course: Course = original(self, *words)
            return self._courses.restore(course.id)

        return restored

    method(ExternalCourses, "upsert", upsert)


@WORLDS(
    "lms_courses",
    fact="modifiedAt stays where it is when nothing, or a translation alone, has changed.",
    source=f"{_API}, CourseDTO.modifiedAt",
)
def calls_every_write_a_modification() -> None:
    """modifiedAt moves with every write."""

    def replace(original: Any) -> Any:
        def touched(self: Courses, course_id: str, **content: Any) -> Course:
            course: Course = original(self, course_id, **content)
            after = msgspec.structs.replace(course, modified_at=self._now())
            self._courses.put(course_id, after)
            return after

        return touched

    method(Courses, "replace", replace)


@WORLDS(
    "lms_courses",
    fact="People do not find archived courses.",
    source=f"{_API}, archive a course",
)
def finds_archived_courses() -> None:
    """A search looks at all courses."""

    def search(self: Courses, text: str) -> list[Course]:
        return [each for each in self if text.casefold() in each.name.casefold()]

    method(Courses, "search", lambda _: search)


@WORLDS(
    "lms_courses",
    fact="Nobody edits the content of a course that comes from an integration.",
    source="help article (C035 to C037)",
)
def lets_editors_change_any_course() -> None:
    """Who may edit native courses may edit those of an integration."""

    def edit(courses: Courses, groups: Any, course_id: str, user_id: str, changes: Any) -> Course:
        return courses.replace(course_id, **changes)

    everywhere(editing.edit, edit)


@WORLDS(
    "lms_tags",
    fact="Tags that a person put on a course stay when an integration writes its own.",
    source="help article (C093)",
)
def takes_tags_by_hand_away() -> None:
    """An integration's tags replace all others."""

    def synchronize(original: Any) -> Any:
        def alone(self: Tags, course_id: str, names: Any) -> None:
            self._by_hand.pop(course_id, None)
            original(self, course_id, names)

        return alone

    method(Tags, "synchronize", synchronize)


@WORLDS(
    "lms_tags",
    fact="A synchronized tag leaves the course when the integration gives it no more.",
    source="help article (C092)",
)
def never_takes_a_tag_away() -> None:
    """What was once synchronized stays."""

    def synchronize(original: Any) -> Any:
        def together(self: Tags, course_id: str, names: Any) -> None:
            before = [self.get(each).name for each in self._synchronized.get(course_id, ())]
            original(self, course_id, [*before, *names])

        return together

    method(Tags, "synchronize", synchronize)


@WORLDS(
    "lms_tags",
    fact="Two tags of one platform have two names.",
    source=f"{_API}, tagNameNotAvailable",
)
def makes_a_second_tag_of_one_name() -> None:
    """A name may be given twice."""

    def add(original: Any) -> Any:
        def again(self: Tags, name: str, **words: Any) -> Tag:
            self._by_name.pop(name, None)
            tag: Tag = original(self, name, **words)
            return tag

        return again

    method(Tags, "add", add)


@WORLDS(
    "lms_tags",
    fact="A course has a tag once, whether by hand, by an integration, or by both.",
    source=f"{_API}, tags of a course (A-TAGSAME)",
)
def lists_a_tag_once_for_each_origin() -> None:
    """A tag of two origins is there twice."""

    def of(self: Tags, course_id: str) -> list[TagLink]:
        by_hand = [TagLink(each, "native") for each in self._by_hand.get(course_id, {})]
        synchronized = self._synchronized.get(course_id, ())
        return by_hand + [TagLink(each, "integration") for each in synchronized]

    method(Tags, "of", lambda _: of)


@WORLDS(
    "lms_groups",
    fact="A catalog does not reach into a private group.",
    source="help article, groups (A-PUBLIC)",
)
def has_no_private_groups() -> None:
    """Every group shows what the groups above it show."""
    original = visibility.sources

    def sources(group: Group, parent_of: Any) -> Any:
        above = parent_of(group)
        yield group
        if above is not None:
            yield from sources(above, parent_of)

    everywhere(original, sources)


@WORLDS(
    "lms_users",
    fact="Mails are compared in lower case.",
    source=f"{_API}, users",
)
def tells_mails_apart_by_case() -> None:
    """Ada@example.com and ada@example.com are two people."""
    everywhere(users.normalized_mail, lambda mail: mail)


@WORLDS(
    "lms_users lms_api_people",
    fact="Inviting a deleted person again brings the old user back, with their history.",
    source=f"{_API}, create a user (D10)",
)
def forgets_the_deleted() -> None:
    """A deleted user is not found any more, so an invitation makes a new one."""

    def find(original: Any) -> Any:
        def present(self: Users, **words: Any) -> Any:
            return [each for each in original(self, **words) if each.status != "deleted"]

        return present

    method(Users, "find", find)


@WORLDS(
    "lms_integrations",
    fact="A platform gives one external id to one user.",
    source=f"{_API}, valueAlreadyUsed",
)
def gives_one_external_id_to_two_users() -> None:
    """Who comes last has the value as well."""

    def add(original: Any) -> Any:
        def taken(self: ExternalIds, platform: str, value: str, *words: Any) -> Any:
            self._by_value.pop(value, None)
            return original(self, platform, value, *words)

        return taken

    method(ExternalIds, "add", add)


@WORLDS(
    "lms_integrations",
    fact="A group has one integration of a name.",
    source=f"{_API}, duplicateExternalPlatform",
)
def integrates_twice() -> None:
    """A second integration of the same name in one group is taken."""
    method(Integrations, "named", lambda _: lambda self, external_platform: [])


@WORLDS(
    "lms_training",
    fact="Learners see their own statistics, and nobody else's.",
    source="help article (C010)",
)
def shows_everybody_everything() -> None:
    """All statistics are shown to all."""
    everywhere(statistics_access.sees, lambda viewer_id, learner_id, groups: True)
