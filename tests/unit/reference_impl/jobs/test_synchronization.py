"""The daily run against a tiny Percipio and a tiny 360Learning."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from percipio_conformance import schemas
from reference_impl.percipio.catalog_reader import CatalogReader
from reference_impl.rules_table import DEFAULT_RULES

pytestmark = pytest.mark.anyio

SIX = datetime(2026, 1, 13, 5, tzinfo=UTC)
DAY = timedelta(days=1)


Item = Callable[..., dict[str, Any]]


async def test_the_first_run_creates_and_the_second_writes_nothing(
    tiny_world: Any, item: Item
) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(number) for number in range(2_500)]
        await world.activate()
        assert world.lms.courses == {}
        assert world.percipio.calls == [{"max": "1"}]
        await world.advance_to(SIX)
        first = await world.last_run()
        assert schemas.problems("control/run", first) == []
        assert (first["outcome"], first["pages"], first["created"]) == ("complete", 3, 2_500)
        assert len(world.lms.courses) == 2_500
        written = list(world.lms.writes)
        await world.advance_to(SIX + DAY)
        second = await world.last_run()
        assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, 2_500)
        assert world.lms.writes == written
        offsets = [call.get("offset", "0") for call in world.percipio.calls[1:4]]
        assert offsets == ["0", "1000", "2000"]


@pytest.mark.parametrize("count", [0, 1, 1_000, 1_001])
@pytest.mark.parametrize(
    "headers",
    [
        ("x-paging-request-id", "x-total-count", "link"),
        ("x-total-count", "link"),
        ("x-paging-request-id", "link"),
        ("x-paging-request-id", "x-total-count"),
        ("x-paging-request-id",),
        ("link",),
        ("x-total-count",),
        (),
    ],
)
async def test_every_page_is_read_whatever_header_is_missing(
    tiny_world: Any, item: Item, count: int, headers: tuple[str, ...]
) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(number) for number in range(count)]
        world.percipio.headers = headers
        world.percipio.pages_without_id = True
        await world.activate()
        await world.advance_to(SIX)
        assert (await world.last_run())["outcome"] == "complete"
        assert len(world.lms.courses) == count
        told = {"x-total-count", "link"} & set(headers)
        requests = len(world.percipio.calls) - 1
        full = -(-count // 1_000)
        assert requests == (max(full, 1) if told or count % 1_000 else full + 1)


async def test_a_server_that_does_not_page_is_found_out(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(number) for number in range(1_500)]
        world.percipio.headers = ()
        await world.activate()
        await world.advance_to(SIX)
        record = await world.last_run()
        assert record["outcome"] == "partial"
        assert "does not page" in record["faults"][0]
        assert len(world.lms.courses) == 1_000


TROUBLES: list[tuple[str, Any]] = [
    ("server error", lambda: Response(status_code=503)),
    ("too many", lambda: Response(status_code=429, headers={"retry-after": "20"})),
    ("no JSON", lambda: Response("<html>one moment</html>")),
    ("cut off", lambda: Response(b'[{"id": "1"', media_type="application/json")),
]


@pytest.mark.parametrize(("name", "trouble"), TROUBLES)
async def test_passing_trouble_is_retried(
    tiny_world: Any, item: Item, name: str, trouble: Any
) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.activate()
        world.percipio.troubles = [trouble, trouble]
        await world.advance_to(SIX + timedelta(minutes=5))
        record = await world.last_run()
        assert (record["outcome"], record["retries"], record["created"]) == ("complete", 2, 1)


@pytest.mark.parametrize(("name", "trouble"), TROUBLES)
async def test_lasting_trouble_makes_the_run_partial_and_the_next_one_repairs_it(
    tiny_world: Any, item: Item, name: str, trouble: Any
) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(number) for number in range(1_500)]
        await world.activate()
        world.percipio.troubles = [lambda: None, *[trouble] * 8]
        await world.advance_to(SIX + timedelta(hours=2))
        record = await world.last_run()
        assert record["outcome"] == "partial"
        assert "offset 1000" in record["faults"][0]
        assert len(world.lms.courses) == 1_000
        assert not any(course["archived"] for course in world.lms.courses.values())
        await world.advance_to(SIX + DAY)
        assert (await world.last_run())["created"] == 500


async def test_a_refused_token_is_tried_once_more_only(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.activate()
        world.percipio.troubles = [lambda: JSONResponse({"errors": []}, 401)] * 2
        await world.advance_to(SIX + timedelta(minutes=5))
        record = await world.last_run()
        assert (record["outcome"], record["retries"]) == ("partial", 1)
        assert "percipio-token" not in str(record)


async def test_courses_change_in_place_and_absent_ones_stay(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1), item(2)]
        await world.activate()
        await world.advance_to(SIX)
        before = {key: course["_id"] for key, course in world.lms.courses.items()}
        world.percipio.items = [item(1, link="https://share.percipio.com/cd/new")]
        await world.advance_to(SIX + DAY)
        record = await world.last_run()
        assert (record["updated"], record["unchanged"]) == (1, 0)
        assert {key: course["_id"] for key, course in world.lms.courses.items()} == before
        assert not any(course["archived"] for course in world.lms.courses.values())


async def test_retired_items_archive_and_return(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        inactive = {"lifecycle": {"status": "INACTIVE"}}
        world.percipio.items = [item(1), item(2, **inactive)]
        await world.activate()
        await world.advance_to(SIX)
        assert [skipped["id"] for skipped in (await world.last_run())["skipped"]] == [item(2)["id"]]
        world.percipio.items = [item(1, **inactive)]
        await world.advance_to(SIX + DAY)
        (course,) = world.lms.courses.values()
        assert course["archived"]
        assert (await world.last_run())["archived"] == 1
        world.percipio.items = [item(1)]
        await world.advance_to(SIX + 2 * DAY)
        assert not course["archived"]
        record = await world.last_run()
        assert (record["restored"], record["created"]) == (1, 0)


async def test_only_a_whole_catalog_archives(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(number) for number in range(1_500)]
        await world.activate()
        await world.advance_to(SIX)
        retired = world.lms.courses[item(0)["id"]]
        world.percipio.items[0] = item(0, lifecycle={"status": "INACTIVE"})
        world.percipio.troubles = [lambda: None, *[lambda: Response(status_code=500)] * 8]
        await world.advance_to(SIX + DAY + timedelta(hours=1))
        assert (await world.last_run())["outcome"] == "partial"
        assert not retired["archived"]
        await world.advance_to(SIX + 2 * DAY)
        assert retired["archived"]


async def test_reading_leave_active_archives_nothing(tiny_world: Any, item: Item) -> None:
    async with tiny_world(readings={"A-STATUS": "leave-active"}) as world:
        world.percipio.items = [item(1)]
        await world.activate()
        await world.advance_to(SIX)
        world.percipio.items = [item(1, lifecycle={"status": "INACTIVE"})]
        await world.advance_to(SIX + DAY)
        (course,) = world.lms.courses.values()
        assert not course["archived"]


async def test_one_bad_item_stops_nothing(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        bad: list[Any] = [
            item(1),
            {"title": "no id"},
            "not even an object",
            item(2, localizedMetadata=[]),
            item(3, duration=5),
            item(4, contentType={"percipioType": "VIDEO"}),
            item(5, link=None),
            item(6),
        ]
        world.percipio.items = bad
        world.lms.refuses = {item(6)["id"]}
        await world.activate()
        await world.advance_to(SIX)
        record = await world.last_run()
        assert (record["outcome"], record["created"], record["seen"]) == ("complete", 1, 8)
        assert [skipped["id"] for skipped in record["skipped"]] == [
            *("", "", item(3)["id"], item(4)["id"], item(2)["id"], item(5)["id"], item(6)["id"])
        ]


async def test_an_unreachable_lms_makes_the_run_partial(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.activate()
        world.lms.troubles = [lambda: Response(status_code=503)] * 8
        await world.advance_to(SIX + timedelta(hours=1))
        assert (await world.last_run())["outcome"] == "partial"
        await world.advance_to(SIX + DAY)
        assert (await world.last_run())["created"] == 1


async def test_tags_come_and_go_with_the_box(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.activate(tags_synchronization=True)
        await world.advance_to(SIX)
        (course,) = world.lms.courses.values()
        assert course["dto"]["subjects"] == ["Cloud", "Security"]
        await world.http.put("/control/settings", json={"tags_synchronization": False})
        await world.run_until_idle()
        assert course["dto"]["subjects"] == ["Cloud", "Security"]
        await world.advance_to(SIX + DAY)
        assert course["dto"]["subjects"] == []


async def test_a_saved_filter_archives_at_once_and_a_wider_one_restores_at_the_next_run(
    tiny_world: Any,
    item: Item,
) -> None:
    async with tiny_world() as world:
        french = item(
            2, localeCodes=["fr-FR"], localizedMetadata=[{"localeCode": "fr-FR", "title": "Deux"}]
        )
        by_hand = item(3, localeCodes=["de-DE"])
        world.percipio.items = [item(1), french, by_hand]
        await world.activate()
        await world.advance_to(SIX)
        courses = [world.lms.courses[each["id"]] for each in world.percipio.items]
        courses[2]["archived"] = True
        answer = await world.http.put("/control/settings", json={"languages": ["fr-FR"]})
        assert answer.json()["languages"] == ["fr-FR"]
        await world.run_until_idle()
        assert [course["archived"] for course in courses] == [True, False, True]
        # Saying how far it has come is how a person waits for 100,000 courses.
        progress = (await world.http.get("/control/status")).json()["filter_run"]
        assert (progress["outcome"], progress["seen"], progress["archived"]) == ("complete", 3, 1)
        await world.http.put("/control/settings", json={"languages": []})
        await world.run_until_idle()
        assert [course["archived"] for course in courses] == [True, False, True]
        await world.advance_to(SIX + DAY)
        # What a person archived stays archived.
        assert [course["archived"] for course in courses] == [False, False, True]


async def test_a_run_missed_while_down_is_made_up_once(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.activate()
        await world.stop()
        world.now = SIX + timedelta(minutes=1)
        await world.start()
        await world.run_until_idle()
        assert (await world.last_run())["created"] == 1
        calls = len(world.percipio.calls)
        await world.restart()
        await world.run_until_idle()
        assert len(world.percipio.calls) == calls
        await world.advance_to(SIX + DAY)
        assert len(world.percipio.calls) == calls + 1


async def test_activation_after_six_waits_for_the_next_morning(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.advance_to(SIX + timedelta(minutes=1))
        await world.activate()
        await world.restart()
        await world.advance_to(SIX + timedelta(hours=20))
        assert world.lms.courses == {}


async def test_a_run_that_is_broken_off_is_run_again(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.activate()
        world.percipio.troubles = [lambda: Response(status_code=503)] * 3
        await world.advance_to(SIX)
        assert (await world.last_run())["outcome"] == "running"
        world.percipio.troubles = []
        await world.restart()
        await world.run_until_idle()
        record = await world.last_run()
        assert (record["outcome"], record["created"]) == ("complete", 1)


async def test_reset_forgets_everything(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.activate()
        await world.advance_to(SIX)
        secret = (await world.http.get("/control/webhook")).json()
        world.now = SIX - 30 * DAY
        await world.reset(seed=8)
        status = await world.status()
        assert (status["state"], status["last_run"], status["next_run"]) == ("enabled", None, None)
        assert (await world.http.get("/control/webhook")).json() != secret
        await world.advance_by(days=3)
        assert len(world.percipio.calls) == 2


async def test_a_page_that_hangs_is_given_up(tiny_world: Any, item: Item) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.activate()
        world.percipio.troubles = [asyncio.Event().wait]
        await world.advance_to(SIX - timedelta(seconds=1))
        await world.move(SIX)
        for _ in range(200):
            clock = (await world.http.get("/control/clock")).json()
            await asyncio.sleep(0)
        assert clock["state"] == "advancing"
        assert clock["next_due"] == "2026-01-13T05:02:00Z"
        await world.move(SIX + timedelta(minutes=2))
        await world.advance_by(minutes=1)
        record = await world.last_run()
        assert (record["outcome"], record["retries"]) == ("complete", 1)


async def _only_the_first(reader: CatalogReader) -> Any:
    async for page in reader.pages():
        yield page
        return


async def test_each_part_can_be_exchanged(tiny_world: Any, item: Item) -> None:
    parts = replace(DEFAULT_RULES, pages=_only_the_first)
    async with tiny_world(parts) as world:
        world.percipio.items = [item(number) for number in range(1_001)]
        await world.activate()
        await world.advance_to(SIX)
        assert len(world.lms.courses) == 1_000
