"""Contents that may become courses, and the resulting courses. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

import msgspec

from reference_impl.rules.categories import Category
from reference_impl.rules.course_mapping import Mapped, Unusable
from reference_impl.rules.items import Item

_ENCODER = msgspec.json.Encoder()


class CandidateContent(msgspec.Struct, frozen=True, gc=False):
    """A content that Percipio returned, in one of the nine categories.

    Usually an item; for a translation group, ``item`` is the joined versions. The statements
    about ``activity_ids`` count for its course. ``active`` is True if Percipio offers it.
    """

    content_id: str
    item: Item
    category: Category
    activity_ids: tuple[str, ...]
    active: bool


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A content as a course; ``encoded`` is its object of the bulk upsert."""

    content: CandidateContent
    external_id: str
    locales: tuple[str, ...]
    mapped: Mapped | Unusable
    encoded: bytes
    fingerprint: bytes

    @property
    def subjects(self) -> tuple[str, ...]:
        """The tags of the course."""
        return () if isinstance(self.mapped, Unusable) else self.mapped.course.subjects


def candidate(content: CandidateContent, external_id: str, mapped: Mapped | Unusable) -> Candidate:
    """Create the candidate with its fingerprint, which shows whether the course must be written."""
    encoded = b"" if isinstance(mapped, Unusable) else _ENCODER.encode(mapped.course)
    # The fingerprint includes the data that the store needs for filters and statements.
    locales = content.item.locales()
    kept = _ENCODER.encode((content.activity_ids, content.category, locales))
    fingerprint = blake2b(encoded + kept, digest_size=16).digest()
    return Candidate(content, external_id, locales, mapped, encoded, fingerprint)


def with_earlier_subjects(mapped: Mapped | Unusable, earlier: Sequence[str]) -> Mapped | Unusable:
    """Add the earlier tags to the course (A-TAGWHEN: dropped-tags-stay)."""
    if isinstance(mapped, Unusable) or not earlier:
        return mapped
    subjects = tuple(dict.fromkeys((*mapped.course.subjects, *earlier)))
    return replace(mapped, course=msgspec.structs.replace(mapped.course, subjects=subjects))
