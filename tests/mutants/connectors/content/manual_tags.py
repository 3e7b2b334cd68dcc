"""Mutants: tags that people add or remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from connectors.shared.interpretations import misreads
from connectors.shared.reference_variants import Hands, Message, around_each_run
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.app.integration import Integration
from reference_impl.jobs.catalog_sync import CatalogSync
from reference_impl.lms.course_writer import CourseWriter, Place
from reference_impl.rules import course_mapping
from reference_impl.rules.categories import Category
from reference_impl.rules.course_decision import ArchivedBy
from reference_impl.rules.course_mapping import Mapped, Options, Unusable, to_course
from reference_impl.rules.items import Item
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import DEFAULT_RULES
from reference_impl.store.store import Store
from tools.mutants.mutant import Mutant, by_name, clauses


def reads_the_tags_box_of_the_setup_at_each_start() -> ConnectorUnderTest:
    """Stores the tags box twice, in the setup and in the settings. At a start the value of the
    setup overwrites later changes.
    """
    resume = Integration.resume

    def copy(self: Integration) -> None:
        parameters = self.setup_state.parameters
        if parameters is not None:
            box = parameters.tags_synchronization
            self._keep_settings(replace(self.settings, tags_synchronization=box))
        resume(self)

    Integration.resume = copy  # type: ignore[method-assign]
    return InProcessReference()


def switches_tags_off_for_good() -> ConnectorUnderTest:
    """Remembers that the tags were removed, and does not write tags after the box is checked
    again.
    """
    change_settings = Integration.change_settings

    def change(self: Integration, message: dict[str, object]) -> Settings:
        wanted = message.get("tags_synchronization")
        if wanted is False and self.settings.tags_synchronization:
            self._store.remember("tags cleared", True)
        elif wanted and self._store.fact("tags cleared", bool):
            message = {**message, "tags_synchronization": False}
        return change_settings(self, message)

    Integration.change_settings = change  # type: ignore[method-assign]
    return InProcessReference()


def keeps_what_it_mapped_before() -> ConnectorUnderTest:
    """Caches the mapping of items in several languages until the item changes.

    The tags box is no part of the memory's key, so these courses keep their tags when it is
    cleared.
    """
    begin = CatalogSync.__init__
    memory: WeakKeyDictionary[Store, dict[bytes, Mapped | Unusable]] = WeakKeyDictionary()

    def begin_with_memory(self: CatalogSync, **given: Any) -> None:
        begin(self, **given)
        known = memory.setdefault(self._store, {})
        to_course = self._rules.to_course

        def remembered(
            item: Item, category: Category, external_id: str, options: course_mapping.Options
        ) -> Mapped | Unusable:
            if len(item.metadata()) < 2:
                return to_course(item, category, external_id, options)
            key = msgspec.json.encode((item, category, external_id, options.translations))
            digest = blake2b(key, digest_size=16).digest()
            if digest not in known:
                known[digest] = to_course(item, category, external_id, options)
            return known[digest]

        self._rules = replace(self._rules, to_course=remembered)

    CatalogSync.__init__ = begin_with_memory  # type: ignore[method-assign]
    return InProcessReference()


def synchronizes_with_every_save() -> ConnectorUnderTest:
    """Starts a run whenever the administrator saves anything on the page."""
    change_settings = Integration.change_settings

    def change(self: Integration, message: Message) -> Settings:
        settings = change_settings(self, message)
        self._work.run(self._clock.now())
        return settings

    Integration.change_settings = change  # type: ignore[method-assign]
    return InProcessReference()


def drops_tags_with_their_source() -> ConnectorUnderTest:
    """Replaces all tags, so that tags dropped in Percipio are removed."""
    return misreads("A-TAGWHEN", "dropped-tags-go")


def only_adds_tags() -> ConnectorUnderTest:
    """Adds new tags to existing ones, so that tags dropped in Percipio stay."""
    known: dict[str, dict[str, None]] = {}

    def merged(item: Item, category: Any, key: str, options: Options) -> Mapped | Unusable:
        made = to_course(item, category, key, options)
        if isinstance(made, Unusable) or not options.tags:
            known.pop(item.id, None)
            return made
        names = known.setdefault(item.id, {})
        names |= dict.fromkeys(made.course.subjects)
        return replace(made, course=msgspec.structs.replace(made.course, subjects=tuple(names)))

    return InProcessReference(replace(DEFAULT_RULES, to_course=merged))


def clears_the_tags_of_what_it_archives() -> ConnectorUnderTest:
    """Removes the tags of a course that it archives, and later restores only the synchronized
    ones.
    """
    archive_all = CourseWriter._archive_all

    async def archive_and_clear(
        self: CourseWriter, chosen: Sequence[tuple[Place, ArchivedBy]]
    ) -> None:
        await archive_all(self, chosen)
        for place, _ in chosen:
            path = f"/api/v2/courses/{place.course_id}/tags"
            await self._lms.request("PUT", path, body=b'{"tagIds":[]}')
            self._store._db.execute(
                "UPDATE courses SET fingerprint = x'' WHERE content_id = ?", (place.content_id,)
            )

    CourseWriter._archive_all = archive_and_clear  # type: ignore[method-assign]
    return InProcessReference()


def removes_tags_by_name() -> ConnectorUnderTest:
    """Removes its tags by name, and with them manual tags of the same name."""
    written: dict[str, set[str]] = {}

    def noted(item: Item, category: Any, key: str, options: Options) -> Mapped | Unusable:
        made = to_course(item, category, key, options)
        if isinstance(made, Mapped):
            written.setdefault(made.course.name, set()).update(made.course.subjects)
        return made

    async def take_away(hands: Hands) -> None:
        if hands.settings.tags_synchronization:
            return
        for course in await hands.courses():
            ours = written.get(course.name, set())
            tags = await hands.tags_of(course)
            kept = [tag_id for tag_id, name in tags.items() if name not in ours]
            if len(kept) < len(tags):
                await hands.set_tags(course, kept)

    around_each_run(after=take_away)
    return InProcessReference(replace(DEFAULT_RULES, to_course=noted))


MUTANTS = by_name(
    Mutant(
        reads_the_tags_box_of_the_setup_at_each_start,
        fails=clauses("C091"),
        kind="switches back",
        condition="after a restart",
        written_blind=True,
    ),
    Mutant(
        switches_tags_off_for_good,
        fails=clauses("C091"),
        kind="second time",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(
        keeps_what_it_mapped_before,
        fails=clauses("C092"),
        kind="several languages",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(
        synchronizes_with_every_save,
        fails=clauses("C092"),
        warns=clauses("C136"),
        spares=clauses("C091 C133"),
    ),
    Mutant(
        drops_tags_with_their_source,
        warns=clauses("C092"),
        spares=clauses("C049"),
        readings={"A-TAGWHEN": "dropped-tags-stay"},
    ),
    Mutant(
        only_adds_tags,
        warns=clauses("C092"),
        spares=clauses("C088 C091"),
        readings={"A-TAGWHEN": "dropped-tags-go"},
    ),
    Mutant(
        clears_the_tags_of_what_it_archives,
        fails=clauses("C093"),
        kind="archived meanwhile",
        condition="on the second day",
        written_blind=True,
        adds=True,
    ),
    Mutant(
        removes_tags_by_name,
        fails=clauses("C093"),
        spares=clauses("C008 C092"),
        kind="taken away by their name",
        collateral={"C090": "A tag of a person that is called like an area is gone there as well."},
        adds=True,
    ),
)
