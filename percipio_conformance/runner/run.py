"""One run of the suite: what was asked for, what is known so far, and the end of it.

The plugin feeds it scenario by scenario; under pytest-xdist it lives in the controller, and the
workers send their events over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from percipio_conformance.core.addresses import LOOPBACK
from percipio_conformance.core.events import (
    CatalogUsed,
    Event,
    FailOn,
    Interruption,
    KnownFailure,
    ProfileUsed,
    RunStarted,
    ScenarioFinished,
    Selection,
    ShardUsed,
    Suite,
    Transport,
)
from percipio_conformance.core.real_time import stopwatch, wall_clock
from percipio_conformance.core.redaction import redact_event, redact_text
from percipio_conformance.core.text import plural
from percipio_conformance.core.timeouts import DEFAULT_TIMEOUT, TIMEOUT_OPTION
from percipio_conformance.results.baseline_matching import mark_scenario
from percipio_conformance.results.conclusion import conclude
from percipio_conformance.results.shards import Shard
from percipio_conformance.runner.selection import Choice
from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.clauses import ClauseRegistry
from percipio_conformance.spec.profiles import Profile

CRASHED = "a parallel process ended by itself, with the scenario it was playing"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options of a run that the user chose."""

    seed: int
    profile: Profile
    transport: Transport
    catalog: CatalogUsed | None
    report: Path | None
    choice: Choice
    narrowed: bool
    """Whether an option leaves scenarios out: then only clauses that ran are judged."""
    host: str = LOOPBACK
    tls: bool = False
    patience_seconds: float = DEFAULT_TIMEOUT
    timeout_option: str = TIMEOUT_OPTION
    """The name of the option for ``patience_seconds``, as the user of this run can type it."""
    selection: tuple[str, ...] = ()
    """The command-line arguments that select scenarios."""
    options: tuple[str, ...] = ()
    """The command-line arguments that affect the scenarios."""
    settings: str | None = None
    """The configuration file, and the options that it sets."""
    shard: Shard | None = None
    """The shard of the selection to run."""
    baseline: tuple[KnownFailure, ...] | None = None
    invalid_features: tuple[str, ...] = ()
    """Features of the user's own that cannot run, one sentence each."""
    own_features: bool = False
    """Whether the run includes features of the user."""
    fail_on: FailOn = "failure"

    @property
    def judged(self) -> frozenset[str]:
        """The clauses asked for by id, with their counterparts; empty means all."""
        return frozenset({*self.choice.clauses, *self.choice.counterparts})


@dataclass(frozen=True, slots=True)
class Stop:
    """A request to end the run; ``cause`` is text, ``signal`` a number."""

    cause: str
    signal: int | None = None


@dataclass
class Run:
    """The state of a run so far."""

    asked: RunOptions
    registry: ClauseRegistry
    collected: set[str] = field(default_factory=set)
    ran: set[str] = field(default_factory=set)
    scenarios: list[ScenarioFinished] = field(default_factory=list)
    connector: dict[str, Any] | None = None
    lost: list[str] = field(default_factory=list)
    """Why the run is incomplete, for example scenarios that were not collected."""
    stop: Stop | None = None
    """Why the run ends before its last scenario."""
    crashed: bool = False
    """Whether a process of a parallel run ended by itself."""
    running: set[str] = field(default_factory=set)
    """The scenarios in progress, as pytest names them."""
    refusal: str | None = None
    """Why nothing runs: the requested scenarios do not exist."""
    absent: str | None = None
    """Why there was no connector to judge; the run ends where that is found out."""
    plan: tuple[int, str] = (0, "")
    """Of a run that is split: number and digest of all scenarios selected for all parts."""

    def __post_init__(self) -> None:
        self._began = stopwatch()
        self._started_at = wall_clock().strftime("%Y-%m-%dT%H:%M:%SZ")

    def marked(self, scenario: ScenarioFinished) -> ScenarioFinished:
        """The scenario as the baseline sees it."""
        return mark_scenario(scenario, self.asked.baseline or (), self.asked.judged)

    def add(self, node: str, scenario: ScenarioFinished) -> None:
        """The scenario behind pytest's ``node`` is over."""
        self.ran.add(node)
        self.scenarios.append(scenario)

    def finish(self) -> list[Event]:
        """Judge every selected clause and publish the final event."""
        never_ran = sorted(self.collected - self.ran)
        lost = [*([CRASHED] if self.crashed else []), *self.lost]
        if self.absent is not None:
            lost.append(self.absent.rstrip("."))
        elif never_ran and self.stop is None:
            number = plural(len(never_ran), "scenario")
            lost.append(f"{number} collected but never run: {', '.join(never_ran[:3])}")
        # What a connector wrote before it went away may be among the words of the end.
        lost = [redact_text(each) for each in lost]
        return conclude(
            self.started(),
            self.scenarios,
            self.registry,
            lost=lost,
            interruption=self._interruption(whole=not never_ran),
            duration_s=stopwatch() - self._began,
            finished_at=wall_clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
        )

    def _interruption(self, *, whole: bool) -> Interruption | None:
        stop = self.stop
        # A run that fails in its last scenario was not stopped by that; a signal speaks of all.
        if stop is None or (whole and stop.signal is None):
            return None
        return Interruption(
            cause=stop.cause,
            signal=stop.signal,
            finished=len(self.ran),
            selected=len(self.collected),
            running=sorted(self.running - self.ran),
        )

    def started(self) -> RunStarted:
        """The first event; available once a connector has described itself."""
        profile = self.asked.profile
        started = RunStarted(
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
            options=list(self.asked.options),
            selection=self._selection(),
            settings=self.asked.settings,
            catalog=self.asked.catalog,
            shard=self._shard(),
            baseline=None if self.asked.baseline is None else list(self.asked.baseline),
            invalid_features=list(self.asked.invalid_features),
            fail_on=self.asked.fail_on,
        )
        return redact_event(started)

    def _selection(self) -> Selection:
        """The selection with counts, which also show what pytest or a plugin deselected."""
        # A part of a run collects its own share; the plan counts those of all parts.
        chosen = self.plan[0] or len(self.collected)
        asked = self.asked
        suite = 0 if asked.own_features else len(builtin_scenarios())
        return Selection(
            narrowed=asked.narrowed or chosen < suite,
            clauses=list(asked.choice.clauses),
            arguments=list(asked.selection),
            counterparts=list(asked.choice.counterparts),
            scenarios=chosen,
            suite=suite,
        )

    def _shard(self) -> ShardUsed | None:
        shard = self.asked.shard
        if shard is None:
            return None
        scenarios, plan = self.plan
        return ShardUsed(number=shard.number, of=shard.of, scenarios=scenarios, plan=plan)
