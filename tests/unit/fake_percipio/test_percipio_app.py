import asyncio

import httpx
import pytest

from fake_percipio.app import create_app
from fake_percipio.catalog.faults import (
    ConnectionClosed,
    ConnectionCut,
    CutJson,
    NotJson,
    ServerError,
    Slow,
    Unauthorized,
)
from fake_percipio.catalog.generator import generate
from fake_percipio.catalog.items import item
from fake_percipio.site import Percipio
from percipio_conformance import schemas


@pytest.fixture(autouse=True)
def filled(acme) -> None:
    acme.catalog.load(generate(25, 1))


def ids(answer: httpx.Response) -> list[str]:
    return [each["id"] for each in answer.json()]


async def until_held(percipio: Percipio) -> None:
    """Let the event loop go on until an answer is held back."""
    for _ in range(100):
        if percipio.held:
            return
        await asyncio.sleep(0)
    raise AssertionError("no answer is held back")


def test_a_dataset_is_walked_page_by_page(reader, acme) -> None:
    first = reader.get(max=10)
    key = first.headers["x-paging-request-id"]
    assert first.headers["x-total-count"] == "25"
    pages = [reader.get(max=10, offset=offset, pagingRequestId=key) for offset in (20, 10, 30)]
    assert ids(first) + ids(pages[1]) + ids(pages[0]) == acme.catalog.ids()
    assert (pages[2].status_code, pages[2].content) == (200, b"[]")
    assert first.headers["content-type"] == "application/json; charset=utf-8"


def test_a_dataset_stays_as_it_was(reader, acme) -> None:
    first = reader.get(max=10)
    before = acme.catalog.ids()
    acme.catalog.remove(before[0])
    acme.catalog.put(item("New"))
    later = reader.get(max=20, offset=10, pagingRequestId=first.headers["x-paging-request-id"])
    assert ids(first) + ids(later) == before


def test_an_offset_alone_answers_the_first_page_again(reader, acme) -> None:
    assert ids(reader.get(offset=10, max=10)) == acme.catalog.ids()[:10]
    assert ids(reader.get(offset=10, max=10, pagingRequestId="")) == acme.catalog.ids()[:10]
    acme.paging.legacy = True
    assert ids(reader.get(offset=10, max=10)) == acme.catalog.ids()[10:20]


def test_no_content_past_the_end(reader, acme) -> None:
    acme.paging.past_the_end = "no content"
    key = reader.get().headers["x-paging-request-id"]
    answer = reader.get(offset=1000, pagingRequestId=key)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["x-paging-request-id"] == key


def test_changes_since(reader, acme, clock) -> None:
    clock.move(days=1)
    changed = acme.catalog.ids()[3]
    acme.catalog.update(changed, duration=None)
    assert ids(reader.get(updatedSince="2026-01-15T00:00:00Z")) == [changed]


def test_bad_queries_say_why(reader, percipio) -> None:
    answer = reader.get(max=1001)
    assert answer.status_code == 400
    assert answer.json() == {
        "errors": [
            {
                "code": "bad_request",
                "additionalInfo": "max: must be a whole number from 1 to 1000, not 1001",
            }
        ]
    }
    assert percipio.calls[-1].offset is None
    assert percipio.calls[-1].authorized


def test_a_forgotten_dataset_is_a_bad_request(reader) -> None:
    key = reader.get().headers["x-paging-request-id"]
    for _ in range(8):
        reader.get()
    answer = reader.get(pagingRequestId=key)
    assert answer.status_code == 400
    assert "start again" in answer.json()["errors"][0]["additionalInfo"]


@pytest.mark.parametrize(
    "header", [{}, {"authorization": "Basic abc"}, {"authorization": "Bearer "},
               {"authorization": "Bearer nonsense"}]
)  # fmt: skip
def test_strangers_are_refused(reader, percipio, header: dict[str, str]) -> None:
    transport = httpx.ASGITransport(app=reader.app)

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://percipio.test") as any_:
            return await any_.get(reader.path, headers=header)

    answer = asyncio.run(ask())
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["errors"][0]["code"] == "unauthorized"
    assert not percipio.calls[-1].authorized


def test_foreign_and_unknown_organizations_look_alike(reader, percipio) -> None:
    other = percipio.add_organization("99999999-9999-4999-8999-999999999999")
    unknown = "88888888-8888-4888-8888-888888888888"
    answers = []
    for key in (other.id, unknown):
        path = reader.path.replace(reader.path.split("/")[4], key)
        answers.append(reader.run(lambda client, path=path: client.get(path)))
    assert [each.status_code for each in answers] == [401, 401]
    assert answers[0].content == answers[1].content
    path = reader.path.replace(reader.path.split("/")[4], "acme")
    assert reader.run(lambda client: client.get(path)).status_code == 400


