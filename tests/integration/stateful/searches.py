"""Connectors whose faults take a sequence to show, and a search for what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import ControlProtocol
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import TrafficLog
from percipio_conformance.runner.run import RunOptions
from percipio_conformance.runner.session import Session
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.actions.sequence import ActionSequence
from percipio_conformance.stateful.domain import Assumptions, Domain
from percipio_conformance.stateful.performer import NO_LIMIT
from percipio_conformance.stateful.runner import Budget, Ending, SequenceRunner, abilities
from percipio_conformance.stateful.search import Finding, Search
from percipio_conformance.world.world import World
from reference_impl.rules.course_decision import CourseDecision, Known, decide
from reference_impl.rules_table import DEFAULT_RULES, Rules
from tools.mutants.registry import load_mutants


def search(
    make: Callable[[], ConnectorUnderTest],
    domain: Domain,
    *,
    examples: int,
    requests: int = 50_000,
    seed: int = 0,
    profile: str = "article",
) -> Finding:
    """The finding of sequences of this domain for the connector."""
    with _session(make, seed, profile) as (session, assumptions):
        return Search(session, domain, assumptions, seed=seed, requests=requests).run(examples)


def perform(domain: Domain, actions: tuple[Action, ...]) -> Ending:
    """The ending of these actions for the reference connector."""
    with _session(InProcessReference, 0, "article") as (session, assumptions):
        runner = SequenceRunner(session, domain, assumptions, Budget(NO_LIMIT))
        return runner.run(ActionSequence("sequences/of/a/test", actions), unbounded=True)


@contextmanager
def world_of_reference() -> Iterator[World]:
    """A world of the reference connector in which nothing has happened."""
    with (
        _session(InProcessReference, 0, "article") as (session, _),
        session.world("sequences/of/a/test") as world,
    ):
        yield world


@contextmanager
def _session(
    make: Callable[[], ConnectorUnderTest], seed: int, profile: str
) -> Iterator[tuple[Session, Assumptions]]:
    judged_by = load_profile(profile)
    session = Session(RunOptions(seed=seed, profile=judged_by, narrowed=True), make, [])
    try:
        restarts, _ = abilities(session)
        assert session.description is not None
        capabilities = frozenset(session.description["capabilities"])
        yield session, Assumptions(judged_by, capabilities, restarts)
    finally:
        session.close()


def broken(name: str) -> ConnectorUnderTest:
    """A connector of the catalog; only those that patch no module may share our process."""
    return load_mutants()[name].mutant.make()


def loses_completions_to_a_look_back() -> ConnectorUnderTest:
    return broken("loses_completions_to_a_look_back")


def makes_a_second_course() -> ConnectorUnderTest:
    return broken("makes_a_second_course")


def _forgets_news_of_retired_items(
    known: Known | None,
    *,
    active: bool,
    wanted: bool,
    fingerprint: bytes,
    archive_retired: bool,
) -> CourseDecision:
    fate = decide(
        known,
        active=active,
        wanted=wanted,
        fingerprint=fingerprint,
        archive_retired=archive_retired,
    )
    return replace(fate, write=False) if fate.restore else fate


def forgets_news_of_retired_items() -> ConnectorUnderTest:
    """Restores a course as it was: what changed while it was retired is lost until it changes."""
    return InProcessReference(replace(DEFAULT_RULES, fate_of=_forgets_news_of_retired_items))


class EverySecondWorld(InProcessReference):
    """Broken in one world and sound in the next, as a race is that one loses now and then."""

    def __init__(self) -> None:
        super().__init__()
        self._broken: Rules = replace(DEFAULT_RULES, is_active=lambda item, now: False)
        self._begun = 0

    async def begin(
        self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog
    ) -> ControlProtocol:
        self._begun += 1
        self._rules = DEFAULT_RULES if self._begun % 2 else self._broken
        return await super().begin(network, clock, traffic_log)
