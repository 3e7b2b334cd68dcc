"""Connectors whose faults take a sequence to show, and a search for what they do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from percipio_conformance.clock.clock import WorldClock
from percipio_conformance.connectors.control_client import ConnectorDriver
from percipio_conformance.connectors.under_test import InProcessReference, Subject
from percipio_conformance.network.network import Venue
from percipio_conformance.network.traffic_log import Journal
from percipio_conformance.runner.run import Asked
from percipio_conformance.runner.selection import Choice
from percipio_conformance.runner.session import Theatre
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.stateful.domain import Half, Terms
from percipio_conformance.stateful.runner import can_restart
from percipio_conformance.stateful.search import Finding, Search
from reference_impl.rules.course_decision import Fate, Known, fate_of
from reference_impl.rules_table import REFERENCE, Parts
from tools.mutants.registry import load_mutants


def search(
    make: Callable[[], Subject],
    half: Half,
    *,
    examples: int,
    requests: int = 50_000,
    seed: int = 0,
    profile: str = "article",
) -> Finding:
    """What histories of this half find about the connector."""
    judged_by = load_profile(profile)
    asked = Asked(
        seed=seed,
        profile=judged_by,
        transport="in-process",
        catalogue=None,
        report=None,
        choice=Choice(),
        narrowed=True,
    )
    theatre = Theatre(asked, make, [])
    try:
        restarts = can_restart(theatre)
        assert theatre.description is not None
        terms = Terms(judged_by, frozenset(theatre.description["capabilities"]), restarts)
        return Search(theatre, half, terms, seed=seed, requests=requests).run(examples)
    finally:
        theatre.close()


def broken(name: str) -> Subject:
    """A connector of the catalogue; only those that patch no module may share our process."""
    return load_mutants()[name].mutant.make()


def loses_completions_to_a_look_back() -> Subject:
    return broken("loses_completions_to_a_look_back")


def makes_a_second_course() -> Subject:
    return broken("makes_a_second_course")


def _forgets_news_of_retired_items(
    known: Known | None,
    *,
    active: bool,
    wanted: bool,
    fingerprint: bytes,
    archive_retired: bool,
) -> Fate:
    fate = fate_of(
        known,
        active=active,
        wanted=wanted,
        fingerprint=fingerprint,
        archive_retired=archive_retired,
    )
    return replace(fate, write=False) if fate.restore else fate


def forgets_news_of_retired_items() -> Subject:
    """Restores a course as it was: what changed while it was retired is lost until it changes."""
    return InProcessReference(replace(REFERENCE, fate_of=_forgets_news_of_retired_items))


class EverySecondWorld(InProcessReference):
    """Broken in one world and sound in the next, as a race is that one loses now and then."""

    def __init__(self) -> None:
        super().__init__()
        self._broken: Parts = replace(REFERENCE, is_active=lambda item, now: False)
        self._begun = 0

    async def begin(self, venue: Venue, clock: WorldClock, journal: Journal) -> ConnectorDriver:
        self._begun += 1
        self._parts = REFERENCE if self._begun % 2 else self._broken
        return await super().begin(venue, clock, journal)
