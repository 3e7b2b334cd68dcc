"""All known content types of a Percipio catalog, and their fields in the API.

A type shows in three fields of ``contentType`` (percipioType, category, displayLabel), in the
path of ``xapiActivityId``, in ``xapiActivityTypeId`` and in ``modalities``. Most rows are taken
from real answers of the API; rows marked "published" follow from its published schema alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

_ADL = "http://adlnet.gov/expapi/activities/"
_PERCIPIO = "https://xapi.percipio.com/xapi/activity-type/"

# Percipio xAPI vocabulary, activity types.
ACTIVITY_TYPES: dict[str, str] = {
    "course": _ADL + "course",
    "assessment": _ADL + "assessment",
    "video": "https://w3id.org/xapi/video/activity-type/video",
    "book": _PERCIPIO + "book",
    "audiobook": _PERCIPIO + "audiobook",
    "channel": _PERCIPIO + "channel",
    "journey": _PERCIPIO + "curriculum",
    "lc": _ADL + "course",
}


class Typing(Enum):
    """How an item states its type; the last three are forms of "uncategorized" (C026)."""

    STATED = "contentType.percipioType is given"
    NULL_TYPE = "contentType.percipioType is null"
    NO_TYPE = "contentType has no percipioType"
    NO_CONTENT_TYPE = "contentType is null"


@dataclass(frozen=True, slots=True)
class ContentType:
    """One row: the catalog fields of items of one kind."""

    percipio_type: str | None
    category: str | None
    label: str
    path: str
    """The word in ``https://xapi.percipio.com/xapi/<path>/<id>``."""
    modalities: tuple[str, ...] = ()
    source: str | None = None
    aicc: str | None = None
    """``contentType`` in the AICC launch parameters; None where such items have no AICC launch."""
    duration: str | None = None
    """A usual duration, ISO 8601."""
    has_code: bool = False
    typing: Typing = Typing.STATED

    @property
    def activity_type(self) -> str:
        """The IRI of the xAPI activity type."""
        return ACTIVITY_TYPES[self.path]


def _linked(
    category: str | None,
    label: str,
    modality: str,
    source: str,
    *,
    aicc: str | None = None,
    duration: str | None = None,
) -> ContentType:
    return ContentType(
        "LINKED_CONTENT", category, label, "lc", (modality,), source, aicc=aicc, duration=duration
    )


KINDS: dict[str, ContentType] = {
    "course": ContentType(
        "COURSE",
        "COURSE",
        "Course",
        "course",
        ("WATCH",),
        aicc="course",
        duration="PT52M30S",
        has_code=True,
    ),
    "video": ContentType("VIDEO", "VIDEO", "Video", "video", ("WATCH",), duration="PT3M3S"),
    "channel": ContentType("CHANNEL", "CHANNEL", "Channel", "channel", aicc="channel"),
    "journey": ContentType("JOURNEY", "CURRICULUM", "Journey", "journey", aicc="journey"),
    "book": ContentType("BOOK", "BOOK", "Book", "book", ("READ",), aicc="book", duration="PT6H12M"),
    "book summary": ContentType(
        "BOOK", "BOOK", "Book Summary", "book", ("READ",), aicc="book", duration="PT8M"
    ),
    "audiobook": ContentType(
        "AUDIOBOOK",
        "AUDIOBOOK",
        "Audiobook",
        "audiobook",
        ("LISTEN",),
        aicc="audiobook",
        duration="PT9H45M46S",
    ),
    "audiobook summary": ContentType(
        "AUDIOBOOK",
        "AUDIOBOOK",
        "Audiobook Summary",
        "audiobook",
        ("LISTEN",),
        aicc="audiobook",
        duration="PT15M34S",
    ),
    "bootcamp": _linked(None, "Bootcamp", "WATCH", source="Live", duration="PT4H"),
    "lab": _linked(
        None, "Lab", "PRACTICE", source="Skillsoft", aicc="LINKEDCONTENT", duration="PT8H"
    ),
    "article": _linked(None, "Article", "READ", source="Skillsoft (Skillsoft.com)"),
    "linked video": _linked("VIDEO", "Video", "WATCH", source="YouTube.com"),
    "testprep": _linked(
        "ASSESSMENT",
        "TestPrep",
        "PRACTICE",
        source="Skillsoft",
        aicc="LINKEDCONTENT",
        duration="PT1H30M",
    ),
    # Published: percipioType and category of that name, modality PRACTICE for assessments.
    "assessment": ContentType(
        "ASSESSMENT", "ASSESSMENT", "Assessment", "assessment", ("PRACTICE",), duration="PT30M"
    ),
    # Published: modality ASSESS is said to mean a Skill Benchmark; the label's spelling is real.
    "benchmark": ContentType(
        "ASSESSMENT", "ASSESSMENT", "Skill BenchMark", "assessment", ("ASSESS",), duration="PT20M"
    ),
    # Published: type names only. Scheduled content has the activity type of a course.
    "scheduled": ContentType(
        "SCHEDULED_CONTENT", None, "Live Course", "course", ("ATTEND",), duration="PT16H"
    ),
    # Published: type names only; we assume that their statements look like those of a course.
    "dynamic": ContentType("DYNAMIC_CONTENT", None, "Interactive", "course", ("PRACTICE",)),
    "certification path": ContentType("CERTIFICATION_PATH", None, "Certification Path", "journey"),
    "uncategorized": ContentType(None, None, "Document", "lc", ("READ",), typing=Typing.NO_TYPE),
    "uncategorized (null type)": ContentType(
        None, None, "Document", "lc", ("READ",), typing=Typing.NULL_TYPE
    ),
    "uncategorized (no content type)": ContentType(
        None, None, "Document", "lc", ("READ",), typing=Typing.NO_CONTENT_TYPE
    ),
}
"""The rows by the common name of the kind."""


def content_type(kind: str) -> ContentType:
    """The row of ``kind``.

    Raises:
        ValueError: there is no such kind; the message lists the existing ones.
    """
    try:
        return KINDS[kind]
    except KeyError:
        known = ", ".join(KINDS)
        raise ValueError(f"no kind of content is called {kind!r}; there are: {known}") from None
