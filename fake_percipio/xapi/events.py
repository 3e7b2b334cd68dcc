"""Learner events, before they become statements for a record store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from fake_percipio.catalog.content_types import ACTIVITY_TYPES
from fake_percipio.catalog.items import Item
from fake_percipio.core.ids import named_uuid
from fake_percipio.xapi.learners import Learner

EventKind = Literal[
    "arrived",
    "initialized",
    "experienced",
    "course_satisfied",
    "completed",
    "passed",
    "failed",
    "assessment_scored",
    "waived",
]
"""The configured verbs name course_satisfied, assessment_scored and waived; the rest are verbs."""

_XAPI = "https://xapi.percipio.com/xapi/"


@dataclass(frozen=True, slots=True)
class XapiActivity:
    """The object of a statement: one piece of content."""

    id: str
    type: str
    names: Mapping[str, str] = field(hash=False)
    """Title by locale; the first is the content's own language."""
    content_type: str | None = None
    """The catalog's percipioType; None for content without one."""

    @property
    def language(self) -> str | None:
        """The content's first locale."""
        return next(iter(self.names), None)


@dataclass(frozen=True, slots=True)
class LearnerEvent:
    """A learner's action: content, time and result."""

    kind: EventKind
    learner: Learner
    activity: XapiActivity
    at: datetime
    parent: XapiActivity | None = None
    """The course that a video or an assessment is part of."""
    registration: str | None = None
    """UUID of the attempt; None where Percipio is set to send none."""
    score: float | None = None
    """Percent, 0 to 100."""
    success: bool | None = None
    completion: bool | None = None
    duration_seconds: int | None = None
    """The total time on the content so far, not the time since the last event."""


def activity_of(item: Item) -> XapiActivity:
    """The activity that statements about a catalog item are about."""
    names = {each["localeCode"]: each["title"] for each in item["localizedMetadata"]}
    stated = item["contentType"] or {}
    kind = item["xapiActivityTypeId"]
    return XapiActivity(item["xapiActivityId"], kind, names, stated.get("percipioType"))


def course_around(item: Item) -> XapiActivity | None:
    """The course that a video belongs to, from the catalog; None for other items."""
    parent = item["associations"]["parent"]
    if parent is None:
        return None
    names = {item["localeCodes"][0]: parent.get("title", "")}
    place = f"{_XAPI}course/{parent['id']}"
    return XapiActivity(place, ACTIVITY_TYPES["course"], names, "COURSE")


def assessment_in(item: Item) -> XapiActivity:
    """The test inside a course: an activity of its own, which is no catalog item (A-ASSESS)."""
    names = {each["localeCode"]: each["title"] for each in item["localizedMetadata"]}
    place = f"{_XAPI}assessment/{named_uuid('assessment', item['id'])}"
    return XapiActivity(place, ACTIVITY_TYPES["assessment"], names, "ASSESSMENT")
