"""Holding a run against a baseline: what fails as known, and what in the baseline is out of date.

A scenario is known to fail when an entry names it, or when entries name every clause it is judged
for. A clause is known to fail when an entry names it, or when each scenario that found fault with
it is known. Our own faults are never known ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from percipio_conformance.core.events import ClauseJudged, KnownFailure, ScenarioFinished, Verdict
from percipio_conformance.core.text import did_you_mean
from percipio_conformance.spec.builtin_features import builtin_scenarios, scenarios_of
from percipio_conformance.spec.clauses import ClauseRegistry, UnknownClause

FOUND_FAULT: frozenset[Verdict] = frozenset({"fail", "warn"})


def mark_scenario(
    scenario: ScenarioFinished, entries: Iterable[KnownFailure], selected: Collection[str] = ()
) -> ScenarioFinished:
    """The scenario, marked where it fails as an entry says.

    ``selected`` are the clauses asked for by id; empty means all of the scenario's own.
    """
    if scenario.verdict not in FOUND_FAULT:
        return scenario
    by_name = {each.what: each for each in entries}
    judged = [each for each in scenario.clauses if not selected or each in selected]
    known = by_name.get(scenario.id)
    if known is None and judged and all(each in by_name for each in judged):
        known = by_name[judged[0]]
    return msgspec.structs.replace(scenario, known_failure=known)


def mark_clauses(
    clauses: Iterable[ClauseJudged],
    scenarios: Iterable[ScenarioFinished],
    entries: Iterable[KnownFailure],
) -> list[ClauseJudged]:
    """The clauses, marked where they fail as entries say; ``scenarios`` are marked already."""
    by_name = {each.what: each for each in entries}
    of_scenario = {each.id: each.known_failure for each in scenarios}
    marked = []
    for clause in clauses:
        known = by_name.get(clause.id)
        told = [of_scenario[each] for each in clause.failed]
        if known is None and all(told):
            known = next(iter(told), None)
        if clause.verdict in FOUND_FAULT and known is not None:
            marked.append(msgspec.structs.replace(clause, known_failure=known))
        else:
            marked.append(clause)
    return marked


def out_of_date(
    entries: Iterable[KnownFailure],
    today: str,
    clauses: Sequence[ClauseJudged],
    scenarios: Sequence[ScenarioFinished],
    registry: ClauseRegistry,
) -> list[str]:
    """What is wrong with the entries today (``YYYY-MM-DD``), one sentence each.

    An entry is out of date when what it names passes, when its day is over, or when there is
    nothing of that name that could fail. What this run left out is not judged.
    """
    verdicts: dict[str, Verdict] = {each.id: each.verdict for each in clauses}
    verdicts |= {each.id: each.verdict for each in scenarios}
    ran = frozenset(each.id for each in scenarios)
    return [
        sentence for entry in entries for sentence in _about(entry, today, verdicts, ran, registry)
    ]


def ran_whole(what: str, ran: frozenset[str]) -> bool:
    """Whether a scenario, or every scenario of a clause, is among those that ``ran``.

    A clause passes only when all its scenarios had their say: a narrowed run leaves some out.
    """
    return what in ran if "::" in what else scenarios_of(what) <= ran


def _about(
    entry: KnownFailure,
    today: str,
    verdicts: dict[str, Verdict],
    ran: frozenset[str],
    registry: ClauseRegistry,
) -> Iterator[str]:
    what = entry.what
    nothing = _names_nothing(what, ran, registry)
    if nothing is not None:
        yield nothing
    elif verdicts.get(what) == "pass" and ran_whole(what, ran):
        yield f"{what} passes now; remove its entry"
    elif entry.expires < today:
        yield (
            f"{what}: the entry expired on {entry.expires}; {entry.owner} has to repair it or to"
            " set another day"
        )


def _names_nothing(what: str, ran: frozenset[str], registry: ClauseRegistry) -> str | None:
    if "::" in what:
        written = {each.id for each in builtin_scenarios()} | ran
        if what in written:
            return None
        return f"{what} is not a scenario of the suite.{did_you_mean(what, written)}"
    try:
        clause = registry.clause(what)
    except UnknownClause as error:
        return str(error)
    if clause.unobservable is not None or clause.planned:
        return f"{what} has no scenario and cannot fail; remove its entry"
    return None
