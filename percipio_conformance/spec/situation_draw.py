"""Draws the situations under which the scenarios of the suite run once more.

Each scenario gets one: that which its clauses have met least, so that a clause with several
scenarios meets several situations; then a number derived from the seed decides. Situations that are
for each clause are added until each clause has met them in one of its scenarios.

The draw depends on the seed, on the profile and on the suite, never on the selection of a run.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from percipio_conformance.spec.applicability import applies, needed_capabilities
from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.clauses import ClauseRegistry
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.spec.situations import Situation, load_situations, suitable_situations
from percipio_conformance.spec.tags import read_tags


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A scenario that can run under situations: its id, its clauses, and the situations."""

    id: str
    clauses: tuple[str, ...]
    situations: tuple[str, ...]


def draw_situation(scenario: str, suitable: Sequence[Situation], seed: int) -> list[Situation]:
    """Returns the situation for a scenario of the user's own; none if there is no suitable one."""
    return [min(suitable, key=lambda each: _number(seed, scenario, each.id))] if suitable else []


def draw_situations(
    registry: ClauseRegistry, profile: Profile, seed: int
) -> Mapping[str, frozenset[str]]:
    """Returns the ids of situations by the id of a scenario of the suite.

    Scenarios that do not involve the connector, or do not apply under the profile, have none.
    """
    candidates = sorted(_candidates(registry, profile), key=lambda each: _number(seed, each.id, ""))
    for_each_clause = {each.id for each in load_situations().values() if each.for_each_clause}
    met: Counter[tuple[str, str]] = Counter()
    drawn: dict[str, set[str]] = defaultdict(set)

    def draw(scenario: _Candidate, situation: str) -> None:
        drawn[scenario.id].add(situation)
        met.update((clause, situation) for clause in scenario.clauses)

    for each in candidates:
        draw(each, min(each.situations, key=lambda it: _times_met(each, it, met, seed)))
    for each in candidates:
        for situation in each.situations:
            if situation in for_each_clause and any(
                (clause, situation) not in met for clause in each.clauses
            ):
                draw(each, situation)
    return {scenario: frozenset(situations) for scenario, situations in drawn.items()}


def situations_by_clause(registry: ClauseRegistry) -> Mapping[str, Sequence[Situation]]:
    """Returns the situations that can occur in a scenario of a clause, by the id of the clause."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in builtin_scenarios():
        tags = read_tags(each.tags)
        if not tags.platform_only:
            suitable = suitable_situations(each.id, needed_capabilities(tags, registry))
            for clause in tags.clauses:
                found[clause] |= {situation.id for situation in suitable}
    known = load_situations().values()
    return {clause: [each for each in known if each.id in ids] for clause, ids in found.items()}


def _times_met(
    scenario: _Candidate, situation: str, met: Mapping[tuple[str, str], int], seed: int
) -> tuple[int, int, bytes]:
    """Returns how often the scenario's clauses have met the situation, as a key for sorting."""
    times = [met[clause, situation] for clause in scenario.clauses]
    return sum(each > 0 for each in times), sum(times), _number(seed, scenario.id, situation)


def _candidates(registry: ClauseRegistry, profile: Profile) -> Iterator[_Candidate]:
    for each in builtin_scenarios():
        tags = read_tags(each.tags)
        if tags.platform_only or not applies(tags, profile):
            continue
        suitable = suitable_situations(each.id, needed_capabilities(tags, registry))
        if suitable:
            situations = tuple(situation.id for situation in suitable)
            yield _Candidate(each.id, tags.clauses, situations)


def _number(seed: int, scenario: str, situation: str) -> bytes:
    text = f"{seed}:{scenario}:{situation}"
    return hashlib.blake2b(text.encode(), digest_size=8).digest()
