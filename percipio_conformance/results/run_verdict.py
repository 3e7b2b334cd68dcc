"""From the verdicts on clauses to one verdict for the run: pure rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from percipio_conformance.core.events import (
    ClauseJudged,
    FailOn,
    RunWord,
    ScenarioFinished,
    Selection,
    Verdict,
)
from percipio_conformance.results.clause_verdict import FAULTY, TESTED
from percipio_conformance.results.summary_text import (
    detail,
    must_clauses,
    narrowed,
    narrowed_by,
    plural,
    some,
    warnings,
)

CONFORMANT, NOT_CONFORMANT, INVALID_FEATURE, HARNESS_ERROR, STALE = 0, 1, 2, 3, 4
"""Exit codes; 2 is any mistake of the user, in the command line or in a feature."""


@dataclass(frozen=True)
class RunVerdict:
    """The verdict of a run: a word, one sentence of explanation, the exit code."""

    verdict: RunWord
    words: str
    exit_code: int


def judge_run(
    clauses: Sequence[ClauseJudged],
    scenarios: Sequence[ScenarioFinished],
    stale: Sequence[str] = (),
    *,
    selection: Selection | None = None,
    fail_on: FailOn = "failure",
) -> RunVerdict:
    """The verdict of a run; ``stale`` says what is out of date in its baseline.

    A run that tested nothing, and a failure that no judged clause accounts for, are our fault:
    neither may read as conformant. A failure that is not known counts before a stale baseline.
    Every verdict of a narrowed run says that it is narrowed, and how.
    """
    verdict = _judge_whole(clauses, scenarios, stale, fail_on)
    if selection is None or not selection.narrowed:
        return verdict
    if verdict.exit_code == CONFORMANT and verdict.verdict != "known failures":
        held = detail(verdict.words)
        if warned := _warned(clauses):
            held = f"{warnings(warned, scenarios)}; {held[:1].lower()}{held[1:]}"
        return RunVerdict("narrowed", narrowed(selection, held), CONFORMANT)
    return with_narrowing(verdict, selection)


def with_narrowing(verdict: RunVerdict, selection: Selection) -> RunVerdict:
    """The verdict with the sentence that says how the run is narrowed, where it is."""
    if not selection.narrowed:
        return verdict
    return replace(verdict, words=f"{verdict.words} {narrowed_by(selection)}")


def _judge_whole(
    clauses: Sequence[ClauseJudged],
    scenarios: Sequence[ScenarioFinished],
    stale: Sequence[str],
    fail_on: FailOn,
) -> RunVerdict:
    broken = _ids(clauses, "harness_error")
    failed = _ids([each for each in clauses if each.known is None], "fail")
    known = _ids([each for each in clauses if each.known is not None], "fail")
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
            f" judged ({some(broken)}).{also_failed}"
        )
    if loose:
        return _harness_error(f"{loose[0]} went wrong and no clause accounts for it.{also_failed}")
    # What the platforms do by themselves says nothing about the connector.
    of_connector = [each for each in scenarios if not each.platform_only] or scenarios
    if not any(each.verdict in TESTED for each in of_connector):
        return _harness_error(
            "nothing was tested of the connector. Loosen the selection, or let the connector"
            " declare what it can do."
        )
    must = {each.id for each in clauses if each.level == "must"}
    by_id = {each.id: each.verdict for each in scenarios}
    if must and not any(_held_to(each, by_id) for each in clauses if each.id in must):
        # What is only derived may hold, but green would be read as a word about the promises.
        return _harness_error(
            f"of {plural(len(must), 'must clause')} none could be tested. Each of them says why."
        )
    warned = _warned(clauses)
    if failed or (warned and fail_on == "warning"):
        words = [must_clauses(failed, "failed")] if failed else []
        words += [f"{must_clauses(known, 'failed')} as the baseline says"] if known else []
        words += [warnings(warned, scenarios)] if warned else []
        words += ["--fail-on warning makes them failures"] if warned and not failed else []
        words += ["the baseline is out of date"] if stale else []
        return RunVerdict("not conformant", f"Not conformant: {'; '.join(words)}.", NOT_CONFORMANT)
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
        what = "what was tested concerns the platforms alone"
        nothing = "no must clause was tested in full"
        return f"Conformant as far as it goes: {what if platform else nothing}."
    words = [f"Conformant: {passed} of {plural(len(tested), 'tested must clause')} passed"]
    if (planned := sum(each.planned for each in must)) > 0:
        words.append(f"{planned} more are planned")
    if platform > 0:
        words.append(
            f"{platform} more {'concern' if platform > 1 else 'concerns'} the platforms alone"
        )
    if (foreign := sum(each.verdict == "inapplicable" for each in must)) > 0:
        words.append(f"{foreign} did not apply")
    if (rest := len(must) - len(tested) - planned - platform - foreign) > 0:
        words.append(f"{rest} could not be tested")
    return "; ".join(words) + "."


def _held_to(clause: ClauseJudged, verdicts: Mapping[str, Verdict]) -> bool:
    """Whether the connector was tested on the clause, at least in part.

    What passed of an unconfirmed clause does not count: a connector that does nothing passes it.
    """
    seen = {verdicts[each] for each in clause.scenarios}
    in_part = "not_testable" in seen and not TESTED.isdisjoint(seen)
    return clause.verdict in TESTED or (in_part and not clause.unconfirmed)


def _warned(clauses: Iterable[ClauseJudged]) -> list[ClauseJudged]:
    """Those that warn, but for what the baseline knows."""
    return [each for each in clauses if each.verdict == "warn" and each.known is None]


def _tested(clauses: Iterable[ClauseJudged]) -> list[ClauseJudged]:
    """Those that the connector was tested on."""
    return [each for each in clauses if each.verdict in TESTED and not each.platform_only]


def _harness_error(words: str) -> RunVerdict:
    return RunVerdict("harness error", f"Harness error: {words}", HARNESS_ERROR)


def _ids(clauses: Sequence[ClauseJudged], verdict: Verdict) -> list[str]:
    return sorted(each.id for each in clauses if each.verdict == verdict)
