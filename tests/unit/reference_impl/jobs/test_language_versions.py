"""Language versions through the daily runs: one course, whatever becomes of its items."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from language_story import DAY, DE, EN, FR, OTHER, RETIRED, Make
from starlette.responses import Response

pytestmark = pytest.mark.anyio

INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"


async def test_versions_far_apart_are_one_course_and_the_next_run_writes_nothing(
    telling: Any, version: Make, item: Make
) -> None:
    async with telling(tags=True) as story:
        others = [item(number) for number in range(100, 1_300)]
        catalog = [version(FR), *others[:1_100], version(EN), *others[1_100:], version(DE)]
        record = await story.a_day(*catalog)
        assert (record["outcome"], record["pages"], record["created"]) == ("complete", 2, 1_201)
        course = story.course(EN)["dto"]
        assert (course["defaultLang"], course["name"]) == ("en", "Title en-US")
        assert course["launchUrl"] == version(EN)["link"]
        assert course["subjects"] == ["en-US", "fr-FR", "de-DE"]
        assert course["translations"] == [
            {
                "lang": lang,
                "translatedFields": {"name": f"Title {name}", "description": f"On {name}"},
            }
            for lang, name in (("fr", "fr-FR"), ("de", "de-DE"))
        ]
        written = list(story.world.lms.writes)
        record = await story.a_day(*reversed(catalog))
        assert (record["updated"], record["unchanged"]) == (0, 1_201)
        assert story.world.lms.writes == written


async def test_without_english_the_first_one_seen_leads_and_english_does_when_it_comes(
    telling: Any, version: Make
) -> None:
    async with telling() as story:
        await story.a_day(version(FR), version(DE))
        assert story.shown() == {"Title fr-FR": ["de"]}
        course = story.course(FR)
        await story.a_day(version(DE), version(EN), version(FR))
        assert story.shown() == {"Title en-US": ["fr", "de"]}
        assert list(story.world.lms.courses.values()) == [course]


async def test_a_version_is_added_corrected_and_leaves(telling: Any, version: Make) -> None:
    async with telling() as story:
        await story.a_day(version(EN))
        record = await story.a_day(version(EN), version(FR))
        assert (record["created"], record["updated"], story.shown()) == (
            *(0, 1),
            {"Title en-US": ["fr"]},
        )
        better = version(FR)
        better["localizedMetadata"][0]["title"] = "Mieux"
        await story.a_day(version(EN), better)
        (french,) = story.course(EN)["dto"]["translations"]
        assert french["translatedFields"]["name"] == "Mieux"
        record = await story.a_day(version(EN), version(FR, group=None))
        assert (record["created"], record["updated"]) == (1, 1)
        assert story.shown() == {"Title en-US": [], "Title fr-FR": []}
        own = story.course(FR)
        # And back: its own course makes room, and is there again when it leaves once more.
        record = await story.a_day(version(EN), version(FR))
        assert (record["archived"], own["archived"]) == (1, True)
        assert story.shown() == {"Title en-US": ["fr"]}
        record = await story.a_day(version(EN), version(FR))
        assert (record["archived"], record["unchanged"]) == (0, 1)
        record = await story.a_day(version(EN), version(FR, group="other"))
        assert (record["created"], record["restored"], own["archived"]) == (0, 1, False)


async def test_a_group_keeps_its_course_when_the_leading_version_leaves(
    telling: Any, version: Make
) -> None:
    async with telling() as story:
        await story.a_day(version(EN), version(FR))
        course = story.course(EN)
        record = await story.a_day(version(EN, group=None), version(FR))
        assert (course["dto"]["name"], record["created"]) == ("Title fr-FR", 1)
        assert story.course(EN, "/2")["dto"]["name"] == "Title en-US"
        assert (await story.a_day(version(EN, group=None), version(FR)))["unchanged"] == 2
        # Everybody gone: the first one to have had it keeps what it has, nobody is left without.
        await story.a_day(version(EN, group=None), version(FR, group=None))
        assert sorted(story.shown()) == ["Title en-US", "Title fr-FR"]


async def test_a_partial_run_splits_no_group(telling: Any, version: Make, item: Make) -> None:
    async with telling() as story:
        others = [item(number) for number in range(100, 1_200)]
        await story.a_day(version(EN), *others, version(FR))
        story.world.percipio.troubles = [lambda: None, *[lambda: Response(status_code=500)] * 8]
        story.world.percipio.items = [version(EN, group=None), *others, version(FR, group=None)]
        await story.world.advance_to(story.six + timedelta(hours=1))
        record = await story.world.last_run()
        assert (record["outcome"], record["created"], record["archived"]) == ("partial", 0, 0)
        assert "a partial run does not show which" in record["skipped"][0]["reason"]
        story.six += DAY
        record = await story.a_day(*story.world.percipio.items)
        assert (record["outcome"], record["created"], record["archived"]) == ("complete", 1, 0)
        names = [course["dto"]["name"] for course in story.world.lms.courses.values()]
        assert names.count("Title en-US") == names.count("Title fr-FR") == 1
        assert story.course(EN)["dto"]["name"] == "Title en-US"


async def test_a_partial_run_takes_what_it_saw(telling: Any, version: Make, item: Make) -> None:
    async with telling() as story:
        others = [item(number) for number in range(100, 1_200)]
        await story.a_day(version(EN), *others, version(FR))
        story.world.percipio.troubles = [lambda: None, *[lambda: Response(status_code=500)] * 8]
        better = version(EN)
        better["localizedMetadata"][0]["title"] = "Better"
        story.world.percipio.items = [better, *others, version(FR)]
        await story.world.advance_to(story.six + timedelta(hours=1))
        assert (await story.world.last_run())["outcome"] == "partial"
        # The French text was not returned, and is known from the day before.
        assert story.shown()["Better"] == ["fr"]


async def test_a_group_is_active_while_any_version_is(telling: Any, version: Make) -> None:
    async with telling() as story:
        await story.a_day(version(EN), version(FR))
        course = story.course(EN)
        await story.a_day(version(EN, **RETIRED), version(FR))
        assert (story.shown(), course["dto"]["launchUrl"]) == (
            {"Title fr-FR": []},
            version(FR)["link"],
        )
        record = await story.a_day(version(EN, **RETIRED), version(FR, **RETIRED))
        assert (record["archived"], course["archived"]) == (1, True)
        record = await story.a_day(version(EN), version(FR, **RETIRED))
        assert (record["restored"], story.shown()) == (1, {"Title en-US": []})
        # Absence says nothing: the course stays with what was last known.
        await story.a_day(version(EN), version(FR))
        record = await story.a_day(version(FR))
        assert (record["unchanged"], story.shown()) == (1, {"Title en-US": ["fr"]})


async def test_a_retired_group_that_was_never_imported_stays_out(
    telling: Any, version: Make
) -> None:
    async with telling() as story:
        record = await story.a_day(version(EN, **RETIRED), version(FR, **RETIRED))
        assert story.world.lms.courses == {}
        assert "never imported" in record["skipped"][0]["reason"]


async def test_a_version_that_cannot_be_a_course_hinders_nobody(
    telling: Any, version: Make
) -> None:
    async with telling() as story:
        video = {"contentType": {"percipioType": "VIDEO"}}
        await story.a_day(version(EN, link=None), version(FR), version(DE, **video))
        assert story.shown() == {"Title fr-FR": ["en"]}
        # A version that was one, and is of no category any more, is not forgotten.
        record = await story.a_day(version(EN), version(FR, **video))
        assert (record["skipped"][0]["id"], story.shown()) == (
            version(FR)["id"],
            {"Title en-US": ["fr"]},
        )


async def test_switching_on_joins_and_switching_off_parts(telling: Any, version: Make) -> None:
    async with telling(globalization=False) as story:
        catalog = [version(EN), version(FR), version(DE), version(OTHER, group=None)]
        await story.a_day(*catalog)
        assert len(story.shown()) == 3
        before = {key: course["_id"] for key, course in story.world.lms.courses.items()}
        french, german = story.course(FR), story.course(DE)
        german["archived"] = True
        record = await story.a_day(*catalog, globalization=True)
        assert (record["created"], record["archived"]) == (0, 1)
        assert story.course(EN)["dto"]["translations"]
        assert (story.course(EN)["archived"], french["archived"]) == (False, True)
        record = await story.a_day(*catalog)
        assert (record["archived"], record["unchanged"]) == (0, 2)
        record = await story.a_day(*catalog, globalization=False)
        assert (record["created"], record["restored"]) == (0, 1)
        assert not french["archived"]
        # A person had archived the German one.
        assert german["archived"]
        assert "translations" not in story.course(EN)["dto"]
        assert {key: course["_id"] for key, course in story.world.lms.courses.items()} == before


async def test_switching_on_keeps_the_course_there_is_when_the_leading_version_is_new(
    telling: Any, version: Make
) -> None:
    async with telling(globalization=False) as story:
        await story.a_day(version(FR))
        course = story.course(FR)
        await story.a_day(version(EN), version(FR), globalization=True)
        assert list(story.world.lms.courses.values()) == [course]
        assert course["dto"]["name"] == "Title en-US"


async def test_a_group_that_gets_another_name_is_the_same_course(
    telling: Any, version: Make
) -> None:
    async with telling() as story:
        await story.a_day(version(EN), version(FR))
        record = await story.a_day(version(EN, group="h"), version(FR, group="h"))
        assert (record["created"], record["unchanged"]) == (0, 1)


async def test_a_group_passes_the_filters_as_one(telling: Any, version: Make) -> None:
    async with telling() as story:
        catalog = [version(EN), version(FR), version(OTHER, group=None)]
        await story.a_day(*catalog, languages=["fr-FR"])
        assert story.shown() == {"Title en-US": ["fr"]}
        await story.save(languages=["ja-JP"])
        assert story.shown() == {}
        record = await story.a_day(*catalog, languages=["fr-FR", "ja-JP"])
        assert (record["restored"], story.shown()) == (1, {"Title en-US": ["fr"]})


async def test_any_language_counts_for_the_course(
    telling: Any, version: Make, statement: Make
) -> None:
    async with telling() as story:
        await story.a_day(version(EN), version(FR))
        await story.world.send(statement(1, INITIALIZED, at="2026-01-13T08:00:00Z"))
        await story.world.run_until_idle()
        assert story.attempts(EN) == [50]
        await story.world.send(statement(2, item=FR))
        await story.world.run_until_idle()
        assert (story.attempts(EN), story.attempts(FR)) == ([100], [])


async def test_items_that_hold_languages_are_all_that_is_joined(
    telling: Any, version: Make
) -> None:
    async with telling(readings={"A-VERSIONS": "one-item-only"}) as story:
        await story.a_day(version(EN), version(FR))
        assert story.shown() == {"Title en-US": [], "Title fr-FR": []}


async def test_without_globalization_the_default_language_can_be_all_there_is(
    telling: Any, version: Make, statement: Make
) -> None:
    readings = {"A-GLOB-OFF": "default-language-only"}
    async with telling(globalization=False, readings=readings) as story:
        await story.a_day(version(FR), version(EN))
        assert story.shown() == {"Title en-US": []}
        await story.world.send(statement(1, item=FR))
        await story.world.run_until_idle()
        assert story.world.lms.attempts == {}
