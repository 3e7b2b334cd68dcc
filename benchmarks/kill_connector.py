"""Kill the connector at random points under load, and count what reaches 360Learning.

``python -m benchmarks.kill_connector --kills 50``, from the root of the repository. Several
connections post statements; after a number of requests and answers drawn from the seed the process
is killed (SIGKILL), started again on the same database, and the load goes on. A request that was
not answered is sent again, as Percipio would. Each statement is a completion at an instant of its
own, so every one must become exactly one attempt, and the completion dates that 360Learning shows
must be those that were acknowledged: one that is missing was lost, one too many was doubled.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import httpx

from benchmarks.processes import Connector, World

REFERENCE = ("-m", "reference_impl")
CONNECTIONS = 8
BEGINNING = datetime(2026, 1, 13, 6, tzinfo=UTC)
MOST_EVENTS = 60
"""Requests and answers after which a process is killed at the latest."""

Attempts = Counter[tuple[str, str, str]]
"""How many attempts there are by learner's mail, activity and completion date."""


@dataclass(frozen=True)
class Outcome:
    """The result for the statements; it is correct if both lists are empty."""

    kills: int
    acknowledged: int
    sent_again: int
    lost: list[tuple[str, str, str]]
    doubled: list[tuple[str, str, str]]

    def __str__(self) -> str:
        return (
            f"{self.kills} kills: {self.acknowledged} statements acknowledged "
            f"({self.sent_again} were under way when the process died and were sent again), "
            f"{len(self.lost)} lost, {len(self.doubled)} doubled"
        )


def judge(acknowledged: Attempts, shown: Attempts) -> tuple[list[Any], list[Any]]:
    """The missing and the surplus attempts in ``shown``."""
    return sorted((acknowledged - shown).elements()), sorted((shown - acknowledged).elements())


@dataclass
class Load:
    """Statements to send, and the fate of those sent. ``countdown`` events are left to a life."""

    known: dict[str, Any]
    random: Random
    acknowledged: Attempts = field(default_factory=Counter)
    sent_again: int = 0
    countdown: int = 0
    _number: int = 0
    _unanswered: list[list[dict[str, Any]]] = field(default_factory=list)

    async def one_life(self, connector: Connector, token: str) -> None:
        """Send until the countdown has run out, then kill the process at once."""
        headers = {"authorization": f"Bearer {token}"}
        limits = httpx.Timeout(60)
        async with httpx.AsyncClient(
            base_url=connector.url, headers=headers, trust_env=False, timeout=limits
        ) as http:
            await asyncio.gather(*(self._keep_sending(connector, http) for _ in range(CONNECTIONS)))

    async def last_words(self, connector: Connector, token: str) -> None:
        """Send again what no answer came to."""
        headers = {"authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(
            base_url=connector.url, headers=headers, trust_env=False
        ) as http:
            while self._unanswered:
                await self._post(http, self._unanswered.pop())

    async def _keep_sending(self, connector: Connector, http: httpx.AsyncClient) -> None:
        while self.countdown > 0:
            batch = self._unanswered.pop() if self._unanswered else self._batch()
            try:
                self._event(connector)
                await self._post(http, batch)
                self._event(connector)
            except httpx.TransportError:
                self._unanswered.append(batch)
                self.sent_again += len(batch)
                return

    def _event(self, connector: Connector) -> None:
        self.countdown -= 1
        if self.countdown == 0:
            connector.process.kill()

    async def _post(self, http: httpx.AsyncClient, batch: list[dict[str, Any]]) -> None:
        answer = await http.post("/api/skillsoft/statements", json=batch)
        if answer.status_code != httpx.codes.OK:
            raise RuntimeError(f"refused with {answer.status_code}: {answer.text}")
        for each in batch:
            mail = each["actor"]["mbox"].removeprefix("mailto:")
            self.acknowledged[mail, each["object"]["id"], each["timestamp"]] += 1

    def _batch(self) -> list[dict[str, Any]]:
        return [self._statement() for _ in range(self.random.randint(1, 5))]

    def _statement(self) -> dict[str, Any]:
        self._number += 1
        return {
            "id": str(UUID(int=self._number, version=4)),
            "actor": {"mbox": f"mailto:{self.random.choice(self.known['mails'])}"},
            "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
            "object": {"id": self.random.choice(self.known["activities"])},
            "timestamp": (BEGINNING + timedelta(seconds=self._number)).isoformat(),
        }


def run(kills: int, seed: int, database: Path, program: Sequence[str] = REFERENCE) -> Outcome:
    """Kill ``program`` as often as that, and say what became of the statements."""
    random = Random(seed)
    with World(learners=20, courses=5) as world:
        with Connector(database, program) as first:
            first.prepare(world.known)
            token = first.token()
        load = Load(world.known, random)
        for _ in range(kills):
            with Connector(database, program) as connector:
                load.countdown = random.randint(1, MOST_EVENTS)
                asyncio.run(load.one_life(connector, token))
        with Connector(database, program) as connector:
            asyncio.run(load.last_words(connector, token))
            while connector.call("GET", "/control/status")["queue_depth"]:
                wait_for_it(connector)
            connector.run_until_idle()
        shown: Attempts = Counter(
            (mail, activity, date)
            for mail, activity, dates in world.ask("attempts")
            for date in dates
        )
    lost, doubled = judge(load.acknowledged, shown)
    return Outcome(kills, load.acknowledged.total(), load.sent_again, lost, doubled)


def wait_for_it(connector: Connector) -> None:
    """Let the clock of the connector go on, where it waits for it between two tries."""
    due = connector.run_until_idle()["next_due"]
    if due is not None and connector.call("GET", "/control/status")["queue_depth"]:
        connector.call("PUT", "/control/clock", json={"now": due})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(asked.kills, asked.seed, Path(folder) / "connector.sqlite")
    print(f"{outcome}, in {time.monotonic() - started:.0f} s")
    for name, found in (("lost", outcome.lost), ("doubled", outcome.doubled)):
        for each in found[:10]:
            print(f"{name}: {' '.join(each)}")
    return 1 if outcome.lost or outcome.doubled else 0


if __name__ == "__main__":
    sys.exit(main())
