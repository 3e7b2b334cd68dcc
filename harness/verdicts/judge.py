"""From what scenarios saw to a verdict per clause and one verdict for the run: pure rules.

A scenario of level ``profile`` or ``derived`` that fails is a ``warn``. One in which the connector
takes no part and that fails is a ``harness_error``: the fault lies in the simulated world.

A clause takes the first of these that holds:

1. it cannot be observed, or nothing ran for it            not_testable
2. a scenario of it broke through our fault                harness_error
3. a scenario of the user's own holds a mistake            invalid_feature
4. it is a must clause and a must scenario of it failed    fail
5. any other scenario of it failed                         warn
6. no scenario of it applies to this connector             inapplicable
7. a scenario that applies could not be run                not_testable
8. every scenario that applies passed                      pass
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from harness.story.events import (
    LEVELS,
    VERDICTS,
    ClauseJudged,
    Level,
    RunWord,
    ScenarioFinished,
    Verdict,
)

if TYPE_CHECKING:
    from harness.requirements.register import Clause

CONFORMANT, NOT_CONFORMANT, INVALID_FEATURE, HARNESS_ERROR, STALE = 0, 1, 2, 3, 4
"""Exit codes; 2 is any mistake of the user, in the command line or in a feature."""

TESTED: frozenset[Verdict] = frozenset({"pass", "fail", "warn"})
FAULTY: frozenset[Verdict] = frozenset({"fail", "warn", "harness_error", "invalid_feature"})


class ClauseVerdict(NamedTuple):
    """A verdict and, unless it is a plain pass, why."""

    verdict: Verdict
    reason: str | None = None


@dataclass(frozen=True)
class RunVerdict:
    """The verdict of a run: a word, one sentence of explanation, the exit code."""

    verdict: RunWord
    words: str
    exit_code: int


def judge_scenario(seen: Verdict, level: Level, *, platform_only: bool = False) -> Verdict:
    """What the outcome ``seen`` of a scenario counts as, given its level and whom it concerns."""
    if seen not in ("fail", "warn"):
        return seen
    if platform_only:
        return "harness_error"
    return "fail" if level == "must" else "warn"


def judge_clause(clause: Clause, outcomes: Sequence[ScenarioFinished]) -> ClauseVerdict:
    """The verdict on ``clause`` by the scenarios of this run that carry it, in any order."""
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
    return _first_rule(clause.level, ran, verdicts)


def _first_rule(
    level: Level, ran: Sequence[ScenarioFinished], verdicts: Sequence[Verdict]
) -> ClauseVerdict:
    def share(*wanted: Verdict) -> str:
        number = sum(verdict in wanted for verdict in verdicts)
        return f"{number} of {len(ran)} scenario{'s' if len(ran) > 1 else ''}"

    def cause(wanted: Verdict) -> str:
        reasons = {
            each.reason
            for each, verdict in zip(ran, verdicts, strict=True)
            if verdict == wanted and each.reason
        }
        return f": {'; '.join(sorted(reasons))}" if reasons else ""

    found = set(verdicts)
    if "harness_error" in found:
        return ClauseVerdict(
            "harness_error",
            f"{share('harness_error')} broke through no fault of the connector"
            f"{cause('harness_error')}",
        )
    if "invalid_feature" in found:
        return ClauseVerdict(
            "invalid_feature",
            f"{share('invalid_feature')} cannot be judged, because of a mistake in the feature"
            f"{cause('invalid_feature')}",
        )
    if "fail" in found and level == "must":
        return ClauseVerdict("fail", f"{share('fail', 'warn')} failed")
    if found & {"fail", "warn"}:
        under = {
            "must": "under a reading of the profile",
            "profile": "under the reading of the profile",
            "derived": "in what we derive from the article",
        }[level]
        return ClauseVerdict("warn", f"{share('fail', 'warn')} failed {under}")
    if found == {"inapplicable"}:
        return ClauseVerdict(
            "inapplicable", cause("inapplicable").removeprefix(": ") or "not declared"
        )
    if "not_testable" in found:
        return ClauseVerdict(
            "not_testable", f"{share('not_testable')} could not be run{cause('not_testable')}"
        )
    notes = []
    if _of_platform(ran):
        notes.append("shown on the simulated platform; the connector took no part")
    if "inapplicable" in found:
        notes.append(f"{share('inapplicable')} left out{cause('inapplicable')}")
    return ClauseVerdict("pass", "; ".join(notes) or None)


def _of_platform(scenarios: Iterable[ScenarioFinished]) -> bool:
    """Whether the connector took no part in whatever passed."""
    return all(each.platform_only for each in scenarios if each.verdict == "pass")


def judge_clauses(
    clauses: Iterable[Clause], scenarios: Iterable[ScenarioFinished]
) -> list[ClauseJudged]:
    """Every given clause judged by the scenarios that carry it, sorted by id.

    Pass only the clauses that the run selected: the others stay out of its report.
    """
    carried: dict[str, list[ScenarioFinished]] = {}
    for scenario in scenarios:
        for identifier in dict.fromkeys(scenario.clauses):
            carried.setdefault(identifier, []).append(scenario)
    judged = []
    for clause in sorted(clauses, key=lambda each: each.id):
        outcomes = sorted(carried.get(clause.id, []), key=lambda each: each.id)
        verdict, reason = judge_clause(clause, outcomes)
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
                switches=list(clause.switches),
                planned=clause.planned and not outcomes,
                platform_only=verdict == "pass" and _of_platform(outcomes),
            )
        )
    return judged


def count(clauses: Iterable[ClauseJudged]) -> dict[Level, dict[str, int]]:
    """Clauses by level and verdict.

    ``planned`` says how many of ``not_testable`` are planned, ``known`` how many of ``fail`` and
    ``warn`` the baseline knows, ``platform`` in how many of ``pass`` the connector took no part.
    """
    counts: dict[Level, dict[str, int]] = {
        level: dict.fromkeys((*VERDICTS, "planned", "known", "platform"), 0) for level in LEVELS
    }
    for clause in clauses:
        counts[clause.level][clause.verdict] += 1
        counts[clause.level]["planned"] += clause.planned
        counts[clause.level]["known"] += clause.known is not None
        counts[clause.level]["platform"] += clause.platform_only
    return counts


def judge_run(
    clauses: Sequence[ClauseJudged],
    scenarios: Sequence[ScenarioFinished],
    stale: Sequence[str] = (),
) -> RunVerdict:
    """The verdict of a run; ``stale`` says what is out of date in its baseline.

    A run that tested nothing, and a failure that no judged clause accounts for, are our fault:
    neither may read as conformant. A failure that is not known counts before a stale baseline.
    """
    broken = _ids(clauses, "harness_error")
    failed = _ids([each for each in clauses if each.known is None], "fail")
    known = _ids([each for each in clauses if each.known is not None], "fail")
    accounted = {identifier for clause in clauses for identifier in clause.failed}
    loose = sorted(
        each.id
        for each in scenarios
        if each.verdict == "harness_error" or (each.verdict in FAULTY and each.id not in accounted)
    )
    besides = f" Besides, {_must(failed, 'failed')}." if failed else ""
    if broken:
        return _harness_error(
            f"no verdict on the connector, because {_plural(len(broken), 'clause')} broke through"
            f" a fault of ours ({_some(broken)}).{besides}"
        )
    if loose:
        return _harness_error(f"{loose[0]} went wrong and no clause accounts for it.{besides}")
    # What the platforms do by themselves says nothing about a connector that was never held to it.
    of_connector = [each for each in scenarios if not each.platform_only] or scenarios
    if not any(each.verdict in TESTED for each in of_connector):
        return _harness_error(
            "nothing was tested of the connector. Loosen the selection, or let the connector"
            " declare what it can do."
        )
    must = {each.id for each in clauses if each.level == "must"}
    held_to = [each for each in of_connector if each.verdict in TESTED]
    if must and not any(must.intersection(each.clauses) for each in held_to):
        # What is only derived may hold, but green would be read as a word about the promises.
        return _harness_error(
            f"of {_plural(len(must), 'must clause')} none could be tested. Each of them says why."
        )
    if failed:
        words = [_must(failed, "failed")]
        words += [f"{_must(known, 'failed')} as the baseline says"] if known else []
        words += ["the baseline is out of date"] if stale else []
        return RunVerdict("not conformant", f"Not conformant: {'; '.join(words)}.", NOT_CONFORMANT)
    if stale:
        many = len(stale) > 1
        return RunVerdict(
            "stale baseline",
            f"Stale baseline: {_plural(len(stale), 'thing')} in it {'are' if many else 'is'}"
            " no longer true; nothing else failed.",
            STALE,
        )
    if known:
        return RunVerdict("known failures", _as_known(clauses, known), CONFORMANT)
    return RunVerdict("conformant", _conformant(clauses), CONFORMANT)


def _as_known(clauses: Sequence[ClauseJudged], known: Sequence[str]) -> str:
    tested = _tested([each for each in clauses if each.level == "must"])
    passed = sum(each.verdict == "pass" for each in tested)
    return (
        f"Known failures: {_must(known, 'failed')} as the baseline says;"
        f" {passed} of {_plural(len(tested), 'tested must clause')} passed."
    )


def _conformant(clauses: Sequence[ClauseJudged]) -> str:
    must = [each for each in clauses if each.level == "must"]
    tested = _tested(must)
    passed = sum(each.verdict == "pass" for each in tested)
    platform = sum(each.platform_only for each in must)
    if not tested:
        what = "what was tested concerns the platforms alone"
        nothing = "no must clause was among what was tested"
        return f"Conformant as far as it goes: {what if platform else nothing}."
    words = [f"Conformant: {passed} of {_plural(len(tested), 'tested must clause')} passed"]
    if (warned := len(_ids(clauses, "warn"))) > 0:
        words.append(_plural(warned, "warning"))
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


def _tested(clauses: Iterable[ClauseJudged]) -> list[ClauseJudged]:
    """Those that the connector was held to."""
    return [each for each in clauses if each.verdict in TESTED and not each.platform_only]


def _harness_error(words: str) -> RunVerdict:
    return RunVerdict("harness error", f"Harness error: {words}", HARNESS_ERROR)


def _ids(clauses: Sequence[ClauseJudged], verdict: Verdict) -> list[str]:
    return sorted(each.id for each in clauses if each.verdict == verdict)


def _must(identifiers: Sequence[str], what: str) -> str:
    return f"{_plural(len(identifiers), 'must clause')} {what} ({_some(identifiers)})"


def _some(identifiers: Sequence[str], most: int = 8) -> str:
    shown = ", ".join(identifiers[:most])
    return f"{shown} and {len(identifiers) - most} more" if len(identifiers) > most else shown


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
