"""Records one scenario and creates its event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fake_lms.core.errors import PlatformError
from fake_percipio.catalog.catalog import NotInCatalogError
from percipio_conformance.connectors.output import Output
from percipio_conformance.core.events import (
    LEVELS,
    Failure,
    Level,
    ScenarioFinished,
    SequencePlayed,
    SituationMet,
    Step,
    StepVerdict,
    Verdict,
)
from percipio_conformance.core.events import Exchange as ShownExchange
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
from percipio_conformance.core.scenario_ids import scenario_id
from percipio_conformance.network.evidence import exchange_event
from percipio_conformance.network.traffic_log import Exchange, TrafficLog
from percipio_conformance.results.clause_verdict import judge_scenario
from percipio_conformance.spec.situations import Situation

if TYPE_CHECKING:
    from percipio_conformance.differences.observation import Observation
    from percipio_conformance.world.world import World

EVIDENCE_EXCHANGES = 12
"""The number of exchanges that a failure contains: the last ones before it."""


@dataclass(frozen=True, slots=True)
class ScenarioInfo:
    """The identity of a scenario, and the properties that its verdict depends on."""

    feature: str
    feature_title: str
    rule: str
    name: str
    title: str
    """The name with the values of its row in place of the placeholders."""
    example: str
    clauses: tuple[str, ...]
    level: Level
    platform_only: bool
    readings: tuple[str, ...] = ()
    capabilities: frozenset[str] = frozenset()
    """What a connector must declare for the scenario to apply."""
    own: bool = False
    """Whether the feature is the user's own. A mistake in it is the user's, not of the suite."""
    situation: Situation | None = None
    """What happens around the steps."""
    sequence: SequencePlayed | None = None
    """The actions, if it is a generated sequence and no scenario."""

    @property
    def id(self) -> str:
        situation = self.situation.id if self.situation is not None else ""
        return scenario_id(self.feature, self.name, self.example, situation)

    @property
    def plain_id(self) -> str:
        """The id of the same scenario without a situation."""
        return scenario_id(self.feature, self.name, self.example)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of a feature file; ``line`` counts from 1."""

    keyword: str
    text: str
    line: int = 0
    table: list[list[str]] = field(default_factory=list)
    docstring: str | None = None


