"""A simulated year: a run every morning, and statements on every day.

``python -m benchmarks.year``, from the root of the repository. One process holds the simulated
world and the reference connector, with its database in a file, as in a run of the suite. Every
morning the connector reads the catalog, of which a few items have changed since the day before.
Several times a day learners start courses, work on them and complete them; each of these is a
statement. The program prints the days a second, by quarters, and the growth: the CPU time of a day
in the last quarter against one in the first. Nothing that is kept may make later days slower. A
machine that is busy with other work makes any of them slower, so a piece of work that is always the
same is measured beside each day, and the growth is that of the ratios.

It ends with 1 when an attempt is missing, or when the growth exceeds ``--limit``.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice, product
from unittest.mock import patch

import orjson

from percipio_conformance.connectors.under_test import InProcessReference
from percipio_conformance.core import limits
from percipio_conformance.core.real_time import real_monotonic
from percipio_conformance.runner.run import RunOptions
from percipio_conformance.runner.session import Session
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.world.world import World

DAYS = 365
QUARTERS = 4

EVENTS = ("starts", "works on", "completes")
"""What a learner does with a course, from one moment to the next: a statement each."""

CHANGED_ITEMS = 10
"""Items whose description changes from one daily run to the next."""

GROUP = 100
"""Learners who take the same course at the same time."""

SAME_WORK = 5_000
"""Turns of the work that is the same every day."""

NO_LIMIT = 10**12

Event = tuple[str, str, str]
"""Learner, event, title of the course."""


@dataclass(frozen=True)
class Plan:
    """The size of the world, and what happens in it on a day."""

    days: int
    statements: int
    moments: int
    learners: int
    courses: int


@dataclass
class Cost:
    """Seconds of CPU, of the clock on the wall, and of CPU for the same work every day."""

    cpu: float = 0.0
    wall: float = 0.0
    floor: float = 0.0


def main() -> int:
    """The command; 1 if an attempt is missing, or the growth exceeds the limit."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.year")
    parser.add_argument("--days", type=int, default=DAYS, help=f"simulated days ({DAYS})")
    parser.add_argument("--statements", type=int, default=1_000, help="statements a day (1000)")
    parser.add_argument("--moments", type=int, default=4, help="times a day they come at (4)")
    parser.add_argument("--learners", type=int, default=1_000, help="learners (1000)")
    parser.add_argument("--courses", type=int, default=200, help="courses of the catalog (200)")
    parser.add_argument("--limit", type=float, help="the largest growth that is accepted")
    asked = parser.parse_args()
    plan = Plan(asked.days, asked.statements, asked.moments, asked.learners, asked.courses)
    quarters, missing = simulate(plan)
    growth = report(plan, quarters)
    if missing:
        print(f"{missing:,} attempts are missing", file=sys.stderr)
        return 1
    if asked.limit is not None and growth > asked.limit:
        print(f"the limit of the growth is {asked.limit:g}", file=sys.stderr)
        return 1
    return 0


def simulate(plan: Plan) -> tuple[list[Cost], int]:
    """The cost of each quarter, and how many attempts 360Learning lacks at the end."""
    quarters = [Cost() for _ in range(QUARTERS)]
    # The limits are made for scenarios of some requests; a year of statements is no flood.
    with patch.multiple(limits, MOST_REQUESTS=NO_LIMIT, MOST_RECEIVED_BYTES=NO_LIMIT):
        asked = RunOptions(seed=0, profile=load_profile("article"), scenarios_only=True)
        session = Session(asked, InProcessReference, [])
        try:
            with session.world("a year") as world:
                events = _prepare(world, plan)
                for day in range(plan.days):
                    began, on_the_wall = time.process_time(), real_monotonic()
                    _live_a_day(world, plan, day, events)
                    quarter = quarters[day * QUARTERS // plan.days]
                    quarter.cpu += time.process_time() - began
                    quarter.wall += real_monotonic() - on_the_wall
                    quarter.floor += _same_work()
                missing = _attempts_of(plan) - len(world.lms.platform.attempts)
        finally:
            session.close()
    return quarters, missing


def report(plan: Plan, quarters: list[Cost]) -> float:
    """Print the days a second; return the growth."""
    days = plan.days / QUARTERS
    for number, cost in enumerate(quarters, start=1):
        print(
            f"quarter {number}: {cost.cpu:6.2f} s CPU   {cost.wall:6.2f} s   "
            f"{days / cost.cpu:6.1f} days a second of CPU"
        )
    cpu = sum(each.cpu for each in quarters)
    ratios = [each.cpu / each.floor for each in quarters]
    growth = ratios[-1] / ratios[0]
    # Linux counts in KiB, macOS in bytes.
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(
        f"{plan.days} days, {plan.days * plan.statements:,} statements: {cpu:.1f} s CPU, "
        f"{sum(each.wall for each in quarters):.1f} s, {memory:.0f} MiB; growth {growth:.2f}"
    )
    return growth


def _same_work() -> float:
    """Do something that takes some milliseconds; return the seconds of CPU."""
    began = time.process_time()
    for number in range(SAME_WORK):
        encoded = orjson.dumps({"id": str(number), "result": {"score": number / 7}})
        if orjson.loads(encoded)["id"] != str(number):
            raise RuntimeError("a number did not survive")
    return time.process_time() - began


def _prepare(world: World, plan: Plan) -> Iterator[Event]:
    """Let the courses and learners arrive; return what the learners do, one event at a time."""
    courses = [f"Course {number}" for number in range(plan.courses)]
    learners = [f"Learner {number}" for number in range(plan.learners)]
    for title in courses:
        world.percipio.catalog.offer(title)
    for name in learners:
        world.percipio.learners.add_learner(name)
    world.lms.setup.submit()
    world.advance_by(world.promised_delay)
    world.connect_statistics()
    world.advance_by(timedelta(days=1))
    groups = (learners[start : start + GROUP] for start in range(0, len(learners), GROUP))
    return (
        (learner, event, title)
        for group, title in product(groups, courses)
        for event in EVENTS
        for learner in group
    )


def _attempts_of(plan: Plan) -> int:
    """The number of courses that learners have started after all events of the plan."""
    group = min(GROUP, plan.learners)
    whole, more = divmod(plan.days * plan.statements, group * len(EVENTS))
    return whole * group + min(more, group)


def _live_a_day(world: World, plan: Plan, day: int, events: Iterator[Event]) -> None:
    catalog = world.percipio.catalog
    for number in range(CHANGED_ITEMS):
        changed = (day * CHANGED_ITEMS + number) % plan.courses
        catalog.change(f"Course {changed}", "description", f"As of day {day}")
    pause = timedelta(days=1) / plan.moments
    done = 0
    for moment in range(1, plan.moments + 1):
        due = plan.statements * moment // plan.moments
        for learner, event, title in islice(events, due - done):
            world.percipio.learners.act(learner, event, title)
        done = due
        world.advance_by(pause)


if __name__ == "__main__":
    sys.exit(main())
