"""The operations of the simulated Percipio for ``benchmarks/growth.py``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count, islice

import httpx

from benchmarks.growth import Operation
from fake_percipio.app import create_app
from fake_percipio.catalog.generator import generate
from fake_percipio.site import Percipio
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from percipio_conformance.network.asgi import AsgiUrl, call

ORGANIZATION = "00000000-0000-4000-8000-000000000000"
START = datetime(2026, 1, 5, 11, tzinfo=UTC)
LATER = START + timedelta(days=1)
CHANGED = 10
BATCH = 100


async def percipio_operations(size: int) -> dict[str, Operation]:
    """The operations on a Percipio with so many items, by name."""
    at = START
    http = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=[])))
    percipio = Percipio(lambda: at, http=http)
    acme = percipio.add_organization(ORGANIZATION)
    acme.catalog.load(generate(size))
    learners = [
        acme.add_learner(f"Learner {number}", email=f"{number}@acme.example", user_id=None)
        for number in range(size)
    ]
    acme.sender.configure(
        LrsConfiguration(
            url="http://lrs.test/xapi",
            oauth2=False,
            authorization="Og==",
            bypass_connection_test=True,
        )
    )
    ids = acme.catalog.ids()
    for learner, item_id in zip(learners, reversed(ids), strict=True):
        acme.activity.start(learner, item_id)
    at = LATER
    for item_id in islice(ids, 0, size, size // CHANGED):
        acme.catalog.update(item_id, duration="PT2H")
    app = create_app(percipio)
    path = f"/content-discovery/v2/organizations/{ORGANIZATION}/catalog-content"
    headers = [(b"authorization", f"Bearer {acme.issue_token()}".encode())]
    fresh = count()

    async def read(query: str) -> list[tuple[bytes, bytes]]:
        url = AsgiUrl("http", "percipio.test", None, path, path.encode(), query.encode())
        answer = await call(app, "GET", url, headers)
        if answer.status != 200:
            raise RuntimeError(f"GET catalog-content?{query}: {answer.body!r}")
        return answer.headers

    async def one_page() -> int:
        await read("max=10")
        return 1

    async def everything() -> int:
        found = dict(await read("max=1000"))
        total, dataset = int(found[b"x-total-count"]), found[b"x-paging-request-id"].decode()
        for offset in range(1000, total, 1000):
            await read(f"max=1000&offset={offset}&pagingRequestId={dataset}")
        return total

    async def changed_since() -> int:
        found = dict(await read(f"updatedSince={LATER:%Y-%m-%dT%H:%M:%SZ}"))
        if int(found[b"x-total-count"]) < CHANGED:
            raise RuntimeError("not all changed items were found")
        return 1

    async def change() -> int:
        acme.catalog.update(ids[next(fresh) % CHANGED], duration="PT3H")
        return 1

    async def statements() -> int:
        for _ in range(BATCH):
            number = next(fresh) % size
            acme.activity.progress(learners[number], ids[number], duration_seconds=60)
        await percipio.run_due()
        return BATCH

    async def next_stop() -> int:
        percipio.next_due()
        return 1

    made: dict[str, Operation] = {
        "GET catalog-content": one_page,
        "an item of the whole catalog": everything,
        "GET catalog-content updatedSince": changed_since,
        "a changed item": change,
        "a statement": statements,
        "the clock's next stop": next_stop,
    }
    return {f"Percipio: {name}": operation for name, operation in made.items()}
