"""Mutants: fields of a course, and who may edit them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import msgspec

from connectors.shared.course_changes import changed, rewrites
from connectors.shared.platform_rules import exchange
from connectors.shared.reference_variants import Hands, around_each_run, with_courses
from fake_lms.content import editing
from fake_lms.content.course_model import Course
from fake_lms.content.course_repository import Courses
from fake_lms.core.errors import ForbiddenError
from fake_lms.people.groups import Groups
from fake_lms.training import training
from fake_lms.training.training import Training
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.rules.course_mapping import ExternalCourse, Mapped, Source
from reference_impl.rules.items import Item
from tools.mutants.mutant import Mutant, by_name, clauses


def names_courses_by_their_key() -> ConnectorUnderTest:
    """Writes the item's key into the field for the name."""
    return rewrites(lambda item, course: changed(course, name=item.id))


def names_another_provider() -> ConnectorUnderTest:
    """Names the website of the content as the provider."""
    return rewrites(lambda item, course: changed(course, sources=(Source("Percipio"),)))


def names_no_provider() -> ConnectorUnderTest:
    """Leaves the list of sources empty, which 360Learning accepts."""
    return rewrites(lambda item, course: changed(course, sources=()))


def finds_nothing() -> ConnectorUnderTest:
    """The search of 360Learning finds no courses, because its index is empty."""
    return exchange(Training, "search", lambda self, user_id, text, after=None: [])


def finds_everything_for_everybody() -> ConnectorUnderTest:
    """The search finds all courses for everyone, without regard to visibility."""
    return exchange(
        Training, "search", lambda self, user_id, text, after=None: self._courses.search(text)
    )


def hides_courses_from_administrators() -> ConnectorUnderTest:
    """The search shows administrators only the catalogs of groups in which they are members."""
    return exchange(training, "administers", lambda user_id, group, groups: False)


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


def is_read_by_a_lenient_editor() -> ConnectorUnderTest:
    """The editor of 360Learning lets authors and administrators edit courses of an integration."""
    editing.edit = lenient_edit
    return InProcessReference()


READ_ONLY = clauses("C035 C036 C037")


def is_read_by_a_silent_editor() -> ConnectorUnderTest:
    """The editor reports a refusal but saves the change anyway."""

    def silent(*arguments: Any) -> Course:
        lenient_edit(*arguments)
        raise ForbiddenError("courseNotEditable", "refused, or so it says")

    editing.edit = silent
    return InProcessReference()


def sends_learners_to_the_front_page() -> ConnectorUnderTest:
    """Links every course to the start page of the site, because deep links would need single
    sign-on.
    """
    front = "https://acme.percipio.com/"
    return rewrites(lambda item, course: changed(course, launch_url=front))


def keeps_the_first_link() -> ConnectorUnderTest:
    """Writes the link only when it creates the course, as if it were part of the course's
    identity.
    """
    first: dict[str, str] = {}

    def remember(item: Item, course: ExternalCourse) -> ExternalCourse:
        return changed(course, launch_url=first.setdefault(item.id, course.launch_url))

    return rewrites(remember)


def encodes_links_once_more() -> ConnectorUnderTest:
    """Percent-encodes links again, so that an encoded %20 becomes %2520."""

    def encoded(_: Item, mapped: Mapped) -> Mapped:
        link = quote(mapped.course.launch_url, safe="!#$&'()*+,/:;=?@")
        return replace(mapped, course=msgspec.structs.replace(mapped.course, launch_url=link))

    return with_courses(encoded)


def spells_the_provider_small() -> ConnectorUnderTest:
    """Shows the internal key of the provider, in lower case, instead of its name."""
    return rewrites(lambda item, course: changed(course, sources=(Source("skillsoft"),)))


class _User(msgspec.Struct, rename="camel"):
    id: str = msgspec.field(name="_id")
    first_name: str = ""


def signs_as_the_owner() -> ConnectorUnderTest:
    """Creates courses in the name of the owner of the API client, and not of the connector
    admin.
    """
    owner: list[str] = []

    async def look_up(hands: Hands) -> None:
        users = [each async for each in hands.lms.each("/api/v2/users", _User)]
        owner[:] = [each.id for each in users if each.first_name == "Olivia"]

    around_each_run(before=look_up)
    return rewrites(lambda item, course: changed(course, author_id=owner[0]))


MUTANTS = by_name(
    Mutant(
        names_courses_by_their_key,
        fails=clauses("C005 C018"),
        spares=clauses("C032 C034 C079"),
    ),
    Mutant(
        names_another_provider,
        fails=clauses("C005 C079"),
        spares=clauses("C018 C034 C085"),
    ),
    Mutant(
        names_no_provider,
        fails=clauses("C005 C079"),
        spares=clauses("C018 C034 C085"),
    ),
    Mutant(finds_nothing, breaks=clauses("C005"), spares=clauses("C006")),
    Mutant(finds_everything_for_everybody, breaks=clauses("C005"), spares=clauses("C006 C063")),
    Mutant(hides_courses_from_administrators, breaks=clauses("C005"), spares=clauses("C006 C063")),
    Mutant(is_read_by_a_lenient_editor, breaks=READ_ONLY, spares=clauses("C018")),
    Mutant(is_read_by_a_silent_editor, breaks=READ_ONLY, spares=clauses("C018")),
    Mutant(
        sends_learners_to_the_front_page,
        fails=clauses("C065"),
        spares=clauses("C007 C063 C064 C072"),
    ),
    Mutant(
        keeps_the_first_link,
        fails=clauses("C065"),
        spares=clauses("C007 C063 C064 C072"),
        condition="on the second day",
    ),
    Mutant(
        encodes_links_once_more, fails=clauses("C065"), kind="encodes twice", written_blind=True
    ),
    Mutant(
        spells_the_provider_small,
        warns=clauses("C079"),
        spares=clauses("C005 C018 C034 C085"),
    ),
    Mutant(
        signs_as_the_owner,
        fails=clauses("C085"),
        spares=clauses("C005 C018 C034 C079"),
        adds=True,
    ),
)
