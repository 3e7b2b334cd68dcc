"""Record one scenario and create its event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fake_lms.core.errors import PlatformError
from fake_percipio.catalog.catalog import NotInCatalogError
from percipio_conformance.connectors.output import Output
from percipio_conformance.core.events import Exchange as ShownExchange
from percipio_conformance.core.events import (
    Failure,
    Level,
    ScenarioFinished,
    Step,
    StepVerdict,
    Verdict,
    scenario_id,
)
from percipio_conformance.core.outcomes import (
    ConnectorError,
    ExpectationFailed,
    FeatureMistake,
    MissingCapability,
    NotApplicable,
    NotTestable,
    Unreachable,
)
from percipio_conformance.core.printable import shell_line
from percipio_conformance.core.real_time import stopwatch
from percipio_conformance.core.redaction import cut, redact_event, shorten
from percipio_conformance.network.evidence import exchange_event
from percipio_conformance.network.traffic_log import Exchange, TrafficLog
from percipio_conformance.results.clause_verdict import judge_scenario

EVIDENCE_EXCHANGES = 12
"""How many exchanges before a failure are shown; a reader looks at the last ones first."""


@dataclass(frozen=True, slots=True)
class ScenarioInfo:
    """Which scenario this is."""

    feature: str
    feature_title: str
    rule: str
    name: str
    title: str
    """The name as people read it: with the values of its row in place."""
    example: str
    clauses: tuple[str, ...]
    level: Level
    platform_only: bool
    readings: tuple[str, ...] = ()
    own: bool = False
    """Whether the feature is the user's own: then a mistake in it is the user's, else ours."""

    @property
    def id(self) -> str:
        return scenario_id(self.feature, self.name, self.example)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step as it is written; ``line`` is that of its file, from 1."""

    keyword: str
    text: str
    line: int = 0
    table: list[list[str]] = field(default_factory=list)
    docstring: str | None = None


