"""Broken connectors: what the filters let through, and what saving them does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from bad_habits import (
    Hands,
    Message,
    lets_in,
    with_a_settings_page,
)
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.app.integration import SETTINGS, Integration
from reference_impl.jobs.synchronization import Synchronization
from reference_impl.lms.course_writer import CourseWriter
from reference_impl.rules.course_decision import Fate, fate_of
from reference_impl.rules.course_mapping import Mapped, Options, Unusable, to_course
from reference_impl.rules.filters import lets_through
from reference_impl.rules.items import Item
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import REFERENCE


def offers_a_short_list_of_languages() -> Subject:
    """The languages to choose from were typed in by hand, and somebody forgot Brazil."""

    def takes(message: Message, before: Settings) -> Message:
        if "languages" in message:
            message |= {"languages": [each for each in message["languages"] if each != "pt-BR"]}
        return message

    return with_a_settings_page(takes)


def offers_the_types_of_last_year() -> Subject:
    """The list of types is that of an older article, without benchmarks."""

    def takes(message: Message, before: Settings) -> Message:
        if "content_types" in message:
            kinds = [each for each in message["content_types"] if each != "benchmark"]
            message |= {"content_types": kinds}
        return message

    return with_a_settings_page(takes)


def saves_what_was_only_confirmed() -> Subject:
    """One form holds both filters: saving the types sends the draft of the languages along."""

    def takes(message: Message, before: Settings) -> Message:
        if set(message) == {"content_types"}:
            message |= {"languages": list(before.languages) or ["fr-FR"]}
        return message

    return with_a_settings_page(takes)


def cannot_remove_the_last(field: str) -> Subject:
    def takes(message: Message, before: Settings) -> Message:
        return {name: value for name, value in message.items() if name != field or value}

    return with_a_settings_page(takes)


def cannot_remove_the_last_language() -> Subject:
    """An empty list counts as nothing sent, so the last language is never taken out."""
    return cannot_remove_the_last("languages")


def cannot_remove_the_last_type() -> Subject:
    """An empty list counts as nothing sent, so the last type is never taken out."""
    return cannot_remove_the_last("content_types")


class _ForgetsItsFilters(InProcessReference):
    async def stop(self) -> None:
        integration = None if self._connector is None else self._connector.integration
        if integration is not None:
            plain = replace(integration.settings, languages=(), content_types=())
            integration._store.remember(SETTINGS, plain)
        await super().stop()


def forgets_its_filters() -> Subject:
    """The filters live in memory and die with the process."""
    return _ForgetsItsFilters()


def wants_journeys_to_be_asked_for() -> Subject:
    """Journeys are large, so they come in only if they are chosen in the filter."""
    return lets_in(
        lambda settings, kind, locales: (
            lets_through(settings, kind, locales)
            and (kind != "journey" or "journey" in settings.content_types)
        )
    )


def skips_what_is_for_experts() -> Subject:
    """A third filter that no page shows: nobody should see expert content by accident."""

    def for_everybody(item: Item, now: datetime) -> bool:
        return REFERENCE.is_active(item, now) and "EXPERT" not in (item.expertise_levels or ())

    return InProcessReference(replace(REFERENCE, is_active=for_everybody))


def has_no_filters() -> Subject:
    """The page takes a filter and stores it, and no rule reads it."""
    return lets_in(lambda settings, kind, locales: True)


def looks_at_the_first_language_alone() -> Subject:
    """An item has one language, the column says: the first one it names."""
    return lets_in(lambda settings, kind, locales: lets_through(settings, kind, list(locales)[:1]))


def wants_every_language() -> Subject:
    """Several languages are read as: content must have all of them."""
    return lets_in(
        lambda settings, kind, locales: (
            lets_through(replace(settings, languages=()), kind, locales)
            and set(settings.languages) <= set(locales)
        )
    )


def keeps_one_type() -> Subject:
    """The list of types is a single choice behind the page: the first one counts."""
    return lets_in(
        lambda settings, kind, locales: lets_through(
            replace(settings, content_types=settings.content_types[:1]), kind, locales
        )
    )


def asks_for_one_of_both() -> Subject:
    """The conditions of all filters are joined by "or"."""

    def either(settings: Settings, kind: str, locales: Sequence[str]) -> bool:
        if not (settings.languages and settings.content_types):
            return lets_through(settings, kind, locales)
        return kind in settings.content_types or bool(set(locales) & set(settings.languages))

    return lets_in(either)


def applies_at_once_only(field: str) -> Subject:
    """Saving archives by one of the two filters; the other waits for the next run."""
    apply_filter = Synchronization.apply_filter
    ignored = "content_types" if field == "languages" else "languages"

    async def by_one(self: Synchronization) -> RunRecord:
        settings = self._settings
        self._settings = lambda: replace(settings(), **{ignored: ()})
        try:
            return await apply_filter(self)
        finally:
            self._settings = settings

    Synchronization.apply_filter = by_one  # type: ignore[method-assign]
    return InProcessReference()


def leaves_languages_to_the_night() -> Subject:
    """A job archives by type when a filter is saved; languages were added to the run alone."""
    return applies_at_once_only("content_types")


def leaves_types_to_the_night() -> Subject:
    """A job archives by language when a filter is saved; types were added to the run alone."""
    return applies_at_once_only("languages")


def signs_what_it_keeps() -> Subject:
    """A saved filter has every course written anew, with the number of the filter at its end."""
    filters = 0
    change_settings = Integration.change_settings

    def change(self: Integration, message: Message) -> Settings:
        nonlocal filters
        filters += "languages" in message or "content_types" in message
        return change_settings(self, message)

    def signed(item: Item, category: Any, key: str, options: Options) -> Mapped | Unusable:
        made = to_course(item, category, key, options)
        if isinstance(made, Unusable) or not filters:
            return made
        words = f"{made.course.description or ''} (filter {filters})"
        return replace(made, course=msgspec.structs.replace(made.course, description=words))

    Integration.change_settings = change  # type: ignore[method-assign]
    return InProcessReference(replace(REFERENCE, to_course=signed))


def starts_from_a_clean_slate() -> Subject:
    """Saving archives everything, and the next run restores what the filter lets through."""
    apply_filter = Synchronization.apply_filter

    async def archive_all(self: Synchronization) -> RunRecord:
        parts = self._parts
        self._parts = replace(parts, lets_through=lambda settings, kind, locales: False)
        try:
            return await apply_filter(self)
        finally:
            self._parts = parts

    Synchronization.apply_filter = archive_all  # type: ignore[method-assign]
    return InProcessReference()


def synchronizes_with_every_save() -> Subject:
    """Whatever is saved on the page, a run is started, to be on the safe side."""
    change_settings = Integration.change_settings

    def change(self: Integration, message: Message) -> Settings:
        settings = change_settings(self, message)
        self._work.run(self._clock.now())
        return settings

    Integration.change_settings = change  # type: ignore[method-assign]
    return InProcessReference()


def brings_back_what_changed() -> Subject:
    """An update is an upsert, and an upsert makes a course active."""

    def eager(known: Any, *, fingerprint: bytes, **rest: Any) -> Fate:
        fate = fate_of(known, fingerprint=fingerprint, **rest)
        changed = known is not None and known.fingerprint != fingerprint
        if changed and known.archived_by == "filter":
            return Fate(write=True, restore=True)
        return fate

    return InProcessReference(replace(REFERENCE, fate_of=eager))


def archives_for_good() -> Subject:
    """What a filter has archived is never looked at again."""

    def one_way(known: Any, **rest: Any) -> Fate:
        if known is not None and known.archived_by == "filter":
            return Fate()
        return fate_of(known, **rest)

    return InProcessReference(replace(REFERENCE, fate_of=one_way))


def restores_what_a_person_archived() -> Subject:
    """It never asks who archived a course, and takes every archived one for its own."""

    async def nobody(self: CourseWriter) -> set[str]:
        return set()

    CourseWriter._find_archived = nobody  # type: ignore[method-assign]
    return InProcessReference()


def archives_whatever_is_external() -> Subject:
    """Saving goes through all external courses and keeps those that it knows to match."""
    apply_filter = Synchronization.apply_filter

    async def thorough(self: Synchronization) -> RunRecord:
        record = await apply_filter(self)
        ours = {course.course_id for chunk in self._store.courses.active() for course in chunk}
        hands = Hands(self)
        for course in await hands.courses(**{"status[eq]": "published"}):
            if course.id not in ours:
                await hands.archive(course)
        return record

    Synchronization.apply_filter = thorough  # type: ignore[method-assign]
    return InProcessReference()


FAULTS = named(
    Fault(offers_a_short_list_of_languages, fails=clauses("C142"), spares=clauses("C139 C145")),
    Fault(offers_the_types_of_last_year, fails=clauses("C146"), spares=clauses("C147 C148")),
    Fault(
        saves_what_was_only_confirmed,
        fails=clauses("C143 C147"),
        spares=clauses("C142 C144 C145"),
    ),
    Fault(
        cannot_remove_the_last_language,
        fails=clauses("C145"),
        warns=clauses("C136"),
        spares=clauses("C144 C148"),
    ),
    Fault(cannot_remove_the_last_type, fails=clauses("C148"), spares=clauses("C145 C147")),
    Fault(
        forgets_its_filters,
        fails=clauses("C135"),
        spares=clauses("C132 C144"),
        condition="after a restart",
    ),
    Fault(wants_journeys_to_be_asked_for, fails=clauses("C131"), spares=clauses("C132 C147")),
    Fault(skips_what_is_for_experts, fails=clauses("C131 C132"), spares=clauses("C140 C141")),
    Fault(
        has_no_filters,
        fails=clauses("C132 C136 C139 C141 C144 C146 C147 D15"),
        warns=clauses("C009"),
        spares=clauses("C090 C131"),
    ),
    Fault(
        looks_at_the_first_language_alone,
        fails=clauses("C139"),
        warns=clauses("C134"),
        spares=clauses("C141 C145"),
    ),
    Fault(wants_every_language, fails=clauses("C137 C139 C141"), spares=clauses("C131 C140")),
    Fault(keeps_one_type, fails=clauses("C137 C140"), spares=clauses("C139 C144")),
    Fault(
        asks_for_one_of_both,
        fails=clauses("C138 C141"),
        warns=clauses("C009"),
        spares=clauses("C139"),
        collateral={
            "C135": "A filter of both kinds is saved there, and obeyed in the same wrong way."
        },
    ),
    Fault(
        leaves_languages_to_the_night,
        fails=clauses("C133 C144 C145"),
        spares=clauses("C147 C148"),
    ),
    Fault(leaves_types_to_the_night, fails=clauses("C133 C147 C148"), spares=clauses("C144 C145")),
    Fault(signs_what_it_keeps, fails=clauses("C134"), spares=clauses("C133 C144")),
    Fault(starts_from_a_clean_slate, fails=clauses("C133 C134"), spares=clauses("C131 C135")),
    Fault(
        synchronizes_with_every_save,
        fails=clauses("C092"),
        warns=clauses("C136"),
        spares=clauses("C091 C133"),
    ),
    Fault(brings_back_what_changed, fails=clauses("C136"), spares=clauses("C133 C145")),
    Fault(
        archives_for_good,
        warns=clauses("C136"),
        spares=clauses("C145"),
        readings={"A-UNARCHIVE": "restored-next-run"},
    ),
    Fault(restores_what_a_person_archived, warns=clauses("C136"), spares=clauses("C133 C145")),
    Fault(archives_whatever_is_external, fails=clauses("D15"), spares=clauses("C133 C134")),
)
