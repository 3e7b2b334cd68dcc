"""How fast statements are received and shown.

``python -m benchmarks.statements``, from the root of the repository. Two questions, in one run and
on one machine, every program in a process of its own and over real sockets:

- How many statements a second does the webhook acknowledge, each one on disk before its answer, at
  1, 16 and 64 connections, beside the floor (``benchmarks/statement_floor.py``)? Both are fed by
  the same sender, in turns. 360Learning is away meanwhile, so that receiving alone is measured: the
  floor does nothing else. Only the ratios mean anything: that of the rates, and that of the CPU
  time spent on a statement.
- How many a second go all the way, from the sender to an attempt that 360Learning shows, against
  the fake without rate limits?
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import msgspec
import orjson

from benchmarks.load import Report, Request
from benchmarks.processes import Connector, Program, World

CONNECTIONS = (1, 16, 64)
AIM_OF_THE_FLOOR = 0.75
AIM_END_TO_END = 1_000

COMPLETED = "http://adlnet.gov/expapi/verbs/completed"


def statement(mail: str, activity: str, minute: int = 0) -> str:
    """A statement as Percipio sends it, encoded, with ``{id}`` in the place of its id."""
    content = {
        "id": "{id}",
        "actor": {"objectType": "Agent", "name": "A Learner", "mbox": f"mailto:{mail}"},
        "verb": {"id": COMPLETED, "display": {"en": "completed"}},
        "object": {
            "objectType": "Activity",
            "id": activity,
            "definition": {
                "name": {"en-US": "A course of some length"},
                "type": "http://adlnet.gov/expapi/activities/course",
            },
        },
        "result": {
            "score": {"scaled": 0.8, "raw": 80, "min": 0, "max": 100},
            "success": True,
            "completion": True,
            "duration": "PT10M25S",
        },
        "context": {"platform": "Percipio", "language": "en-US"},
        "timestamp": f"2026-01-13T{minute // 60 % 24:02}:{minute % 60:02}:00.000Z",
        "version": "1.0.0",
    }
    return orjson.dumps(content).decode()


def send(request: Request) -> Report:
    """Run the sender in its own process."""
    with Program(["-m", "benchmarks.load"]) as sender:
        answer = sender.ask(msgspec.json.encode(request).decode())
    return msgspec.convert(answer, Report)


@dataclass
class Subject:
    """One of the two programs that are compared, and what was measured of it, round by round."""

    program: Program
    activity: str
    port: int
    path: str
    token: str
    next_id: int = 1
    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def measure(self, connections: int, seconds: float) -> None:
        """Statements a second, one to a request; and seconds of CPU for each of them."""
        before = cpu_seconds(self.program.process.pid)
        request = Request(
            "127.0.0.1",
            self.port,
            self.path,
            self.token,
            connections,
            [statement("ada@acme.example", self.activity)],
            seconds=seconds,
            first_id=self.next_id,
        )
        report = send(request)
        self.next_id += report.acknowledged
        self.rates.append(report.acknowledged / report.seconds)
        spent = cpu_seconds(self.program.process.pid) - before
        self.cpu.append(spent / report.acknowledged)


def cpu_seconds(pid: int) -> float:
    """CPU time that a process has used so far; from Linux' /proc."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / os.sysconf("SC_CLK_TCK")


def acknowledged(folder: Path, connections: int, seconds: float, rounds: int) -> str:
    """Medians of the floor and the connector, measured alternately on a shared machine."""
    database = folder / f"floor-{connections}.sqlite"
    with (
        Program(["-m", "benchmarks.statement_floor", str(database)]) as bare,
        Connector(folder / f"connector-{connections}.sqlite") as connector,
    ):
        with World(learners=0, courses=1) as world:
            connector.prepare(world.known)
        (activity,) = world.known["activities"]
        port = connector.url.port
        assert port is not None
        ours = Subject(connector, activity, port, "/api/skillsoft/statements", connector.token())
        floor = Subject(bare, activity, int(bare.hear()), "/statements", "none")
        for each in (floor, ours):
            each.measure(connections, 0.5)  # to warm up
            each.rates.clear()
            each.cpu.clear()
        for _ in range(rounds):
            for each in (floor, ours):
                each.measure(connections, seconds)
    rates = [median(each.rates) for each in (floor, ours)]
    cpu = [median(each.cpu) for each in (floor, ours)]
    return (
        f"{connections:>11}{rates[0]:>10,.0f}{rates[1]:>13,.0f}{rates[1] / rates[0]:>7.2f}"
        f"{cpu[0] * 1e6:>15,.0f}{cpu[1] * 1e6:>14,.0f}{cpu[0] / cpu[1]:>7.2f}"
    )


def end_to_end(folder: Path, learners: int, courses: int, batch: int) -> tuple[int, float]:
    """How many statements, and seconds until the last of their attempts was there."""
    with (
        World(learners=learners, courses=courses) as world,
        Connector(folder / "end-to-end.sqlite") as connector,
    ):
        connector.prepare(world.known)
        port = connector.url.port
        assert port is not None
        request = Request(
            "127.0.0.1",
            port,
            "/api/skillsoft/statements",
            connector.token(),
            connections=16,
            statements=[
                statement(mail, activity, minute)
                for minute, activity in enumerate(world.known["activities"])
                for mail in world.known["mails"]
            ],
            batch=batch,
            total=learners * courses,
        )
        started = time.monotonic()
        send(request)
        while connector.call("GET", "/control/status")["queue_depth"]:
            pass
        seconds = time.monotonic() - started
        attempts = world.ask("count")
        if attempts != learners * courses:
            raise SystemExit(f"{learners * courses} statements became {attempts} attempts")
        return attempts, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--learners", type=int, default=1_000)
    parser.add_argument("--courses", type=int, default=20)
    parser.add_argument("--batch", type=int, default=25, help="of the end-to-end measurement")
    asked = parser.parse_args()
    print(
        f"{'connections':>11}{'floor/s':>10}{'connector/s':>13}{'ratio':>7}"
        f"{'floor CPU us':>15}{'connector us':>14}{'ratio':>7}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for connections in CONNECTIONS:
            print(acknowledged(folder, connections, asked.seconds, asked.rounds), flush=True)
        print(f"aim: {AIM_OF_THE_FLOOR} of the floor's rate at each\n")
        attempts, seconds = end_to_end(folder, asked.learners, asked.courses, asked.batch)
    print(
        f"end to end: {attempts:,} statements of {asked.learners:,} learners became attempts in "
        f"{seconds:.1f} s, {attempts / seconds:,.0f} a second (aim: {AIM_END_TO_END:,})"
    )


if __name__ == "__main__":
    main()
