"""The rules that derive the verdict on a clause from its scenarios.

A scenario of level ``profile`` or ``derived`` that fails is a ``warn``. A scenario that does not
involve the connector and fails is a ``harness_error``: the fault is in the simulated world.

The verdict on a clause is the first that applies:

1. it cannot be observed, or no scenario of it ran         not_testable
2. a scenario of it ended with a harness error             harness_error
3. a scenario of the user has a mistake                    invalid_feature
4. it is a must clause and a must scenario of it failed    fail
5. any other scenario of it failed                         warn
6. no scenario of it applies to this connector             not_applicable
7. a scenario that applies could not run; one under a      not_testable
   situation counts only if none of it ran without one
8. doing nothing passes it, and its counterpart did not    not_testable
   pass in the same run
9. every scenario that applies passed                      pass
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from percipio_conformance.core.events import (
    LEVELS,
    VERDICTS,
    ClauseJudged,
    FailOn,
    Level,
    ScenarioFinished,
    Verdict,
)
from percipio_conformance.results.scenario_tally import ScenarioTally
from percipio_conformance.results.summary_text import readings_of, situations_of

if TYPE_CHECKING:
    from percipio_conformance.spec.clauses import ByDefault, Clause

TESTED: frozenset[Verdict] = frozenset({"pass", "fail", "warn"})
FAULTY: frozenset[Verdict] = frozenset({"fail", "warn", "harness_error", "invalid_feature"})


class ClauseVerdict(NamedTuple):
    """A verdict and its reason; a pass may have none."""

    verdict: Verdict
    reason: str | None = None


def judge_scenario(outcome: Verdict, level: Level, *, platform_only: bool = False) -> Verdict:
    """Derives the verdict on a scenario from its outcome, its level and ``platform_only``."""
    if outcome not in ("fail", "warn"):
        return outcome
    if platform_only:
        return "harness_error"
    return "fail" if level == "must" else "warn"


def judge_clause(clause: Clause, outcomes: Sequence[ScenarioFinished]) -> ClauseVerdict:
    """Derives the verdict on ``clause`` from its scenarios in this run, in any order."""
    ran = sorted(outcomes, key=lambda each: each.id)
    if clause.unobservable is not None:
        if ran:
            return ClauseVerdict(
                "harness_error",
                f"the register calls this clause unobservable, yet {ran[0].id} verifies it:"
                " correct one of the two",
            )
        return ClauseVerdict("not_testable", clause.unobservable)
    if not ran:
        return ClauseVerdict(
            "not_testable", "planned" if clause.planned else "no scenario of it was run"
        )
    verdicts = [
        judge_scenario(each.verdict, each.level, platform_only=each.platform_only) for each in ran
    ]
    tally = ScenarioTally(list(zip(ran, verdicts, strict=True)))
    verdict, reason = _first_rule(clause.level, tally)
    if verdict == "pass" and clause.by_default is not None:
        kept = _by_default(clause.by_default)
        return ClauseVerdict("pass", f"{reason}; {kept}" if reason else kept)
    return ClauseVerdict(verdict, reason)


def _first_rule(level: Level, tally: ScenarioTally) -> ClauseVerdict:
    found = tally.found
    if "harness_error" in found:
        return ClauseVerdict(
            "harness_error",
            f"{tally.share('harness_error')} could not be judged{tally.cause('harness_error')}",
        )
    if "invalid_feature" in found:
        return ClauseVerdict(
            "invalid_feature",
            f"{tally.share('invalid_feature')} cannot be judged, because of a mistake in the"
            f" feature{tally.cause('invalid_feature')}",
        )
    if "fail" in found and level == "must":
        warned = tally.number("warn", without=["fail"])
        more = f", and {_more_warned(warned)}" if warned else ""
        under = tally.only_under("fail")
        return ClauseVerdict("fail", f"{tally.share('fail')} failed{under}{more}")
    if found & {"fail", "warn"}:
        under = tally.only_under("fail", "warn") or f" {_under(level, tally.of('fail', 'warn'))}"
        return ClauseVerdict("warn", f"{tally.share('fail', 'warn')} failed{under}")
    if found == {"not_applicable"}:
        reason = tally.cause("not_applicable").removeprefix(": ")
        return ClauseVerdict("not_applicable", reason or "not declared")
    not_run = f"{tally.share('not_testable')} could not be run{tally.cause('not_testable')}"
    if "not_testable" in tally.found_alone:
        return ClauseVerdict("not_testable", not_run)
    notes = []
    if _of_platform(each for each, _ in tally.runs):
        notes.append("tested on the simulated platforms only; the connector is not involved")
    if "not_applicable" in found:
        notes.append(f"{tally.share('not_applicable')} left out{tally.cause('not_applicable')}")
    if "not_testable" in found:
        under = situations_of(tally.of("not_testable"))
        notes.append(f"not run under {under}{tally.cause('not_testable')}")
    return ClauseVerdict("pass", "; ".join(notes) or None)


def _by_default(kept: ByDefault) -> str:
    """Says why a connector needs no code of its own for a clause that passed."""
    because = (
        kept.because[0].lower() + kept.because[1:]
        if kept.because.startswith(("A ", "An ", "The "))
        else kept.because
    )
    return f"needs no code of its own: {because.removesuffix('.')}"


def _more_warned(number: int) -> str:
    what = "warning (it depends" if number == 1 else "warnings (they depend"
    article = "a " if number == 1 else ""
    return f"{number} more gave {article}{what} on a reading, a derived clause or a situation)"


def _under(level: Level, faulty: Sequence[ScenarioFinished]) -> str:
    """Names the basis of a warning: a reading, with its name if known, or a derived requirement."""
    readings = readings_of(faulty)
    if readings:
        return f"under {readings}"
    if level == "profile":
        return "under the reading of the profile"
    if any(each.level == "profile" for each in faulty):
        return "under a reading of the profile"
    return "in a derived requirement"


def _of_platform(scenarios: Iterable[ScenarioFinished]) -> bool:
    """Returns whether no scenario that passed involves the connector."""
    return all(each.platform_only for each in scenarios if each.verdict == "pass")


def judge_clauses(
    clauses: Iterable[Clause], scenarios: Iterable[ScenarioFinished]
) -> list[ClauseJudged]:
    """Derives the verdicts on the given clauses from their scenarios; sorted by id.

    Pass only the clauses that the run selected; the report omits the others.
    """
    carried: dict[str, list[ScenarioFinished]] = {}
    for scenario in scenarios:
        for identifier in dict.fromkeys(scenario.clauses):
            carried.setdefault(identifier, []).append(scenario)
    judged = []
    for clause in sorted(clauses, key=lambda each: each.id):
        outcomes = sorted(carried.get(clause.id, []), key=lambda each: each.id)
        verdict, reason = judge_clause(clause, outcomes)
        missing = None
        if clause.counterpart is not None:
            missing = _without_counterpart(clause.counterpart, carried.get(clause.counterpart, []))
        if missing is not None and verdict == "pass":
            verdict, reason = missing
        judged.append(
            ClauseJudged(
                id=clause.id,
                section=clause.section,
                side=clause.side,
                level=clause.level,
                sentence=clause.sentence,
                verdict=verdict,
                reason=reason,
                scenarios=[each.id for each in outcomes],
                failed=[each.id for each in outcomes if each.verdict in FAULTY],
                ambiguities=list(clause.ambiguities),
                planned=clause.planned and not outcomes,
                platform_only=verdict == "pass" and _of_platform(outcomes),
                unconfirmed=missing is not None,
            )
        )
    return judged


def _without_counterpart(
    counterpart: str, seen: Sequence[ScenarioFinished]
) -> ClauseVerdict | None:
    """Returns the verdict for a clause whose counterpart did not pass; None if it passed."""
    of_connector = [each for each in seen if not each.platform_only]
    passed = any(each.verdict == "pass" for each in of_connector)
    if passed and not any(each.verdict in FAULTY for each in of_connector):
        return None
    return ClauseVerdict(
        "not_testable",
        "a connector that does nothing would pass it, so it counts only if"
        f" {counterpart} passes in the same run;"
        f" {counterpart} {'did not pass' if of_connector else 'was not run'}",
    )


def failures(scenarios: Iterable[ScenarioFinished], fail_on: FailOn) -> int:
    """Counts the scenarios that fail the run; known failures do not count."""
    failing = ("fail", "warn") if fail_on == "warning" else ("fail",)
    return sum(each.verdict in failing and each.known_failure is None for each in scenarios)


def count(clauses: Iterable[ClauseJudged]) -> dict[Level, dict[str, int]]:
    """Counts the clauses by level and verdict.

    ``planned`` is a part of ``not_testable``, ``known_failure`` a part of ``fail`` and ``warn``,
    ``platform_only`` a part of ``pass``.
    """
    counts: dict[Level, dict[str, int]] = {
        level: dict.fromkeys((*VERDICTS, "planned", "known_failure", "platform_only"), 0)
        for level in LEVELS
    }
    for clause in clauses:
        counts[clause.level][clause.verdict] += 1
        counts[clause.level]["planned"] += clause.planned
        counts[clause.level]["known_failure"] += clause.known_failure is not None
        counts[clause.level]["platform_only"] += clause.platform_only
    return counts
