"""Made-up faults and what came of them."""

from __future__ import annotations

from typing import Any

from percipio_conformance.connectors.under_test import ConnectorUnderTest
from percipio_conformance.core.events import Verdict
from percipio_conformance.spec.clauses import Clause, ClauseRegistry
from tools.mutants.kill_matrix import KillMatrix
from tools.mutants.messages import Job, JobResult, ScenarioResult
from tools.mutants.mutant import Mutant, clauses
from tools.mutants.verdict import MutantVerdict


def sleeps_late() -> ConnectorUnderTest:
    """An alarm clock that was set
    to another time zone.

    More than one need not know.
    """
    raise NotImplementedError


def never_wakes() -> ConnectorUnderTest:
    """No alarm clock at all."""
    raise NotImplementedError


def played(name: str, carries: str, verdict: Verdict, *readings: tuple[str, str]) -> ScenarioResult:
    return ScenarioResult(
        id=f"features/a::{name}",
        scenario=f"features/a::{name.partition(' [')[0]}",
        clauses=tuple(carries.split()),
        readings=readings,
        verdict=verdict,
        reason=None if verdict == "pass" else "it was late",
    )


LATE = played("At six", "C013", "fail")
IN_TIME = played("Every day", "C012", "pass")


def outcome(*scenarios: ScenarioResult, whole: bool = False, **verdicts: Verdict) -> JobResult:
    job = Job(mutant="sleeps_late", clauses=None if whole else tuple(verdicts))
    return JobResult(job=job, played=scenarios, verdicts=dict(verdicts))


def narrowed(*scenarios: ScenarioResult) -> JobResult:
    """The scenarios of C013 and C012 that were run, where the verdicts of the clauses are right."""
    return outcome(*scenarios, C013="fail", C012="pass")


def verdict(
    narrow: JobResult | None = None, whole: JobResult | None = None, **details: Any
) -> MutantVerdict:
    broken = {"fails": clauses("C013"), "spares": clauses("C012")}
    given = {"make": sleeps_late} | broken | details
    return MutantVerdict(
        Mutant(**given), "connectors.time", narrow or narrowed(LATE, IN_TIME), whole
    )


def clause(identifier: str, **details: Any) -> Clause:
    given = {"section": "Schedule", "side": "connector", "level": "must", "sentence": "At six."}
    return Clause(id=identifier, **{**given, **details})


REGISTER = ClauseRegistry((clause("C012"), clause("C013"), clause("D04", level="derived")), (), ())


def make_matrix(*mutants: MutantVerdict, **details: Any) -> KillMatrix:
    given = {"verifying": {"C012": 1, "C013": 1}, "tagged": (), "picks": {}, "only": ("C013",)}
    return KillMatrix(registry=REGISTER, mutants=mutants, **{**given, **details})
