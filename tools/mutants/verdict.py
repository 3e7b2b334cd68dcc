"""Which clauses detect a mutant: pure rules over the results of scenarios."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from percipio_conformance.core.events import Verdict
from percipio_conformance.results.clause_verdict import FAULTY
from tools.mutants.messages import JobResult, ScenarioResult
from tools.mutants.mutant import Mutant

PROGRAMMING_ERRORS = (
    "AttributeError",
    "ImportError",
    "ModuleNotFoundError",
    "NameError",
    "TypeError",
    "UnboundLocalError",
)
"""Errors of a mutant's own code: a scenario that ends with one has not detected the fault."""


@dataclass(frozen=True)
class MutantVerdict:
    """One fault: ``narrow`` is what came of its own clauses' scenarios, ``whole`` of all of them.

    ``whole`` is None for a fault outside the sample.
    """

    mutant: Mutant
    module: str
    narrow: JobResult
    whole: JobResult | None = None

    @property
    def name(self) -> str:
        return self.mutant.name

    @cached_property
    def red(self) -> tuple[ScenarioResult, ...]:
        """The scenarios among its own clauses' that found fault."""
        return tuple(each for each in self.narrow.played if each.verdict in FAULTY)

    @property
    def caught(self) -> bool:
        """Whether any scenario detected it."""
        return bool(self.red)

    @cached_property
    def catching(self) -> Mapping[str, tuple[str, ...]]:
        """Clause to the scenarios of it that found fault, for the clauses that it breaks."""
        found = {
            clause: tuple(sorted(each.id for each in self.red if clause in each.clauses))
            for clause in sorted(self.mutant.concerns)
        }
        return {clause: scenarios for clause, scenarios in found.items() if scenarios}

    @cached_property
    def missed(self) -> tuple[str, ...]:
        """The clauses it breaks that have not got the verdict they should."""
        return self._unlike(self.mutant.concerns)

    @cached_property
    def wronged(self) -> tuple[str, ...]:
        """The clauses it spares that did not pass."""
        return self._unlike(self.mutant.spares)

    @cached_property
    def collateral(self) -> tuple[str, ...]:
        """The clauses that turned red in a run of everything although it does not concern them."""
        if self.whole is None:
            return ()
        red = {clause for clause, verdict in self.whole.verdicts.items() if verdict in FAULTY}
        return tuple(sorted(red - self.mutant.concerns))

    @cached_property
    def unexplained(self) -> tuple[str, ...]:
        return tuple(each for each in self.collateral if self.mutant.explains(each) is None)

    @cached_property
    def overlooked(self) -> tuple[str, ...]:
        """The readings it violates that no scenario with their tag detects."""
        noticed = {pair for each in self.red for pair in each.readings}
        return tuple(
            f"{ambiguity}.{reading}"
            for ambiguity, reading in sorted(self.mutant.readings.items())
            if (ambiguity, reading) not in noticed
        )

    @cached_property
    def crash(self) -> str | None:
        """The programming error that a scenario ended with, of the mutant itself; None without."""
        reasons = (each.reason or "" for each in self.red if each.verdict == "harness_error")
        return next((each for each in reasons if each.startswith(PROGRAMMING_ERRORS)), None)

    @property
    def broken(self) -> str | None:
        """Why the mutant has no verdict."""
        return self.narrow.broken or (self.whole.broken if self.whole is not None else None)

    def actual(self, clause: str) -> Verdict | None:
        """The verdict of the clause, or None."""
        return self.narrow.verdicts.get(clause)

    def _unlike(self, clauses: Collection[str]) -> tuple[str, ...]:
        expected = self.mutant.expected
        return tuple(each for each in sorted(clauses) if self.actual(each) != expected[each])