@dataclass
class ScenarioRecorder:
    """Records one scenario while it runs."""

    identity: ScenarioInfo
    traffic_log: TrafficLog | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    was_set_up: bool = True
    """Whether a step has set up the integration; without it, a connector does nothing."""
    occurred: int = 0
    """How many times the situation has occurred so far."""
    involved_the_connector: Callable[[], bool] = lambda: True
    """Returns whether the connector has had something to do so far."""
    observation: Observation | None = None
    """What people see, if the connector is compared with another one."""
    _steps: list[Step] = field(default_factory=list)
    _plan: list[PlannedStep] = field(default_factory=list)
    _current: PlannedStep | None = None
    _since: float = 0.0
    _began: float = field(default_factory=stopwatch)
    _raised: BaseException | None = None
    _evidence: list[ShownExchange] = field(default_factory=list)
    _output: Output | None = None
    _output_mark: int = 0
    _failed_output: str | None = None
    _last_line: int = 0

    @property
    def error(self) -> BaseException | None:
        """The error that ended the scenario early."""
        return self._raised

    def listen(self, output: Output | None) -> None:
        """Records the output of the connector's process from now on, for a failed step."""
        self._output = output
        self._mark()

    def plan(self, steps: list[PlannedStep]) -> None:
        """Sets the steps of the scenario."""
        self._plan = steps

    def step_begins(self, step: PlannedStep) -> None:
        self._current = step
        self._since = stopwatch()
        if self.traffic_log is not None:
            self.traffic_log.step = f"{step.keyword} {step.text}"
        self._mark()

    def look_at(self, world: World) -> None:
        """Observes what people see after the latest step, for a comparison with a connector."""
        if self.observation is None:
            return
        number = len(self._steps) + (self._current is not None)
        last = self._current or self._steps[-1]
        text = f"{last.keyword} {last.text}"
        if self.identity.sequence is not None and number > 1:
            # The last step is a wait, which a sequence repeats after most of its actions.
            before = self._steps[number - 2]
            text = f"step {number}: {before.keyword} {before.text}, {text}"
        self.observation.take(world, number, text)

    def step_ends(self) -> None:
        self._close_step("pass")
        if self.traffic_log is not None:
            self.traffic_log.step = None

    def raised(self, error: BaseException) -> None:
        """Records the error that ends the scenario; later errors are ignored."""
        if self._raised is None:
            self._raised = error
            self._failed_output = (
                self._output.since(self._output_mark) if self._output is not None else None
            )
            self._evidence = [
                exchange_event(each) for each in self._exchanges()[-EVIDENCE_EXCHANGES:]
            ]
            self._close_step("fail")

    def _mark(self) -> None:
        if self._output is not None:
            self._output_mark = self._output.mark()

    def _close_step(self, verdict: StepVerdict) -> None:
        if self._current is not None:
            self._steps.append(_step(self._current, verdict, stopwatch() - self._since))
            self._last_line = self._current.line
            self._current = None

    def finish(self, replay: list[str]) -> ScenarioFinished:
        """Returns the event of this scenario; ``replay`` is the command that runs it again."""
        verdict, reason, failure = self._outcome()
        done = len(self._steps)
        not_run = [_step(each, "not_run", 0.0) for each in self._plan[done:]]
        identity = self.identity
        # A violation of the protocol involves the connector, even in a platform-only scenario.
        alone = identity.platform_only and not isinstance(self._raised, ConnectorError)
        level = self._level()
        strays = [each for each in self._exchanges() if each.step is None]
        event = ScenarioFinished(
            id=identity.id,
            feature=identity.feature,
            feature_title=identity.feature_title,
            rule=identity.rule,
            name=identity.title,
            clauses=list(identity.clauses),
            level=level,
            platform_only=alone,
            verdict=judge_scenario(verdict, level, platform_only=alone),
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
            situation=self._situation(),
            sequence=identity.sequence,
        )
        # Data that leaves this process must not contain a secret.
        return redact_event(event)

    def _level(self) -> Level:
        """The level to judge at: that of the scenario, or of the situation if it is less strict.

        No situation excuses a connector that breaks down.
        """
        situation = self.identity.situation
        if situation is None or isinstance(self._raised, ConnectorError):
            return self.identity.level
        return max(self.identity.level, situation.level, key=LEVELS.index)

    def _situation(self) -> SituationMet | None:
        situation = self.identity.situation
        if situation is None:
            return None
        return SituationMet(id=situation.id, phrase=situation.phrase, occurred=self.occurred)

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
                message = f"{self.identity.feature}, line {self._last_line}: {error}"
                return "invalid_feature", message, self._failure(message, None, None)
            case Unreachable():
                return "harness_error", str(error), self._failure(str(error), None, None)
            case _:
                message = f"{type(error).__name__}: {error}"
                return "harness_error", message, self._failure(message, None, _where(error))

    def _hint(self) -> str:
        """Suggests a missing step for a failed scenario of the user."""
        if self.was_set_up or not self.identity.own:
            return ""
        return (
            "; no step of this scenario sets the integration up. Unless that is meant, add the step"
            " 'Given the integration is active'"
        )

    def _failure(self, message: str, expected: str | None, actual: str | None) -> Failure:
        return Failure(
            step=self._place(),
            message=cut(message),
            expected=None if expected is None else cut(expected),
            actual=None if actual is None else cut(actual),
            output=self._failed_output or None,
            exchanges=self._evidence,
        )

    def _place(self) -> str:
        """Returns the failed step, or the place of an error outside the steps."""
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
