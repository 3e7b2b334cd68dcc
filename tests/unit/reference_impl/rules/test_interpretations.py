"""Where the article can be read in more than one way, and the connector can follow several."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.responses import Response

from reference_impl.rules.interpretations import Interpretations, UnknownReadingError

pytestmark = pytest.mark.anyio

SIX = datetime(2026, 1, 13, 5, tzinfo=UTC)
DAY = timedelta(days=1)
Make = Callable[..., dict[str, Any]]


def test_a_profile_names_readings_and_the_rest_is_as_the_article_profile_has_it() -> None:
    assert Interpretations.from_profile({}) == Interpretations()
    chosen = Interpretations.from_profile(
        {"A-UNARCHIVE": "stays-archived", "A-ABSENT": "retention-wins", "A-EDIT": "anything"}
    )
    assert (chosen.unarchive, chosen.filters_absent) == ("stays-archived", False)
    with pytest.raises(UnknownReadingError, match="restored-on-save"):
        Interpretations.from_profile({"A-UNARCHIVE": "tomorrow"})


def in_french(item: Make, number: int, **more: Any) -> dict[str, Any]:
    texts = [{"localeCode": "fr-FR", "title": f"Cours {number}"}]
    return item(number, localeCodes=["fr-FR"], localizedMetadata=texts, **more)


async def save(world: Any, **settings: Any) -> None:
    assert (await world.http.put("/control/settings", json=settings)).status_code == 200
    await world.run_until_idle()


@pytest.mark.parametrize(
    ("reading", "after_save", "after_run"),
    [
        ("restored-next-run", True, False),
        ("restored-on-save", False, False),
        ("stays-archived", True, True),
    ],
)
async def test_when_a_widened_filter_restores(
    tiny_world: Any, item: Make, reading: str, after_save: bool, after_run: bool
) -> None:
    async with tiny_world(readings={"A-UNARCHIVE": reading}) as world:
        world.percipio.items = [item(1), in_french(item, 2)]
        await world.activate()
        await world.advance_to(SIX)
        english, french = (world.lms.courses[item(number)["id"]] for number in (1, 2))
        await save(world, languages=["fr-FR"])
        assert (english["archived"], french["archived"]) == (True, False)
        await save(world, languages=["fr-FR", "en-US"])
        assert english["archived"] is after_save
        await world.advance_to(SIX + DAY)
        assert english["archived"] is after_run
        assert not french["archived"]


async def test_saving_restores_nothing_that_is_retired_or_that_a_person_archived(
    tiny_world: Any, item: Make
) -> None:
    async with tiny_world(readings={"A-UNARCHIVE": "restored-on-save"}) as world:
        world.percipio.items = [item(1), item(2), item(3)]
        await world.activate()
        await world.advance_to(SIX)
        retired, by_hand, other = (world.lms.courses[item(n)["id"]] for n in (1, 2, 3))
        by_hand["archived"] = True
        await save(world, languages=["fr-FR"])
        world.percipio.items[0] = item(1, lifecycle={"status": "INACTIVE"})
        await world.advance_to(SIX + DAY)
        await save(world, languages=[])
        assert [each["archived"] for each in (retired, by_hand, other)] == [True, True, False]


async def test_a_course_that_a_filter_archived_and_then_retired_comes_back_with_both(
    tiny_world: Any, item: Make
) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.activate()
        await world.advance_to(SIX)
        course = world.lms.courses[item(1)["id"]]
        await save(world, languages=["fr-FR"])
        world.percipio.items = [item(1, lifecycle={"status": "INACTIVE"})]
        await world.advance_to(SIX + DAY)
        await save(world, languages=[])
        await world.advance_to(SIX + 2 * DAY)
        assert course["archived"]
        world.percipio.items = [item(1)]
        await world.advance_to(SIX + 3 * DAY)
        assert not course["archived"]


@pytest.mark.parametrize(
    ("reading", "absent_archived"), [("filter-wins", True), ("retention-wins", False)]
)
async def test_what_a_filter_does_to_absent_items(
    tiny_world: Any, item: Make, reading: str, absent_archived: bool
) -> None:
    async with tiny_world(readings={"A-ABSENT": reading}) as world:
        world.percipio.items = [item(1), item(2), in_french(item, 3)]
        await world.activate()
        await world.advance_to(SIX)
        gone, there, french = (world.lms.courses[item(number)["id"]] for number in (1, 2, 3))
        del world.percipio.items[0]
        await world.advance_to(SIX + DAY)
        await save(world, languages=["fr-FR"])
        assert gone["archived"] is absent_archived
        assert (there["archived"], french["archived"]) == (True, False)


async def test_a_partial_run_makes_nobody_absent(tiny_world: Any, item: Make) -> None:
    async with tiny_world(readings={"A-ABSENT": "retention-wins"}) as world:
        world.percipio.items = [item(number) for number in range(1_500)]
        await world.activate()
        await world.advance_to(SIX)
        world.percipio.troubles = [lambda: None, *[lambda: Response(status_code=500)] * 8]
        await world.advance_to(SIX + DAY + timedelta(hours=1))
        assert (await world.last_run())["outcome"] == "partial"
        await save(world, languages=["fr-FR"])
        assert all(course["archived"] for course in world.lms.courses.values())


@pytest.mark.parametrize(
    ("reading", "left"),
    [("dropped-tags-go", ["Security"]), ("dropped-tags-stay", ["Security", "Cloud"])],
)
async def test_what_becomes_of_a_tag_whose_area_percipio_drops(
    tiny_world: Any, item: Make, reading: str, left: list[str]
) -> None:
    async with tiny_world(readings={"A-TAGWHEN": reading}) as world:
        world.percipio.items = [item(1)]
        await world.activate(tags_synchronization=True)
        await world.advance_to(SIX)
        (course,) = world.lms.courses.values()
        assert course["dto"]["subjects"] == ["Cloud", "Security"]
        world.percipio.items = [item(1, associations={"areas": [], "subjects": ["Security"]})]
        await world.advance_to(SIX + DAY)
        assert course["dto"]["subjects"] == left
        await world.advance_to(SIX + 2 * DAY)
        assert ((await world.last_run())["unchanged"], course["dto"]["subjects"]) == (1, left)
        # Switching the synchronization off removes them under every reading (C092).
        await save(world, tags_synchronization=False)
        await world.advance_to(SIX + 3 * DAY)
        assert course["dto"]["subjects"] == []
        await save(world, tags_synchronization=True)
        await world.advance_to(SIX + 4 * DAY)
        assert course["dto"]["subjects"] == ["Security"]


@pytest.mark.parametrize(("reading", "put_back"), [("at-creation", False), ("every-run", True)])
async def test_whether_a_run_puts_a_course_back_where_a_person_took_it_out(
    tiny_world: Any, item: Make, reading: str, put_back: bool
) -> None:
    async with tiny_world(readings={"A-READD": reading}) as world:
        world.percipio.items = [item(number) for number in (1, 2, 3)]
        await world.activate()
        await world.advance_to(SIX)
        removed, archived, _ = (each["_id"] for each in world.lms.courses.values())
        world.lms.places["catalog"] -= {removed, archived}
        world.percipio.items[1] = item(2, lifecycle={"status": "INACTIVE"})
        await world.advance_to(SIX + DAY)
        assert (removed in world.lms.places["catalog"]) is put_back
        assert archived not in world.lms.places["catalog"]
        assert removed in world.lms.places["library"]
        before = len(world.lms.writes)
        await world.advance_to(SIX + 2 * DAY)
        assert len(world.lms.writes) == before
