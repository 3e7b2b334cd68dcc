"""Language versions through the daily runs: one course, whatever becomes of its items."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

pytestmark = pytest.mark.anyio

SIX = datetime(2026, 1, 13, 5, tzinfo=UTC)
DAY = timedelta(days=1)
INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"
Make = Callable[..., dict[str, Any]]

EN, FR, DE, OTHER = 1, 2, 3, 9
LOCALES = {EN: "en-US", FR: "fr-FR", DE: "de-DE", OTHER: "en-US"}


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


RETIRED = {"lifecycle": {"status": "INACTIVE"}}


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
        await self.world.become(self.six)
        self.six += DAY
        return await self.world.last_run()

    async def save(self, **settings: Any) -> None:
        answer = await self.world.http.put("/control/settings", json=settings)
        assert answer.status_code == 200, answer.text
        await self.world.settle()

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


async def test_versions_far_apart_are_one_course_and_the_next_run_writes_nothing(
    telling: Any, version: Make, item: Make
) -> None:
    async with telling(tags=True) as story:
        others = [item(number) for number in range(100, 1_300)]
        catalogue = [version(FR), *others[:1_100], version(EN), *others[1_100:], version(DE)]
        record = await story.a_day(*catalogue)
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
        record = await story.a_day(*reversed(catalogue))
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
        await story.world.become(story.six + timedelta(hours=1))
        record = await story.world.last_run()
        assert (record["outcome"], record["created"], record["archived"]) == ("partial", 0, 0)
        assert "does not tell who is left" in record["skipped"][0]["reason"]
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
        await story.world.become(story.six + timedelta(hours=1))
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
        catalogue = [version(EN), version(FR), version(DE), version(OTHER, group=None)]
        await story.a_day(*catalogue)
        assert len(story.shown()) == 3
        before = {key: course["_id"] for key, course in story.world.lms.courses.items()}
        french, german = story.course(FR), story.course(DE)
        german["archived"] = True
        record = await story.a_day(*catalogue, globalization=True)
        assert (record["created"], record["archived"]) == (0, 1)
        assert story.course(EN)["dto"]["translations"]
        assert (story.course(EN)["archived"], french["archived"]) == (False, True)
        record = await story.a_day(*catalogue)
        assert (record["archived"], record["unchanged"]) == (0, 2)
        record = await story.a_day(*catalogue, globalization=False)
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
        catalogue = [version(EN), version(FR), version(OTHER, group=None)]
        await story.a_day(*catalogue, languages=["fr-FR"])
        assert story.shown() == {"Title en-US": ["fr"]}
        await story.save(languages=["ja-JP"])
        assert story.shown() == {}
        record = await story.a_day(*catalogue, languages=["fr-FR", "ja-JP"])
        assert (record["restored"], story.shown()) == (1, {"Title en-US": ["fr"]})


async def test_any_language_counts_for_the_course(
    telling: Any, version: Make, statement: Make
) -> None:
    async with telling() as story:
        await story.a_day(version(EN), version(FR))
        await story.world.send(statement(1, INITIALIZED, at="2026-01-13T08:00:00Z"))
        await story.world.settle()
        assert story.attempts(EN) == [50]
        await story.world.send(statement(2, item=FR))
        await story.world.settle()
        assert (story.attempts(EN), story.attempts(FR)) == ([100], [])


async def test_joining_puts_the_figures_together_whatever_became_of_the_address(
    telling: Any, version: Make, statement: Make
) -> None:
    async with telling(globalization=False) as story:
        await story.a_day(version(EN), version(FR))
        await story.world.send(
            statement(1, INITIALIZED, at="2026-01-13T08:00:00Z"), statement(2, item=FR)
        )
        await story.world.settle()
        assert (story.attempts(EN), story.attempts(FR)) == ([50], [100])
        story.world.lms.users[0]["mail"] = "ada@elsewhere.example"
        await story.a_day(version(EN), version(FR), globalization=True)
        assert (story.attempts(EN), story.attempts(FR)) == ([100], [100])
        assert (await story.world.status())["queue_depth"] == 0


async def test_a_statement_that_is_under_way_while_versions_are_joined_counts_for_both(
    telling: Any, version: Make, statement: Make
) -> None:
    async with telling(globalization=False) as story:
        await story.a_day(version(EN), version(FR))
        await story.save(globalization=True)
        store = story.world.connector._opened()
        done = store.statements.done

        def join_first(numbers: Any, external_id: str) -> None:
            activity = version(FR)["xapiActivityId"]
            store.activities.point({activity: version(EN)["id"]})
            done(numbers, external_id)

        store.statements.done = join_first
        await story.world.send(statement(1, item=FR))
        await story.world.settle()
        assert (story.attempts(FR), story.attempts(EN)) == ([100], [100])
        assert (await story.world.status())["queue_depth"] == 0


async def test_leaving_takes_the_figures_along_and_takes_none_away(
    telling: Any, version: Make, statement: Make
) -> None:
    async with telling() as story:
        await story.a_day(version(EN), version(FR))
        await story.world.send(statement(1, item=FR))
        await story.world.settle()
        assert story.attempts(EN) == [100]
        await story.a_day(version(EN), version(FR, group=None))
        assert (story.attempts(EN), story.attempts(FR)) == ([100], [100])
        # From now on each has its own.
        await story.world.send(statement(2, INITIALIZED, at="2026-01-14T09:00:00Z"))
        await story.world.send(statement(3, item=FR, at="2026-01-14T10:00:00Z"))
        await story.world.settle()
        assert (story.attempts(EN), story.attempts(FR)) == ([100], [100, 100])


async def test_a_statement_waits_for_a_version_that_becomes_a_translation(
    telling: Any, version: Make, statement: Make
) -> None:
    async with telling() as story:
        await story.a_day(version(EN))
        await story.world.send(statement(1, item=FR))
        await story.world.settle()
        assert story.attempts(EN) == []
        await story.a_day(version(EN), version(FR))
        assert story.attempts(EN) == [100]


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
        await story.world.settle()
        assert story.world.lms.attempts == {}


async def test_an_lms_that_fails_while_versions_are_joined_is_made_up_for(
    telling: Any, version: Make
) -> None:
    async with telling(globalization=False) as story:
        await story.a_day(version(EN), version(FR))
        await story.save(globalization=True)
        story.world.lms.troubles = [lambda: JSONResponse({}, 503)] * 8
        await story.world.become(story.six + timedelta(hours=1))
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
