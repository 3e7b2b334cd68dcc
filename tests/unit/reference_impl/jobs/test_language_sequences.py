"""Language versions through failures and through histories that are drawn."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from language_story import DAY, EN, FR, Make
from starlette.responses import JSONResponse

pytestmark = pytest.mark.anyio

INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"


async def test_an_lms_that_fails_while_versions_are_joined_is_made_up_for(
    telling: Any, version: Make
) -> None:
    async with telling(globalization=False) as story:
        await story.a_day(version(EN), version(FR))
        await story.save(globalization=True)
        story.world.lms.troubles = [lambda: JSONResponse({}, 503)] * 8
        await story.world.advance_to(story.six + timedelta(hours=1))
        assert (await story.world.last_run())["outcome"] == "partial"
        story.six += DAY
        await story.a_day(version(EN), version(FR))
        assert story.shown() == {"Title en-US": ["fr"]}


def expected(items: list[dict[str, Any]], *, joins: bool) -> list[set[str]]:
    """For each content that is offered, the titles its one course may have."""
    contents: dict[str, list[dict[str, Any]]] = {}
    for each in items:
        group = each["associations"]["translationGroupId"] if joins else None
        contents.setdefault(group or each["id"], []).append(each)
    found = []
    for versions in contents.values():
        offered = [each for each in versions if each["lifecycle"]["status"] == "ACTIVE"]
        leading = [each for each in offered if each["localeCodes"] == ["en-US"]] or offered
        if leading:
            found.append({each["localizedMetadata"][0]["title"] for each in leading})
    return found


@pytest.mark.parametrize("seed", range(3))
async def test_after_any_history_each_content_that_is_offered_is_shown_once(
    telling: Any, item: Make, seed: int
) -> None:
    draw = Random(seed)
    items = [
        item(
            number,
            localeCodes=[locale],
            localizedMetadata=[{"localeCode": locale, "title": f"{number} {locale}"}],
            associations={"translationGroupId": None},
            lifecycle={"status": "ACTIVE"},
        )
        for number, locale in enumerate(["en-US", "fr-FR", "de-DE"] * 2, start=1)
    ]
    async with telling() as story:
        for _ in range(12):
            for each in draw.sample(items, 2):
                group = draw.choice([None, "g", "g", "h"])
                each["associations"]["translationGroupId"] = group
                each["lifecycle"]["status"] = draw.choice(["ACTIVE", "ACTIVE", "INACTIVE"])
            joins = draw.random() < 0.7
            draw.shuffle(items)
            record = await story.a_day(*items, globalization=joins)
            assert record["outcome"] == "complete"
            shown = sorted(story.shown())
            courses = [each for each in story.world.lms.courses.values() if not each["archived"]]
            assert len(shown) == len(courses)
            wanted = expected(items, joins=joins)
            assert len(shown) == len(wanted)
            assert all(any(name in titles for name in shown) for titles in wanted)
            written = len(story.world.lms.writes)
            await story.a_day(*items)
            assert len(story.world.lms.writes) == written
