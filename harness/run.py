"""One run of the suite: what was asked for, what is known so far, and the end of it.

The plugin feeds it scenario by scenario; under pytest-xdist it lives in the controller, and the
workers send their events over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from harness.clock import stopwatch, wall_clock
from harness.events import (
    Event,
    ProfileUsed,
    RunFinished,
    RunStarted,
    ScenarioFinished,
    Suite,
    Transport,
)
from harness.judge import RunVerdict, count, judge_clauses, judge_run
from harness.profiles import Profile
from harness.register import Clause, Register


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for."""

    seed: int
    profile: Profile
    transport: Transport
    catalogue: Path | None
    report: Path | None
    clauses: tuple[str, ...]
    """Only scenarios of these; empty means all."""
    narrowed: bool
    """Whether the selection leaves scenarios out: then only clauses that ran are judged."""


@dataclass
class Run:
    """The story so far."""

    asked: Asked
    register: Register
    collected: set[str] = field(default_factory=set)
    ran: set[str] = field(default_factory=set)
    scenarios: list[ScenarioFinished] = field(default_factory=list)
    connector: dict[str, Any] | None = None
    lost: list[str] = field(default_factory=list)
    """Why the run is not whole, for example scenarios that were written and not collected."""

    def __post_init__(self) -> None:
        self._began = stopwatch()
        self._started_at = wall_clock().strftime("%Y-%m-%dT%H:%M:%SZ")

    def add(self, node: str, scenario: ScenarioFinished) -> None:
        """The scenario behind pytest's ``node`` is over."""
        self.ran.add(node)
        self.scenarios.append(scenario)

    def finish(self) -> list[Event]:
        """Judge every clause that was asked for, and tell the whole story."""
        never_ran = sorted(self.collected - self.ran)
        if never_ran:
            self.lost.append(f"collected but never run: {', '.join(never_ran[:5])}")
        judged = judge_clauses(self._clauses(), self.scenarios)
        verdict = judge_run(judged, self.scenarios)
        if self.lost:
            verdict = RunVerdict("harness error", f"Harness error: {'; '.join(self.lost)}.", 3)
        finished = RunFinished(
            verdict=verdict.verdict,
            words=verdict.words,
            exit_code=verdict.exit_code,
            counts=count(judged),
            duration_s=stopwatch() - self._began,
            finished_at=wall_clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
        )
        ordered = sorted(self.scenarios, key=lambda each: each.id)
        return [self.started(), *ordered, *judged, finished]

    def _clauses(self) -> list[Clause]:
        if not self.asked.narrowed:
            return list(self.register.clauses)
        ran = {clause for scenario in self.scenarios for clause in scenario.clauses}
        only = set(self.asked.clauses) or ran
        return [each for each in self.register.clauses if each.id in only]

    def started(self) -> RunStarted:
        """The first event; it can be told once a connector has described itself."""
        profile = self.asked.profile
        return RunStarted(
            suite=Suite(name="percipio-conformance", version=version("percipio-conformance")),
            seed=self.asked.seed,
            profile=ProfileUsed(
                name=profile.name,
                readings=dict(profile.readings),
                defaulted=list(profile.defaulted),
                parameters=dict(profile.parameters),
            ),
            connector=self.connector or {},
            transport=self.asked.transport,
            started_at=self._started_at,
        )
