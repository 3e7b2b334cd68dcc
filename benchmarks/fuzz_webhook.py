"""Malformed bodies against the reference connector's statement endpoint, in process.

``python -m benchmarks.fuzz_webhook --bodies 100000`` prints how each kind was answered and the
use of memory. Exit code 0 when every request was refused with 4xx and a reason, nothing was
recorded and memory stopped growing; 1 otherwise, with what to look at.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sqlite3
import sys
import tempfile
import tracemalloc
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import httpx

from benchmarks.fuzz.requests import malformed_requests
from benchmarks.fuzz.run import FuzzResult, send_malformed
from percipio_conformance.network.bodies import App
from reference_impl.app.app import create_app
from reference_impl.app.connector import Connector
from reference_impl.app.integrations import IntegrationRegistry
from reference_impl.time.clock import ControlledClock
from reference_impl.webhook.webhook import LARGEST_BODY_BYTES

CONNECTOR = "http://connector.test"
NOW = datetime(2026, 1, 12, 12, tzinfo=UTC)
WORLD = {
    "lms": {"base_url": "http://lms.test", "client_id": "us", "client_secret": "made-up"},
    "integration_id": "a" * 24,
    "group_id": "b" * 24,
    "connector_admin_id": "c" * 24,
    "now": "2026-01-12T12:00:00Z",
}


def resident_bytes() -> int:
    """The resident set of this process, after a collection; Linux only."""
    gc.collect()
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * 4096


def python_bytes() -> int:
    """Memory of Python's objects, after a collection."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


METERS: dict[str, tuple[Callable[[], int], int]] = {
    # The resident set breathes with the allocator; what Python holds on to does not.
    "rss": (resident_bytes, 8_000_000),
    "tracemalloc": (python_bytes, 200_000),
}
"""How memory is measured, and the growth in bytes that is tolerated."""


async def besiege_reference(
    bodies: int, seed: int, meter: Callable[[], int], folder: Path
) -> tuple[FuzzResult, int]:
    """What the reference connector answered, and how many statements it recorded."""
    database = folder / "connector.sqlite"
    async with httpx.AsyncClient() as nowhere:
        connector = Connector(
            store=database, clock=ControlledClock(NOW), http=nowhere, public_url=CONNECTOR
        )
        integrations = IntegrationRegistry(connector)
        app = create_app(integrations, control=True)
        await integrations.start()
        try:
            url, token = await _admitted(app)
            requests = malformed_requests(bodies, seed, oversized=LARGEST_BODY_BYTES + 1)
            outcome = await send_malformed(app, url, token, requests, bodies, meter)
        finally:
            await integrations.stop()
    with sqlite3.connect(database) as db:
        (recorded,) = db.execute("SELECT count(*) FROM statements").fetchone()
    db.close()
    return outcome, recorded


async def _admitted(app: App) -> tuple[str, str]:
    """The address for statements and a token, of a connector that is enabled."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url=CONNECTOR
    ) as http:
        (await http.post("/control/reset", json=WORLD)).raise_for_status()
        webhook = (await http.get("/control/webhook")).json()
        form = {"client_id": webhook["client_id"], "client_secret": webhook["client_secret"]}
        answer = (await http.post(webhook["token_endpoint"], data=form)).raise_for_status()
    return f"{webhook['statement_url']}/statements", answer.json()["access_token"]


def report(outcome: FuzzResult) -> str:
    """How each sort was answered, and memory over time."""
    sorts: dict[str, list[str]] = defaultdict(list)
    for (how, status), count in sorted(outcome.statuses.items()):
        sorts[how].append(f"{status} x {count:,}")
    lines = [f"  {how:<26} {', '.join(answers)}" for how, answers in sorts.items()]
    memory = " ".join(f"{each / 1e6:.1f}" for each in outcome.memory)
    return "\n".join([*lines, f"  memory in MB: {memory}"])


def main() -> int:
    """The command; its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--bodies", type=int, default=100_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--meter", choices=METERS, default="rss", help="how to measure memory")
    arguments = parser.parse_args()
    if arguments.bodies < 100:
        parser.error("--bodies: fewer than 100 say nothing about memory")
    meter, allowed = METERS[arguments.meter]
    if arguments.meter == "tracemalloc":
        tracemalloc.start()
    began = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        outcome, recorded = asyncio.run(
            besiege_reference(arguments.bodies, arguments.seed, meter, Path(folder))
        )
    seconds = perf_counter() - began
    print(report(outcome))
    server_errors = sum(n for (_, status), n in outcome.statuses.items() if status >= 500)
    print(
        f"{arguments.bodies:,} malformed bodies in {seconds:.0f} s: {server_errors} answered 5xx, "
        f"{outcome.not_refused} not refused as they should be, {recorded} recorded, "
        f"{outcome.growth / 1e6:+.2f} MB in the second 50%"
    )
    for request, status in outcome.examples:
        print(f"  number {request.number}, {request.how}: {status} to {request.body[:300]!r}")
    return 1 if outcome.not_refused or recorded or outcome.growth > allowed else 0


if __name__ == "__main__":
    sys.exit(main())
