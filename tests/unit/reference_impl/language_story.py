"""A world with Globalization on, for the tests of language versions."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

SIX = datetime(2026, 1, 13, 5, tzinfo=UTC)
DAY = timedelta(days=1)
Make = Callable[..., dict[str, Any]]

EN, FR, DE, OTHER = 1, 2, 3, 9
LOCALES = {EN: "en-US", FR: "fr-FR", DE: "de-DE", OTHER: "en-US"}
RETIRED = {"lifecycle": {"status": "INACTIVE"}}


@pytest.fixture
def version(item: Make) -> Make:
    """An item in its own language; ``group`` joins it to others."""

    def version(number: int, group: str | None = "g", **more: Any) -> dict[str, Any]:
        locale = LOCALES[number]
        values = {
            "localeCodes": [locale],
            "localizedMetadata": [
                {"localeCode": locale, "title": f"Title {locale}", "description": f"On {locale}"}
            ],
            "associations": {"areas": [locale], "subjects": [], "translationGroupId": group},
        }
        return item(number, **(values | more))

    return version


class Story:
    """A world with Globalization on, told in days."""

    def __init__(self, world: Any, item: Make) -> None:
        self.world = world
        self.item = item
        self.six = SIX

    async def a_day(self, *items: dict[str, Any], **settings: Any) -> dict[str, Any]:
        """Percipio offers these items and the settings are saved; then the next run."""
        if settings:
            await self.save(**settings)
        self.world.percipio.items = list(items)
        await self.world.advance_to(self.six)
        self.six += DAY
        return await self.world.last_run()

    async def save(self, **settings: Any) -> None:
        answer = await self.world.http.put("/control/settings", json=settings)
        assert answer.status_code == 200, answer.text
        await self.world.run_until_idle()

    def course(self, number: int, suffix: str = "") -> dict[str, Any]:
        return self.world.lms.courses[self.item(number)["id"] + suffix]

    def shown(self) -> dict[str, list[str]]:
        """Name to languages of the translations, of what is not archived."""
        return {
            course["dto"]["name"]: [each["lang"] for each in course["dto"].get("translations", [])]
            for course in self.world.lms.courses.values()
            if not course["archived"]
        }

    def attempts(self, number: int, suffix: str = "") -> list[int]:
        key = self.world.ada, self.item(number)["id"] + suffix
        return [each["progress"] for each in self.world.lms.attempts.get(key, [])]


@pytest.fixture
def telling(tiny_world: Any, item: Make) -> Any:
    @asynccontextmanager
    async def telling(*, globalization: bool = True, tags: bool = False, **reset: Any) -> Any:
        async with tiny_world(**reset) as world:
            await world.activate(tags_synchronization=tags)
            story = Story(world, item)
            await story.save(globalization=globalization)
            yield story

    return telling
