"""Malformed bodies against the reference connector: refused, not recorded, not kept in memory.

The same as ``python -m benchmarks.fuzz_webhook``, with fewer bodies.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from benchmarks.fuzz.requests import malformed_requests
from benchmarks.fuzz.run import EXAMPLES, SAMPLES, FuzzResult, send_malformed

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("seed", ["1"])
def test_the_reference_connector_stands_three_thousand(seed: str) -> None:
    command = [sys.executable, "-m", "benchmarks.fuzz_webhook", "--bodies", "3000"]
    done = subprocess.run(
        [*command, "--seed", seed, "--meter", "tracemalloc"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 answered 5xx, 0 not refused as they should be, 0 recorded" in done.stdout


def besieged(
    answer: Callable[[Request], Response], memory: Callable[[], int] = lambda: 0
) -> FuzzResult:
    async def statements(request: Request) -> Response:
        assert request.headers["authorization"] == "Bearer t"
        await request.body()
        return answer(request)

    app = Starlette(routes=[Route("/statements", statements, methods=["POST"])])
    requests = malformed_requests(100, 0, oversized=1_000)
    return asyncio.run(send_malformed(app, "http://x.test/statements", "t", requests, 100, memory))


def test_a_siege_counts_answers_and_looks_at_memory() -> None:
    outcome = besieged(lambda _: JSONResponse({"error": "no"}, 400), iter(range(100)).__next__)
    assert sum(outcome.statuses.values()) == 100
    assert outcome.not_refused == 0
    assert outcome.memory == list(range(SAMPLES))
    assert outcome.growth == SAMPLES // 2


@pytest.mark.parametrize("status", [200, 204, 302, 500, 503])
def test_a_siege_finds_answers_that_are_no_refusal(status: int) -> None:
    outcome = besieged(lambda _: Response("something", status))
    assert outcome.not_refused == 100
    assert len(outcome.examples) == EXAMPLES


def test_a_siege_finds_refusals_without_a_reason() -> None:
    assert besieged(lambda _: Response(status_code=400)).not_refused == 100


def test_a_siege_finds_crashes() -> None:
    def crash(request: Request) -> Response:
        raise RuntimeError("ouch")

    outcome = besieged(crash)
    assert {status for _, status in outcome.statuses} == {500}
    assert outcome.not_refused == 100
