"""Performs the generated sequences of a run, and shortens those that violate a requirement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from percipio_conformance.core.events import LEVELS, Level, SequencePlayed
from percipio_conformance.core.outcomes import (
    ConnectorError,
    ExpectationFailed,
    MissingCapability,
    NotTestable,
)
from percipio_conformance.runner.recorder import ScenarioRecorder
from percipio_conformance.runner.run import RunOptions
from percipio_conformance.runner.session import START_TIME, Session
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.actions.sequence import ActionSequence
from percipio_conformance.stateful.checks.postcondition import ACTIVE_CLAUSES
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.generation import CoveringSequences, is_possible
from percipio_conformance.stateful.integration import IntegrationDomain
from percipio_conformance.stateful.runner import (
    Budget,
    Ending,
    Failed,
    SequenceRunner,
    abilities,
)
from percipio_conformance.stateful.shrinking import Shrinker

MOST_WORLDS = 30
"""Number of worlds in which a failing sequence is shortened. Each sequence has its own, so that
its result depends on no other one."""

NO_LIMIT = 10**9


class SequencePerformer:
    """The sequences of one process; they begin with the first one."""

    def __init__(self, session: Session, asked: RunOptions) -> None:
        self._session = session
        self._asked = asked
        self._domain = IntegrationDomain()

    def perform(
        self, number: int, recorder: ScenarioRecorder, use: Callable[[ScenarioRecorder], None]
    ) -> None:
        """Perform the sequence with this number.

        Args:
            recorder: records it.
            use: replaces the recorder by one of the shortened sequence.

        Raises:
            ExpectationFailed: the connector violates a requirement; the recorder in use says which.
            ConnectorError: the connector violated the protocol or ended.
            MissingCapability: the connector does not synchronize courses.
            NotTestable: this connector cannot run sequences.
        """
        sequence = self._sequences[number]
        ending = self._runner.run(sequence, unbounded=True, recorder=recorder)
        performed = ending.number if isinstance(ending, Failed) else len(sequence.actions)
        _note_failure(recorder, ending)
        played = SequencePlayed(
            actions=[each.name for each in sequence.actions],
            performed=performed,
            values=[value for each in sequence.actions[:performed] for value in each.values],
        )
        recorder.identity = replace(recorder.identity, sequence=played)
        if not isinstance(ending, Failed):
            return
        if isinstance(ending.error, ConnectorError):
            # Each repetition might take until a timeout, and a run has a limit of timeouts.
            self._blame(recorder, sequence, ending)
            raise ending.error
        shortened = self._shortened(sequence, ending)
        if shortened is None:
            self._blame(recorder, sequence, ending)
            raise _error(ending, "; a second run of the same sequence ended differently")
        short = ScenarioRecorder(recorder.identity)
        broken = self._runner.run(shortened, unbounded=True, recorder=short)
        if not isinstance(broken, Failed):
            self._blame(recorder, sequence, ending)
            raise _error(ending, "; a shorter sequence violated it once and met it once")
        self._blame(short, shortened, broken)
        use(short)
        raise _error(broken)

    def repeat(self, number: int, first: SequencePerformer, recorder: ScenarioRecorder) -> None:
        """Perform the sequence of the performer ``first``, which has another connector.

        Raises:
            ExpectationFailed: the connector violates a requirement.
            ConnectorError: the connector violated the protocol or ended.
            MissingCapability: the connector does not synchronize courses.
            NotTestable: this connector cannot run the sequence.
        """
        sequence, assumed = first._sequences[number], first._assumptions
        own = self._assumptions
        lacks_statistics = assumed.with_statistics and not own.with_statistics
        if lacks_statistics or not is_possible(self._domain, own, sequence.actions):
            raise NotTestable("the actions of the sequence are not possible with this connector")
        # The model of the other connector: both must start from the same steps.
        runner = SequenceRunner(
            self._session, self._domain, assumed, Budget(NO_LIMIT), offers_catalog=False
        )
        ending = runner.run(sequence, unbounded=True, recorder=recorder)
        _note_failure(recorder, ending)
        if isinstance(ending, Failed):
            raise _error(ending)

    def _shortened(self, sequence: ActionSequence, first: Failed) -> ActionSequence | None:
        """The shortest sequence that was found; None if the sequence does not fail again."""
        second = self._runner.run(sequence, unbounded=True)
        if not isinstance(second, Failed) or second.violation.kind != first.violation.kind:
            return None
        shrinker = Shrinker(
            self._run_again,
            lambda actions: is_possible(self._domain, self._assumptions, actions),
            lambda: shrinker.runs < MOST_WORLDS,
        )
        try:
            return shrinker.shrink(sequence, first)[0]
        except NotTestable:
            # The connector reached its limit of timeouts, so the sequence stays as it is.
            return sequence

    def _run_again(self, sequence: ActionSequence) -> Ending:
        return self._runner.run(sequence, unbounded=True)

    def _blame(self, recorder: ScenarioRecorder, sequence: ActionSequence, broken: Failed) -> None:
        """Give the recorder the violated clauses, and the level at which they are judged."""
        actions = sequence.actions[: broken.number]
        readings = self._readings(actions, broken.violation.kind)
        levels: list[Level] = [each.judged_at for each in actions]
        if readings:
            levels.append("profile")
        # No circumstance excuses a connector that breaks down.
        if isinstance(broken.error, ConnectorError):
            levels = []
        identity, clauses = recorder.identity, broken.violation.clauses or ACTIVE_CLAUSES
        recorder.identity = replace(
            identity,
            rule=load_registry().clause(clauses[0]).sentence.rstrip("."),
            title=f"{identity.name}: {broken.violation.what}",
            clauses=clauses,
            level=max(levels, key=LEVELS.index, default="must"),
            readings=readings,
        )

    def _readings(self, actions: tuple[Action, ...], kind: str) -> tuple[str, ...]:
        model = self._domain.model(self._assumptions, START_TIME)
        for action in actions:
            model.apply(action)
        reading = self._asked.profile.reading
        return tuple(f"{each}.{reading(each)}" for each in sorted(model.relies_on(kind)))

    @cached_property
    def _assumptions(self) -> Assumptions:
        restarts, follows_clock = abilities(self._session)
        described = self._session.description or {}
        capabilities = frozenset(described["capabilities"])
        if self._domain.capability not in capabilities:
            raise MissingCapability([self._domain.capability])
        return Assumptions(self._asked.profile, capabilities, restarts, follows_clock == "full")

    @cached_property
    def _sequences(self) -> CoveringSequences:
        return CoveringSequences(self._domain, self._assumptions, self._asked.seed)

    @cached_property
    def _runner(self) -> SequenceRunner:
        # A sequence has some ten runs, and each would synchronize the items of --catalog.
        return SequenceRunner(
            self._session,
            self._domain,
            self._assumptions,
            Budget(NO_LIMIT),
            offers_catalog=False,
        )


def _note_failure(recorder: ScenarioRecorder, ending: Ending) -> None:
    """Keep the failed step for a comparison, before the sequence is shortened."""
    if recorder.observation is not None and isinstance(ending, Failed):
        then = ending.violation.then[0]
        recorder.observation.failed_step = f"after action {ending.number}: {then}"


def _error(broken: Failed, more: str = "") -> ExpectationFailed | ConnectorError:
    # A shorter sequence may break the connection instead.
    if isinstance(broken.error, ConnectorError):
        return broken.error
    violation = broken.violation
    return ExpectationFailed(
        violation.what, expected=violation.expected, actual=violation.actual + more
    )
