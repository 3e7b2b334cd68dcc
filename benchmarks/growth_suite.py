"""The operations of the suite itself for ``benchmarks/growth.py``."""

from __future__ import annotations

from benchmarks.growth import Operation
from percipio_conformance.network.traffic_log import CLOCK, OK, Exchange, TrafficLog


async def suite_operations(size: int) -> dict[str, Operation]:
    """The operations on a traffic log with so many exchanges, by name."""
    log = TrafficLog()

    def request() -> Exchange:
        exchange = log.open("lms", "GET", "lms.test", "/api/v2/users", {})
        exchange.answer(OK, b"[]")
        log.close(exchange)
        return exchange

    for _ in range(size):
        request()

    async def record() -> int:
        request()
        return 1

    async def poll() -> int:
        """A poll of the clock, while the connector sends a request."""
        exchange = log.open("control", "GET", "connector.test", CLOCK, {})
        request()
        exchange.answer(OK, b"{}")
        log.close(exchange)
        return 1

    async def count() -> int:
        len(log)
        return 1

    made: dict[str, Operation] = {
        "an exchange recorded": record,
        "a poll of the connector's clock": poll,
        "the number of exchanges": count,
    }
    return {f"traffic log: {name}": operation for name, operation in made.items()}