@dataclass
class ScenarioRecorder:
    """One scenario while it runs."""

    identity: ScenarioInfo
    traffic_log: TrafficLog | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    was_set_up: bool = True
    """Whether a step has set the integration up; without that, a connector does nothing."""
    involved_the_connector: Callable[[], bool] = lambda: True
    """Whether the connector has had something to do so far."""
    _steps: list[Step] = field(default_factory=list)
    _plan: list[PlannedStep] = field(default_factory=list)
    _under_way: PlannedStep | None = None
    _since: float = 0.0
    _began: float = field(default_factory=stopwatch)
    _raised: BaseException | None = None
    _evidence: list[ShownExchange] = field(default_factory=list)
    _output: Output | None = None
    _heard: int = 0
    _wrote: str | None = None
    _last_line: int = 0

    @property
    def error(self) -> BaseException | None:
        """The error that ended the scenario early."""
        return self._raised

    def listen(self, output: Output | None) -> None:
        """Keep what the connector's process writes from now on, for the step that fails."""
        self._output = output
        self._mark()

    def plan(self, steps: list[PlannedStep]) -> None:
        """Every step to come."""
        self._plan = steps

    def step_begins(self, step: PlannedStep) -> None:
        self._under_way = step
        self._since = stopwatch()
        if self.traffic_log is not None:
            self.traffic_log.step = f"{step.keyword} {step.text}"
        self._mark()

    def step_ends(self) -> None:
        self._close_step("pass")
        if self.traffic_log is not None:
            self.traffic_log.step = None

    def raised(self, error: BaseException) -> None:
        """The scenario ends here; the first error is the one that counts."""
        if self._raised is None:
            self._raised = error
            self._wrote = self._output.since(self._heard) if self._output is not None else None
            self._evidence = [
                exchange_event(each) for each in self._exchanges()[-EVIDENCE_EXCHANGES:]
            ]
            self._close_step("fail")

    def _mark(self) -> None:
        if self._output is not None:
            self._heard = self._output.mark()

    def _close_step(self, verdict: StepVerdict) -> None:
        if self._under_way is not None:
            self._steps.append(_step(self._under_way, verdict, stopwatch() - self._since))
            self._last_line = self._under_way.line
            self._under_way = None

    def finish(self, replay: list[str]) -> ScenarioFinished:
        """The event of this scenario. ``replay`` is the command line that runs it again."""
        verdict, reason, failure = self._outcome()
        done = len(self._steps)
        not_run = [_step(each, "not_run", 0.0) for each in self._plan[done:]]
        identity = self.identity
        # A connector that breaks its word takes part, also in what concerns the platforms only.
        alone = identity.platform_only and not isinstance(self._raised, ConnectorError)
        strays = [each for each in self._exchanges() if each.step is None]
        event = ScenarioFinished(
            id=identity.id,
            feature=identity.feature,
            feature_title=identity.feature_title,
            rule=identity.rule,
            name=identity.title,
            clauses=list(identity.clauses),
            level=identity.level,
            platform_only=alone,
            verdict=judge_scenario(verdict, identity.level, platform_only=alone),
            reason=None if reason is None else cut(reason),
            duration_s=stopwatch() - self._began,
            steps=self._steps + not_run,
            failure=failure,
            exchanges=len(self._exchanges()) + self._refused(),
            unattributed=len(strays),
            unattributed_exchanges=[exchange_event(each) for each in strays[-EVIDENCE_EXCHANGES:]],
            facts=shorten(self.facts),
            replay=shell_line(replay),
            readings=list(identity.readings),
            missing_capabilities=list(self._raised.capabilities)
            if isinstance(self._raised, MissingCapability)
            else [],
        )
        # Data that leaves this process must not contain a secret.
        return redact_event(event)

    def _exchanges(self) -> list[Exchange]:
        return self.traffic_log.exchanges if self.traffic_log is not None else []

    def _refused(self) -> int:
        return self.traffic_log.refused if self.traffic_log is not None else 0

    def _outcome(self) -> tuple[Verdict, str | None, Failure | None]:
        error = self._raised
        match error:
            case None:
                return "pass", None, None
            case NotApplicable():
                return "not_applicable", str(error), None
            case NotTestable():
                return "not_testable", str(error), None
            case ExpectationFailed():
                hint = self._hint()
                failure = self._failure(error.what, error.expected, error.actual + hint)
                return "fail", f"{error}{hint}", failure
            case ConnectorError():
                return "fail", str(error), self._failure(str(error), None, None)
            case FeatureMistake() | PlatformError() | NotInCatalogError() if self.identity.own:
                words = f"{self.identity.feature}, line {self._last_line}: {error}"
                return "invalid_feature", words, self._failure(words, None, None)
            case Unreachable():
                return "harness_error", str(error), self._failure(str(error), None, None)
            case _:
                words = f"{type(error).__name__}: {error}"
                return "harness_error", words, self._failure(words, None, _where(error))

    def _hint(self) -> str:
        """Suggest what a failed scenario of the user's own may lack."""
        if self.was_set_up or not self.identity.own:
            return ""
        return (
            "; no step of this scenario sets the integration up. Unless that is meant, add the step"
            " 'Given the integration is active'"
        )

    def _failure(self, message: str, expected: str | None, seen: str | None) -> Failure:
        return Failure(
            step=self._place(),
            message=cut(message),
            expected=None if expected is None else cut(expected),
            actual=None if seen is None else cut(seen),
            output=self._wrote or None,
            exchanges=self._evidence,
        )

    def _place(self) -> str:
        """The step that failed, or where it happened beside the steps."""
        for step in reversed(self._steps):
            if step.verdict == "fail":
                return f"{step.keyword} {step.text}"
        return "after the last step" if self._steps else "before the first step"


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    if trace is None:
        return "no trace"
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"


def _step(step: PlannedStep, verdict: StepVerdict, seconds: float) -> Step:
    return Step(
        keyword=step.keyword,
        text=step.text,
        verdict=verdict,
        duration_s=seconds,
        table=step.table,
        docstring=step.docstring,
    )
