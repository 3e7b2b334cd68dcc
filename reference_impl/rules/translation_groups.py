"""Items that are language versions of one content, and the item they are together (C042). Pure.

Percipio has two shapes of language versions (A-VERSIONS): one item that holds all languages, and
one item for each, joined by ``associations.translationGroupId``. Here the second becomes the first.
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

    The prefix is there because a group may well be named after its first item.
    """
    group = None if joining == "none" else item.translation_group
    return item.id if group is None else f"{_GROUP}{group}"


def in_order(versions: Sequence[Item]) -> list[Item]:
    """The version that lends everything but texts first; the others as they were first seen.

    One that could not be a course of its own, for want of a title or a link, comes last.
    """
    return sorted(versions, key=_rank)


def _rank(version: Item) -> tuple[bool, bool]:
    usable = bool(version.link) and bool(version.metadata())
    return not usable, version.locales()[:1] != (DEFAULT_LOCALE,)


def joined(versions: Sequence[Item]) -> Item:
    """One item in all the languages of ``versions``, which are in order.

    Areas and subjects are those of any version; a language that comes twice is for the mapping
    to sort out.
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
