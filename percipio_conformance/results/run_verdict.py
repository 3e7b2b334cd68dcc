"""The rules that derive the verdict on a run from the verdicts on its clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from percipio_conformance.core.events import (
    ClauseJudged,
    FailOn,
    RunVerdictName,
    ScenarioFinished,
    Selection,
    Verdict,
)
from percipio_conformance.core.text import plural, shortened_list
from percipio_conformance.results.clause_verdict import FAULTY, TESTED
from percipio_conformance.results.summary_text import (
    detail,
    must_clauses,
    narrowed,
    narrowed_by,
    warnings,
)

CONFORMANT, NOT_CONFORMANT, INVALID_FEATURE, HARNESS_ERROR, STALE = 0, 1, 2, 3, 4
"""Exit codes; 2 is a mistake of the user, on the command line or in a feature."""


@dataclass(frozen=True)
class RunVerdict:
    """The verdict on a run, its summary as one sentence, and the exit code."""

    verdict: RunVerdictName
    summary: str
    exit_code: int


def judge_run(
    clauses: Sequence[ClauseJudged],
    scenarios: Sequence[ScenarioFinished],
    stale: Sequence[str] = (),
    *,
    selection: Selection | None = None,
    fail_on: FailOn = "failure",
) -> RunVerdict:
    """Derives the verdict on a run; ``stale`` lists the outdated entries of its baseline.

    A run that tested nothing, and a failure that belongs to no judged clause, are harness errors
    and never conformant. A new failure takes precedence over a stale baseline. Every summary of a
    narrowed run says that the run is narrowed, and how.
    """
    verdict = _judge_whole(clauses, scenarios, stale, fail_on)
    if selection is None or not selection.narrowed:
        return verdict
    if verdict.exit_code == CONFORMANT and verdict.verdict != "known failures":
        held = detail(verdict.summary)
        if warned := _warned(clauses):
            held = f"{warnings(warned, scenarios)}; {held[:1].lower()}{held[1:]}"
        return RunVerdict("narrowed", narrowed(selection, held), CONFORMANT)
    return with_narrowing(verdict, selection)


def with_narrowing(verdict: RunVerdict, selection: Selection) -> RunVerdict:
    """Appends to the summary of a narrowed run how it is narrowed."""
    if not selection.narrowed:
        return verdict
    return replace(verdict, summary=f"{verdict.summary} {narrowed_by(selection)}")


def _judge_whole(
    clauses: Sequence[ClauseJudged],
    scenarios: Sequence[ScenarioFinished],
    stale: Sequence[str],
    fail_on: FailOn,
) -> RunVerdict:
    broken = _ids(clauses, "harness_error")
    failed = _ids([each for each in clauses if each.known_failure is None], "fail")
    known = _ids([each for each in clauses if each.known_failure is not None], "fail")
    accounted = {identifier for clause in clauses for identifier in clause.failed}
    loose = sorted(
        each.id
        for each in scenarios
        if each.verdict == "harness_error" or (each.verdict in FAULTY and each.id not in accounted)
    )
    also_failed = f" In addition, {must_clauses(failed, 'failed')}." if failed else ""
    if broken:
        return _harness_error(
            f"no verdict on the connector, because {plural(len(broken), 'clause')} could not be"
            f" judged ({shortened_list(broken)}).{also_failed}"
        )
    if loose:
        return _harness_error(f"{loose[0]} failed and belongs to no judged clause.{also_failed}")
    # Scenarios of the simulated platforms say nothing about the connector.
    of_connector = [each for each in scenarios if not each.platform_only] or scenarios
    if not any(each.verdict in TESTED for each in of_connector):
        return _harness_error(
            "the connector was not tested. Widen the selection, or let the connector"
            " declare what it can do."
        )
    must = {each.id for each in clauses if each.level == "must"}
    by_id = {each.id: each.verdict for each in scenarios}
    if must and not any(_held_to(each, by_id) for each in clauses if each.id in must):
        # Derived clauses may have passed, but a pass would look like a verdict on the article.
        return _harness_error(
            f"none of {plural(len(must), 'must clause')} could be tested. Each gives its reason."
        )
    warned = _warned(clauses)
    if failed or (warned and fail_on == "warning"):
        parts = [must_clauses(failed, "failed")] if failed else []
        parts += [f"{must_clauses(known, 'failed')} as the baseline says"] if known else []
        parts += [warnings(warned, scenarios)] if warned else []
        parts += ["--fail-on warning makes them failures"] if warned and not failed else []
        parts += ["the baseline is out of date"] if stale else []
        return RunVerdict("not conformant", f"Not conformant: {'; '.join(parts)}.", NOT_CONFORMANT)
    also = f"; {warnings(warned, scenarios)}" if warned else ""
    if stale:
        many = len(stale) > 1
        return RunVerdict(
            "stale baseline",
            f"Stale baseline: {len(stale)} {'entries are' if many else 'entry is'}"
            f" out of date; nothing else failed{also}.",
            STALE,
        )
    if known:
        return RunVerdict("known failures", f"{_as_known(clauses, known)}{also}.", CONFORMANT)
    if warned:
        held = detail(_conformant(clauses))
        sentence = f"Conformant with {warnings(warned, scenarios)}: {held}"
        return RunVerdict("conformant with warnings", sentence, CONFORMANT)
    return RunVerdict("conformant", _conformant(clauses), CONFORMANT)


def _as_known(clauses: Sequence[ClauseJudged], known: Sequence[str]) -> str:
    tested = _tested([each for each in clauses if each.level == "must"])
    passed = sum(each.verdict == "pass" for each in tested)
    return (
        f"Known failures: {must_clauses(known, 'failed')} as the baseline says;"
        f" {passed} of {plural(len(tested), 'tested must clause')} passed"
    )


def _conformant(clauses: Sequence[ClauseJudged]) -> str:
    must = [each for each in clauses if each.level == "must"]
    tested = _tested(must)
    passed = sum(each.verdict == "pass" for each in tested)
    platform = sum(each.platform_only for each in must)
    if not tested:
        platforms = "the tested clauses concern the platforms only"
        untested = "no must clause was tested in full"
        return f"Conformant as far as it goes: {platforms if platform else untested}."
    parts = [f"Conformant: {passed} of {plural(len(tested), 'tested must clause')} passed"]
    if (planned := sum(each.planned for each in must)) > 0:
        parts.append(f"{planned} more are planned")
    if platform > 0:
        parts.append(
            f"{platform} more {'concern' if platform > 1 else 'concerns'} the platforms only"
        )
    if (not_applicable := sum(each.verdict == "not_applicable" for each in must)) > 0:
        parts.append(f"{not_applicable} did not apply")
    if (rest := len(must) - len(tested) - planned - platform - not_applicable) > 0:
        parts.append(f"{rest} could not be tested")
    return "; ".join(parts) + "."


def _held_to(clause: ClauseJudged, verdicts: Mapping[str, Verdict]) -> bool:
    """Returns whether the connector was tested on the clause, at least in part.

    Passed scenarios of an unconfirmed clause do not count: a connector that does nothing would pass
    them.
    """
    seen = {verdicts[each] for each in clause.scenarios}
    in_part = "not_testable" in seen and not TESTED.isdisjoint(seen)
    return clause.verdict in TESTED or (in_part and not clause.unconfirmed)


def _warned(clauses: Iterable[ClauseJudged]) -> list[ClauseJudged]:
    """Returns the clauses that warn and that the baseline does not list."""
    return [each for each in clauses if each.verdict == "warn" and each.known_failure is None]


def _tested(clauses: Iterable[ClauseJudged]) -> list[ClauseJudged]:
    """Returns the clauses on which the connector was tested."""
    return [each for each in clauses if each.verdict in TESTED and not each.platform_only]


def _harness_error(reason: str) -> RunVerdict:
    return RunVerdict("harness error", f"Harness error: {reason}", HARNESS_ERROR)


def _ids(clauses: Sequence[ClauseJudged], verdict: Verdict) -> list[str]:
    return sorted(each.id for each in clauses if each.verdict == verdict)
