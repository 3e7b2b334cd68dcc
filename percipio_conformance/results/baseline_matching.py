"""Compares a run with a baseline: marks known failures, and lists the outdated entries.

A failed scenario is a known failure if an entry names it, or if entries name all clauses for which
it is judged. A failed clause is a known failure if an entry names it, or if all its failed
scenarios are known failures. A harness error is never a known failure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from percipio_conformance.core.events import ClauseJudged, KnownFailure, ScenarioFinished, Verdict
from percipio_conformance.core.scenario_ids import is_sequence, split_situation
from percipio_conformance.core.text import did_you_mean
from percipio_conformance.spec.builtin_features import builtin_scenarios, scenarios_of
from percipio_conformance.spec.clauses import ClauseRegistry, UnknownClause
from percipio_conformance.spec.situations import load_situations

FOUND_FAULT: frozenset[Verdict] = frozenset({"fail", "warn"})


def mark_scenario(
    scenario: ScenarioFinished, entries: Iterable[KnownFailure], selected: Collection[str] = ()
) -> ScenarioFinished:
    """Marks a failed scenario as a known failure if the entries list it.

    Args:
        selected: the clauses requested by id; empty means all clauses of the scenario.
    """
    if scenario.verdict not in FOUND_FAULT:
        return scenario
    by_name = {each.what: each for each in entries}
    judged = [each for each in scenario.clauses if not selected or each in selected]
    # What fails without a situation fails under it as well.
    known = by_name.get(scenario.id) or by_name.get(split_situation(scenario.id)[0])
    if known is None and judged and all(each in by_name for each in judged):
        known = by_name[judged[0]]
    return msgspec.structs.replace(scenario, known_failure=known)


def mark_clauses(
    clauses: Iterable[ClauseJudged],
    scenarios: Iterable[ScenarioFinished],
    entries: Iterable[KnownFailure],
) -> list[ClauseJudged]:
    """Marks the failed clauses that are known failures; ``scenarios`` must be marked already."""
    by_name = {each.what: each for each in entries}
    of_scenario = {each.id: each.known_failure for each in scenarios}
    marked = []
    for clause in clauses:
        known = by_name.get(clause.id)
        entries_of_failed = [of_scenario[each] for each in clause.failed]
        if known is None and all(entries_of_failed):
            known = next(iter(entries_of_failed), None)
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
    """Returns a sentence for each entry that is out of date ``today`` (``YYYY-MM-DD``).

    An entry is out of date if its clause or scenario passes, if it has expired, or if it names no
    clause or scenario that can fail. Clauses and scenarios that this run omitted are not judged.
    """
    verdicts: dict[str, Verdict] = {each.id: each.verdict for each in clauses}
    verdicts |= {each.id: each.verdict for each in scenarios}
    ran = frozenset(each.id for each in scenarios)
    return [
        sentence for entry in entries for sentence in _about(entry, today, verdicts, ran, registry)
    ]


def ran_whole(what: str, ran: frozenset[str]) -> bool:
    """Returns whether ``ran`` contains the scenario, or all scenarios of the clause.

    A narrowed run omits some scenarios of a clause, and then the clause is not known to pass.
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
    invalid = _invalid_id(what, ran, registry)
    if invalid is not None:
        yield invalid
    elif verdicts.get(what) == "pass" and ran_whole(what, ran):
        yield f"{what} passes now; remove its entry"
    elif entry.expires < today:
        yield (
            f"{what}: the entry expired on {entry.expires}; {entry.owner} must repair the connector"
            " or set another day"
        )


def _invalid_id(what: str, ran: frozenset[str], registry: ClauseRegistry) -> str | None:
    if "::" in what:
        written = {each.id for each in builtin_scenarios()} | ran
        scenario, situation = split_situation(what)
        known = scenario in written or is_sequence(scenario)
        if what in written or (known and (situation is None or situation in load_situations())):
            return None
        return f"{what} is not a scenario of the suite.{did_you_mean(what, written)}"
    try:
        clause = registry.clause(what)
    except UnknownClause as error:
        return str(error)
    if clause.unobservable is not None or clause.planned:
        return f"{what} has no scenario and cannot fail; remove its entry"
    return None
