"""Join items that are language versions of one content into one item (C042). Pure.

Percipio has two forms of language versions (A-VERSIONS): one item with all languages, and one item
for each, joined by ``associations.translationGroupId``. This module converts the second form into
the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from reference_impl.rules.interpretations import Interpretations
from reference_impl.rules.items import Associations, Item, LocalizedMetadata
from reference_impl.rules.settings import Settings

Joining = Literal["all", "default", "none"]
"""What a translation group is: one content, its default version alone, or nothing special."""

DEFAULT_LOCALE = "en-US"
"""The version in this locale lends its link, its picture and the course's identity."""

_GROUP = "group/"


def joining_of(readings: Interpretations, settings: Settings) -> Joining:
    """What to do with translation groups (A-VERSIONS, A-GLOB-OFF)."""
    if not readings.joins_groups:
        return "none"
    if settings.globalization:
        return "all"
    return "default" if readings.default_language_only else "none"


def content_of(item: Item, joining: Joining) -> str:
    """The key of the content an item belongs to: its own id, or its group's with a prefix.

    The prefix is needed because a group may have the id of its first item.
    """
    group = None if joining == "none" else item.translation_group
    return item.id if group is None else f"{_GROUP}{group}"


def in_order(versions: Sequence[Item]) -> list[Item]:
    """Sort versions: the one that provides all except texts, then the others as first seen.

    A version that could not be a course, because it has no title or link, comes last.
    """
    return sorted(versions, key=_rank)


def _rank(version: Item) -> tuple[bool, bool]:
    usable = bool(version.link) and bool(version.metadata())
    return not usable, version.locales()[:1] != (DEFAULT_LOCALE,)


def joined(versions: Sequence[Item]) -> Item:
    """Join ``versions``, which are in order, into one item in all their languages.

    Areas and subjects are those of all versions; the mapping handles a language that appears
    twice.
    """
    first = versions[0]
    if len(versions) == 1:
        return first
    locales: list[str | None] = list(_unique(each for item in versions for each in item.locales()))
    texts: list[LocalizedMetadata | None] = [
        text if text.locale_code else msgspec.structs.replace(text, locale_code=_locale(item))
        for item in versions
        for text in item.metadata()
    ]
    filed = [item.associations for item in versions if item.associations is not None]
    return msgspec.structs.replace(
        first,
        locale_codes=locales,
        localized_metadata=texts,
        associations=Associations(
            areas=list(_unique(name for each in filed for name in each.areas or ())),
            subjects=list(_unique(name for each in filed for name in each.subjects or ())),
            translation_group_id=first.translation_group,
        ),
    )


def _locale(item: Item) -> str | None:
    return next(iter(item.locales()), None)


def _unique(values: Iterable[str | None]) -> dict[str | None, None]:
    return dict.fromkeys(values)
