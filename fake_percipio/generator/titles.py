"""The fields of a catalog item that a learner's history needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fake_percipio.catalog.content_types import ACTIVITY_TYPES
from fake_percipio.catalog.items import Item
from fake_percipio.core.ids import named_uuid
from fake_percipio.xapi.events import XapiActivity, activity_of, assessment_in, course_around

Ending = Literal["never", "satisfied", "completed", "scored"]
"""How Percipio reports that content is finished: a channel has no end, a course is satisfied, a
book is completed, an assessment is scored."""

_ENDINGS: dict[str | None, Ending] = {
    "CHANNEL": "never",
    "VIDEO": "completed",
    "BOOK": "completed",
    "AUDIOBOOK": "completed",
    "ASSESSMENT": "scored",
}
_VIDEOS_PER_COURSE = 4


@dataclass(frozen=True, slots=True)
class Title:
    """One piece of content; ``videos`` and ``test`` are inside it and are no catalog items."""

    activity: XapiActivity
    around: XapiActivity | None
    videos: tuple[XapiActivity, ...]
    test: XapiActivity | None
    ending: Ending


def title_of(item: Item) -> Title:
    """The title that a catalog item is."""
    activity = activity_of(item)
    is_course = activity.content_type == "COURSE"
    return Title(
        activity=activity,
        around=course_around(item),
        videos=_videos(item, activity) if is_course else (),
        test=assessment_in(item) if is_course else None,
        ending=_ENDINGS.get(activity.content_type, "satisfied"),
    )


def _videos(item: Item, course: XapiActivity) -> tuple[XapiActivity, ...]:
    kind = ACTIVITY_TYPES["video"]
    return tuple(
        XapiActivity(
            f"https://xapi.percipio.com/xapi/video/{named_uuid('video', item['id'], number)}",
            kind,
            {locale: f"{name} ({number})" for locale, name in course.names.items()},
            "VIDEO",
        )
        for number in range(1, _VIDEOS_PER_COURSE + 1)
    )
