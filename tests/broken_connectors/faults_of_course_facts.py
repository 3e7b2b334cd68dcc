"""Broken connectors: what courses say, which item is whose course, and odd items."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from typing import Any

import msgspec
from bad_habits import Hands, around_each_run
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.percipio.catalog_reader import CatalogueReader, Page
from reference_impl.rules.categories import Category
from reference_impl.rules.course_mapping import (
    ExternalCourse,
    Mapped,
    Options,
    Source,
    Unusable,
    to_course,
)
from reference_impl.rules.items import Item, UnreadableItemError, read_item
from reference_impl.rules_table import REFERENCE


class _User(msgspec.Struct, rename="camel"):
    id: str = msgspec.field(name="_id")
    first_name: str = ""


Rewrite = Callable[[Item, ExternalCourse], ExternalCourse]


def rewrites(rewrite: Rewrite) -> Subject:
    def mapped(
        item: Item, category: Category, external_id: str, options: Options
    ) -> Mapped | Unusable:
        made = to_course(item, category, external_id, options)
        if isinstance(made, Unusable):
            return made
        return replace(made, course=rewrite(item, made.course))

    return InProcessReference(replace(REFERENCE, to_course=mapped))


def changed(course: ExternalCourse, **changes: Any) -> ExternalCourse:
    return msgspec.structs.replace(course, **changes)


def names_courses_by_their_key() -> Subject:
    """A field called "name" was filled with what the data model calls the name."""
    return rewrites(lambda item, course: changed(course, name=item.id))


def names_another_provider() -> Subject:
    """The provider is called after the site the content comes from."""
    return rewrites(lambda item, course: changed(course, sources=(Source("Percipio"),)))


def spells_the_provider_small() -> Subject:
    """The key of the provider is shown instead of its name."""
    return rewrites(lambda item, course: changed(course, sources=(Source("skillsoft"),)))


def stores_three_byte_signs_only() -> Subject:
    """A table whose utf8 is the one of three bytes: an emoji becomes a question mark."""

    def cut(item: Item, course: ExternalCourse) -> ExternalCourse:
        return changed(course, name="".join(c if ord(c) < 0x10000 else "?" for c in course.name))

    return rewrites(cut)


def signs_as_the_owner() -> Subject:
    """Courses are made by whoever the client's token was made for: the platform's owner."""
    owner: list[str] = []

    async def look_up(hands: Hands) -> None:
        users = [each async for each in hands.lms.each("/api/v2/users", _User)]
        owner[:] = [each.id for each in users if each.first_name == "Olivia"]

    around_each_run(before=look_up)
    return rewrites(lambda item, course: changed(course, author_id=owner[0]))


def keys_courses_by_their_link() -> Subject:
    """The link was the only unique thing in the first catalogue anybody looked at."""
    return InProcessReference(replace(REFERENCE, identity=lambda item: item.link or item.id))


def gives_up_on(unfit: Callable[[Item], bool]) -> Subject:
    """A page is taken as a whole or not at all."""

    async def strict(reader: CatalogueReader) -> AsyncGenerator[Page, None]:
        async for page in CatalogueReader.pages(reader):
            try:
                fits = not any(unfit(read_item(raw)) for raw in page.items)
            except UnreadableItemError:
                fits = False
            if fits:
                yield page

    return InProcessReference(replace(REFERENCE, pages=strict))


def drops_a_page_for_one_bad_item() -> Subject:
    """One transaction, one exception handler, one page."""
    return gives_up_on(lambda item: False)


def wants_every_field() -> Subject:
    """Code made from the published schema, in which no picture and no duration is null."""
    return gives_up_on(lambda item: item.duration is None or item.image_url is None)


FAULTS = named(
    Fault(
        names_courses_by_their_key,
        fails=clauses("C005 C018"),
        spares=clauses("C032 C034 C079"),
    ),
    Fault(
        names_another_provider,
        fails=clauses("C005 C079"),
        spares=clauses("C018 C034 C085"),
    ),
    Fault(
        spells_the_provider_small,
        warns=clauses("C079"),
        spares=clauses("C005 C018 C034 C085"),
    ),
    Fault(
        stores_three_byte_signs_only,
        fails=clauses("D06"),
        spares=clauses("C018 D08"),
    ),
    Fault(
        signs_as_the_owner,
        fails=clauses("C085"),
        spares=clauses("C005 C018 C034 C079"),
    ),
    Fault(
        keys_courses_by_their_link,
        fails=clauses("C030 D08"),
        spares=clauses("C018 D06"),
    ),
    Fault(
        drops_a_page_for_one_bad_item,
        warns=clauses("D06"),
        spares=clauses("C018 D08"),
    ),
    Fault(
        wants_every_field,
        fails=clauses("D06"),
        spares=clauses("C018 D08"),
    ),
)
