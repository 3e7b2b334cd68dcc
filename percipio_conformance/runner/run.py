"""The state of one run of the suite: its options, its results so far, and its conclusion.

The plugin adds each finished scenario. With pytest-xdist the run is in the controller, and the
workers send their events.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET

from percipio_conformance.core.addresses import LOOPBACK
from percipio_conformance.core.events import (
    CatalogUsed,
    Event,
    FailOn,
    Interruption,
    KnownFailure,
    OtherConnector,
    ProfileUsed,
    RunStarted,
    ScenarioFinished,
    Selection,
    ShardUsed,
    Situations,
    SituationUsed,
    Suite,
    Transport,
)
from percipio_conformance.core.real_time import stopwatch, wall_clock
from percipio_conformance.core.redaction import redact_event, redact_text
from percipio_conformance.core.text import plural
from percipio_conformance.core.timeouts import DEFAULT_TIMEOUT, TIMEOUT_OPTION
from percipio_conformance.results.baseline_matching import mark_scenario
from percipio_conformance.results.conclusion import conclude
from percipio_conformance.results.interpretations import explain_reading
from percipio_conformance.results.shards import Shard, ShardPlan, plan_of
from percipio_conformance.runner.selection import Choice
from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.clauses import ClauseRegistry
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.spec.sequences import OF_BREAKDOWN, number_of_sequences
from percipio_conformance.spec.situations import Situation

CRASHED = "a parallel process crashed while it ran a scenario"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options of a run that the user chose."""

    seed: int
    profile: Profile
    transport: Transport = "in-process"
    catalog: CatalogUsed | None = None
    report: Path | None = None
    choice: Choice = field(default_factory=Choice)
    narrowed: bool = False
    """Whether an option excludes scenarios; only clauses that ran are judged then."""
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
    scenarios_only: bool = False
    """Whether no other tests run in this process: under pytest they must see the real time."""
    own_features: bool = False
    """Whether the run includes features of the user."""
    fail_on: FailOn = "failure"
    situations: Situations = "none"
    compare_with: str | None = None
    """The connector that the connector under test is compared with, as the user named it."""
    situation: Situation | None = None
    """The situation under which all scenarios run, if it is one."""

    @property
    def judged(self) -> frozenset[str]:
        """The clauses requested by id, with their counterparts; empty means all."""
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
    other_connector: dict[str, Any] | None = None
    """The description of the connector that the connector under test is compared with."""
    lost: list[str] = field(default_factory=list)
    """The reasons why the run is incomplete, for example scenarios that were not collected."""
    stop: Stop | None = None
    """The reason why the run ends before its last scenario."""
    crashed: bool = False
    """Whether a worker of a parallel run crashed."""
    running: set[str] = field(default_factory=set)
    """The scenarios in progress, as pytest names them."""
    refusal: str | None = None
    """The reason why nothing runs, such as a requested scenario that does not exist."""
    absent: str | None = None
    """The reason why there is no connector to judge; it ends the run."""
    plan: ShardPlan | None = None
    """For a shard: the scenarios of all shards."""

    def __post_init__(self) -> None:
        self._began = stopwatch()
        self._started_at = wall_clock().strftime("%Y-%m-%dT%H:%M:%SZ")

    def marked(self, scenario: ScenarioFinished) -> ScenarioFinished:
        """Marks a known failure of the baseline, and explains the reading of a failure."""
        explained = explain_reading(self._with_clause(scenario), self.asked.profile, self.registry)
        return mark_scenario(explained, self.asked.baseline or (), self.asked.judged)

    def _with_clause(self, scenario: ScenarioFinished) -> ScenarioFinished:
        """Gives a failed sequence without a clause the one of a breakdown.

        Without any, the failure would count as a fault of the suite.
        """
        failed = scenario.sequence is not None and scenario.verdict in ("fail", "warn")
        if not failed or scenario.clauses:
            return scenario
        rule = self.registry.clause(OF_BREAKDOWN).sentence.removesuffix(".")
        return msgspec.structs.replace(scenario, clauses=[OF_BREAKDOWN], rule=rule)

    def add(self, node: str, scenario: ScenarioFinished) -> None:
        """Adds the finished scenario of the pytest node id ``node``."""
        self.ran.add(node)
        self.scenarios.append(scenario)

    def finish(self) -> list[Event]:
        """Judges every selected clause, and returns all events of the run."""
        never_ran = sorted(self.collected - self.ran)
        lost = [*([CRASHED] if self.crashed else []), *self.lost]
        if self.absent is not None:
            lost.append(self.absent.rstrip("."))
        elif never_ran and self.stop is None:
            number = plural(len(never_ran), "scenario")
            lost.append(f"{number} collected but never run: {', '.join(never_ran[:3])}")
        # The reasons may quote the output of a connector.
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
        # A failure of the last scenario does not stop the run early; a signal always does.
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
        """Returns the first event; it is complete after a connector has described itself."""
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
            compared_with=UNSET
            if self.asked.compare_with is None
            else OtherConnector(
                named=self.asked.compare_with, connector=self.other_connector or {}
            ),
        )
        return redact_event(started)

    def _selection(self) -> Selection:
        """Returns the selection with counts, which include deselections by pytest or plugins."""
        asked = self.asked
        # A shard keeps only its own scenarios; the plan counts those of all shards.
        plan = self.plan or plan_of(map(_with_situation_last, self.collected))
        situation = asked.situation
        suite = 0 if asked.own_features else len(builtin_scenarios())
        return Selection(
            narrowed=asked.narrowed or situation is not None or self._lacks_some(plan, suite),
            clauses=list(asked.choice.clauses),
            arguments=list(asked.selection),
            counterparts=list(asked.choice.counterparts),
            scenarios=plan.scenarios,
            suite=suite,
            situation=SituationUsed(id=situation.id, phrase=situation.phrase)
            if situation is not None
            else None,
            situations=asked.situations,
            under_situations=plan.under_situations,
            sequences=plan.sequences,
        )

    def _lacks_some(self, plan: ShardPlan, suite: int) -> bool:
        """Whether scenarios or sequences of the suite were left out, by whatever option or plugin.

        A run under a situation does not make up for the same scenario alone.
        """
        sequences = number_of_sequences(self.asked.situations) if suite else 0
        alone = plan.runs - plan.under_situations - plan.sequences
        return alone < suite or plan.sequences < sequences

    def _shard(self) -> ShardUsed | None:
        shard = self.asked.shard
        if shard is None:
            return None
        plan = self.plan or plan_of(())
        return ShardUsed(number=shard.number, of=shard.of, scenarios=plan.runs, plan=plan.digest)


def _with_situation_last(node: str) -> str:
    """Returns the pytest node id with its situation at the end, as in the id of a scenario.

    It precedes the row there: ``a.feature::test_b (situation pause)[row]``.
    """
    return re.sub(r"( \(situation [a-z0-9-]+\))(.+)", r"\2\1", node)
