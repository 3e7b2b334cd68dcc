"""Generated catalogs of any size: the same seed gives the same items, byte for byte.

The first items show every kind once; then kinds come about as often as in real catalogs. The
items of a longer run begin with those of a shorter one. Language versions come in both shapes:
channels and journeys hold several languages in one item, courses have one item per language,
joined by translationGroupId and scattered over the catalog, across pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from random import Random

from fake_percipio.catalog.content_types import KINDS
from fake_percipio.catalog.items import Era, Item, item
from fake_percipio.catalog.vocabulary import AREAS, BOOKS, PEOPLE, SUBJECTS, TOPICS
from fake_percipio.core.ids import drawn_uuid

# Roughly the shares of real catalogs, where videos outnumber everything else.
_SHARES = {"video": 45, "course": 25, "book": 8, "book summary": 4, "audiobook": 4, "channel": 3}
_EMOJI = ("🚀", "🧠", "𠮷", "🏳️‍🌈")
_OTHERS = tuple(locale for locale in BOOKS if locale != "en-US")
_LATEST = datetime(2025, 1, 1, tzinfo=UTC)
_FARTHEST = 1500
"""How many items may lie between language versions: more than a page of 1,000."""


def generate(
    count: int,
    seed: int = 0,
    *,
    era: Era = "2024",
    organization_id: str = "00000000-0000-4000-8000-000000000000",
) -> Iterator[Item]:
    """``count`` items, one at a time.

    Raises:
        ValueError: ``count`` is negative.
    """
    if count < 0:
        raise ValueError(f"a catalog has 0 items or more, not {count}")
    return _items(count, _Maker(Random(f"catalogue/{seed}"), era, organization_id))


def _items(count: int, maker: _Maker) -> Iterator[Item]:
    versions: list[tuple[int, int, str, str]] = []
    for position in range(count):
        if versions and versions[0][0] <= position:
            _, _, locale, joined = heappop(versions)
            yield maker.make("course", locale, joined)
            continue
        kind = maker.kind(position)
        group = maker.group(kind)
        yield maker.make(kind, maker.locale(kind, group), group)
        if group is not None:
            for number, (locale, distance) in enumerate(maker.versions()):
                heappush(versions, (position + distance, number, locale, group))


class _Maker:
    """Draws every property of an item from one seeded generator."""

    def __init__(self, rng: Random, era: Era, organization_id: str) -> None:
        self._rng = rng
        self._era: Era = era
        self._organization_id = organization_id
        self._kinds = list(KINDS)
        self._weights: list[int] = []
        total = 0
        for kind in self._kinds:
            total += _SHARES.get(kind, 1)
            self._weights.append(total)

    def kind(self, position: int) -> str:
        if position < len(self._kinds):
            return self._kinds[position]
        return self._rng.choices(self._kinds, cum_weights=self._weights)[0]

    def group(self, kind: str) -> str | None:
        """The translationGroupId of a course that has language versions, for one in four."""
        return drawn_uuid(self._rng) if kind == "course" and self._rng.random() < 0.25 else None

    def locale(self, kind: str, group: str | None) -> str:
        if group is not None or kind in ("channel", "journey") or self._rng.random() < 0.7:
            return "en-US"
        return self._pick(_OTHERS)

    def versions(self) -> list[tuple[str, int]]:
        """Further locales of a group, and how many items after the first each comes."""
        locales = self._rng.sample(_OTHERS, 1 + int(self._rng.random() * 3))
        return [(each, 1 + int(self._rng.random() ** 3 * _FARTHEST)) for each in locales]

    def make(self, kind: str, locale: str, group: str | None) -> Item:
        rng = self._rng
        topic = self._pick(TOPICS)
        localized = None
        if kind in ("channel", "journey") and rng.random() < 0.5:
            locales = rng.sample(_OTHERS, 1 + int(rng.random() * 5))
            localized = {
                each: (self._title(topic, each), self._about(topic, each)) for each in locales
            }
        published = _LATEST - timedelta(seconds=int(rng.random() * 2e8))
        return item(
            self._title(topic, locale),
            kind=kind,
            locale=locale,
            description=self._about(topic, locale),
            localized=localized,
            identifier=drawn_uuid(rng),
            era=self._era,
            organization_id=self._organization_id,
            published=published,
            updated=published + timedelta(seconds=int(rng.random() * 2e7)),
            areas=self._some(AREAS, 2),
            subjects=self._some(SUBJECTS, 3),
            parent=self._parent(topic) if kind == "video" and rng.random() < 0.6 else None,
            translation_group=group,
            duration=None if rng.random() < 0.02 else self._duration(kind),
            by=self._some(PEOPLE, 2),
            expertise=(self._pick(("BEGINNER", "INTERMEDIATE", "EXPERT")),),
        )

    def _title(self, topic: str, locale: str) -> str:
        title = self._pick(BOOKS[locale].patterns).format(topic=topic)
        luck = self._rng.random()
        if luck < 0.01:
            return f"{title} {self._pick(_EMOJI)}"
        if luck < 0.013:
            return ": ".join([title] * (3 + int(self._rng.random() * 12)))
        return title

    def _about(self, topic: str, locale: str) -> str | None:
        luck = self._rng.random()
        if luck < 0.03:
            return "" if luck < 0.02 else None
        sentences = BOOKS[locale].sentences
        chosen = [self._pick(sentences) for _ in range(2 + int(self._rng.random() * 7))]
        text = " ".join(chosen).replace("{topic}", topic.replace("&", "&amp;"))
        return f"<p>{text}</p>" if luck < 0.6 else text

    def _duration(self, kind: str) -> str | None:
        usual = KINDS[kind].duration
        if usual is None:
            return None
        minutes = int(self._rng.random() * 240)
        seconds = 1 + int(self._rng.random() * 59)
        return f"PT{minutes}M{seconds}S" if minutes < 60 else f"PT{minutes // 60}H{minutes % 60}M"

    def _parent(self, topic: str) -> dict[str, str]:
        key = drawn_uuid(self._rng)
        link = f"https://share.percipio.com/cd/{key[:12]}"
        return {"id": key, "type": "COURSE", "title": f"{topic} Basics", "link": link}

    def _some(self, entries: tuple[str, ...], most: int) -> list[str]:
        start = int(self._rng.random() * len(entries))
        return list(entries[start : start + int(self._rng.random() * (most + 1))])

    def _pick(self, entries: tuple[str, ...]) -> str:
        return entries[int(self._rng.random() * len(entries))]