def test_other_requests_are_told_apart(reader, percipio) -> None:
    assert reader.run(lambda client: client.post(reader.path, json={})).status_code == 405
    assert reader.run(lambda client: client.head(reader.path)).status_code == 405
    missing = reader.run(lambda client: client.get("/v2/organizations/x/catalog-content"))
    assert missing.status_code == 404
    assert missing.json()["errors"][0]["code"] == "not_found"
    assert [(each.method, each.status) for each in percipio.strays] == [
        ("POST", 405),
        ("HEAD", 405),
        ("GET", 404),
    ]
    assert percipio.calls == []


def test_the_journal_tells_what_was_asked(reader, percipio, acme, clock) -> None:
    key = reader.get(max=10).headers["x-paging-request-id"]
    reader.get(max=10, offset=20, pagingRequestId=key)
    one, two = percipio.calls
    assert (one.at, one.offset, one.max, one.paging_request_id) == (clock(), 0, 10, None)
    assert (one.dataset, one.items, one.status, one.fault) == (key, 10, 200, None)
    assert (two.offset, two.paging_request_id, two.items) == (20, key, 5)
    assert two.organization_id == acme.id


@pytest.mark.parametrize("status", [500, 502, 503])
def test_server_errors(reader, acme, percipio, status) -> None:
    acme.faults.fail_next(ServerError(status))
    answer = reader.get()
    assert answer.status_code == status
    assert answer.json()["errors"]
    assert percipio.calls[-1].fault == str(status)
    assert reader.get().status_code == 200


def test_a_scripted_401_for_a_good_token(reader, acme, percipio) -> None:
    acme.faults.fail_next(Unauthorized())
    assert reader.get().status_code == 401
    assert percipio.calls[-1].authorized


def test_too_many_requests_with_and_without_an_end(reader, acme) -> None:
    acme.faults.too_many_requests(1)
    acme.faults.too_many_requests(1, retry_after=20)
    one, two = reader.get(), reader.get()
    assert (one.status_code, "retry-after" in one.headers) == (429, False)
    assert (two.status_code, two.headers["retry-after"]) == (429, "20")


def test_bodies_that_are_no_json(reader, acme, percipio) -> None:
    acme.faults.fail_next(NotJson())
    acme.faults.fail_next(CutJson())
    for _ in range(2):
        answer = reader.get()
        assert answer.status_code == 200
        with pytest.raises(ValueError, match=r"Expecting|Unterminated|Extra|delimiter"):
            answer.json()
        assert percipio.calls[-1].items == 0


def test_a_closed_connection(reader, acme) -> None:
    acme.faults.fail_next(ConnectionClosed())
    with pytest.raises(ConnectionCut):
        reader.get()
    assert reader.get().status_code == 200


def test_refused_requests_use_no_fault_up(reader, acme) -> None:
    acme.faults.fail_next(ServerError())
    assert reader.get(max=0).status_code == 400
    assert len(acme.faults.pending()) == 1


def test_a_slow_page_waits_for_the_clock(reader, acme, percipio, clock) -> None:
    acme.faults.fail_page(1, Slow(90))

    async def scenario() -> httpx.Response:
        async with reader.client() as client:
            asked = asyncio.ensure_future(client.get(reader.path))
            await until_held(percipio)
            assert (percipio.next_due() - clock()).total_seconds() == 90
            clock.move(seconds=89)
            await percipio.run_due()
            assert percipio.held == 1
            clock.move(seconds=1)
            await percipio.run_due()
            assert percipio.held == 0
            return await asked

    answer = asyncio.run(scenario())
    assert len(answer.json()) == 25
    assert percipio.calls[-1].fault == "slow by 90 s"


def test_a_client_that_hangs_up_is_not_waited_for(reader, acme, percipio) -> None:
    acme.faults.fail_page(1, Slow(90))

    async def scenario() -> None:
        async with reader.client() as client:
            asked = asyncio.ensure_future(client.get(reader.path))
            await until_held(percipio)
            asked.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asked
            assert percipio.held == 0
            assert percipio.next_due() is None

    asyncio.run(scenario())


def test_the_real_limit_is_in_force_when_a_real_clock_is_given(reader, percipio) -> None:
    reader.app = create_app(percipio, monotonic=lambda: 0.0)

    async def scenario() -> list[int]:
        async with reader.client() as client:
            return [(await client.get(reader.path)).status_code for _ in range(101)]

    statuses = asyncio.run(scenario())
    assert statuses == [200] * 100 + [429]
    assert percipio.calls[-1].fault is None


def test_served_pages_keep_their_contract(reader) -> None:
    for each in reader.get().json():
        assert schemas.problems("percipio/catalog-item", each) == []
    document = schemas.load("percipio/catalog.openapi")
    operation = document["paths"]["/v2/organizations/{orgId}/catalog-content"]["get"]
    assert set(reader.get().headers) >= set(operation["responses"]["200"]["headers"])
    assert {each["name"] for each in operation["parameters"]} == {
        "orgId", "offset", "max", "pagingRequestId", "updatedSince", "transformName",
    }  # fmt: skip
