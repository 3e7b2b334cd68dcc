"""Counts where the situations of a run occurred, and what its generated sequences reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from percipio_conformance.core.events import (
    ScenarioFinished,
    SequenceReach,
    SituationMet,
    SituationReach,
)
from percipio_conformance.results.action_pairs import pairs_of, parts_of
from percipio_conformance.results.clause_verdict import TESTED
from percipio_conformance.spec.schema_fields import number_of_values
from percipio_conformance.spec.situations import load_situations


def reach_of(scenarios: Iterable[ScenarioFinished]) -> list[SituationReach]:
    """Returns the reach of each situation in ``scenarios``, in the order of the register."""
    under: dict[str, list[tuple[ScenarioFinished, SituationMet]]] = {}
    for each in scenarios:
        if each.situation is not None:
            under.setdefault(each.situation.id, []).append((each, each.situation))
    order = list(load_situations())
    # The events may come from a version with other situations.
    known = sorted(under, key=lambda each: order.index(each) if each in order else len(order))
    return [_reach(under[each]) for each in known]


def reach_of_sequences(scenarios: Iterable[ScenarioFinished]) -> SequenceReach | None:
    """Returns what the generated sequences in ``scenarios`` reached; None without any."""
    sequences = [(each, each.sequence) for each in scenarios if each.sequence is not None]
    if not sequences:
        return None
    ran = [played for each, played in sequences if each.verdict in TESTED]
    performed = [played.actions[: played.performed] for played in ran]
    return SequenceReach(
        sequences=len(sequences),
        ran=len(ran),
        actions=sum(map(len, performed)),
        kinds=len({part for actions in performed for each in actions for part in parts_of(each)}),
        pairs=len({pair for actions in performed for pair in pairs_of(actions)}),
        values=len({value for played in ran for value in played.values}),
        known_values=number_of_values(),
    )


def _reach(under: Sequence[tuple[ScenarioFinished, SituationMet]]) -> SituationReach:
    ran = [each for each in under if each[0].verdict in TESTED]
    occurred = [scenario for scenario, met in ran if met.occurred]
    return SituationReach(
        id=under[0][1].id,
        phrase=under[0][1].phrase,
        scenarios=len(under),
        ran=len(ran),
        occurred=len(occurred),
        clauses=len({clause for each, _ in ran for clause in each.clauses}),
        clauses_reached=len({clause for each in occurred for clause in each.clauses}),
    )
