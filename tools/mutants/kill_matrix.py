"""The kill matrix: which clauses detect which mutants, and its problems."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from percipio_conformance.spec.clauses import Clause, ClauseRegistry
from tools.mutants.scenarios import (
    Count,
    ScenarioRow,
    count_rows,
    count_scenarios,
    green_rows,
    scenario_rows,
    wrong_excuses,
)
from tools.mutants.verdict import MutantVerdict

MOST_COLLATERAL = 2.0
"""On average, a mutant of the sample must turn fewer unrelated clauses red than this."""


@dataclass(frozen=True)
class ClauseRow:
    """One clause: the mutants that violate it, by name, and which of them were detected.

    ``caught`` were detected by any scenario, ``own`` by one that carries the clause; ``missed`` did
    not give the clause the verdict they should. ``collateral`` are faults of the sample that turned
    it red without concerning it. ``scenarios`` counts what verifies it.
    """

    clause: Clause
    scenarios: int
    mutants: tuple[str, ...]
    caught: tuple[str, ...]
    own: tuple[str, ...]
    missed: tuple[str, ...]
    collateral: tuple[str, ...]


@dataclass(frozen=True)
class ReadingRow:
    """One reading of an ambiguity for which there are scenarios, and the faults these caught."""

    ambiguity: str
    reading: str
    mutants: tuple[str, ...]


@dataclass(frozen=True)
class KillMatrix:
    """The results of all mutants.

    ``verifying`` counts the scenarios of each clause that are written, ``tagged`` holds the
    ambiguities and readings that some of them depend on. ``picks`` is the reading in force of each
    ambiguity where a fault says nothing else. ``only`` are the clauses that were asked for;
    ``complete`` says whether every fault of theirs was played, without which nothing can be said
    of a clause or a scenario. ``excuses``, id to reason, are the scenarios that may stay green.
    """

    registry: ClauseRegistry
    mutants: Sequence[MutantVerdict]
    verifying: Mapping[str, int]
    tagged: Collection[tuple[str, str]]
    picks: Mapping[str, str]
    only: Collection[str] = ()
    complete: bool = True
    excuses: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def rows(self) -> tuple[ClauseRow, ...]:
        """Every clause that can be observed, in the register's order."""
        return tuple(
            self._row(each)
            for each in self.registry.observable
            if not self.only or each.id in self.only
        )

    @cached_property
    def scenarios(self) -> tuple[ScenarioRow, ...]:
        """Every scenario of these clauses, and each row of an outline, sorted by id."""
        return scenario_rows(self.mutants, self.only, self.excuses)

    @property
    def scenario_count(self) -> Count:
        """The scenarios that a fault of their own clauses turned red; an outline counts once."""
        return count_scenarios(self.scenarios)

    @property
    def row_count(self) -> Count:
        """The same with every row of an outline counted by itself."""
        return count_rows(self.scenarios)

    @cached_property
    def readings(self) -> tuple[ReadingRow, ...]:
        """The readings that scenarios depend on, sorted."""
        caught: dict[tuple[str, str], dict[str, None]] = {each: {} for each in sorted(self.tagged)}
        for each in self.mutants:
            for ambiguity, reading in (pair for played in each.red for pair in played.readings):
                if reading == each.mutant.readings.get(ambiguity, self.picks.get(ambiguity)):
                    caught.setdefault((ambiguity, reading), {})[each.name] = None
        return tuple(
            ReadingRow(ambiguity, reading, tuple(names))
            for (ambiguity, reading), names in caught.items()
        )

    @property
    def narrowed(self) -> bool:
        """Whether faults were left out, so that nothing can be said of the readings."""
        return bool(self.only) or not self.complete

    @cached_property
    def sample(self) -> tuple[MutantVerdict, ...]:
        return tuple(each for each in self.mutants if each.whole is not None)

    @property
    def average_collateral(self) -> float:
        """Unrelated clauses that a mutant of the sample turned red, on average."""
        if not self.sample:
            return 0.0
        return sum(len(each.collateral) for each in self.sample) / len(self.sample)

    @cached_property
    def problems(self) -> tuple[str, ...]:
        """The reasons why the matrix is not accepted, a sentence each."""
        return (
            *self._of_faults(),
            *self._of_clauses(),
            *self._of_scenarios(),
            *self._of_the_sample(),
        )

    def _of_faults(self) -> Iterator[str]:
        for each in self.mutants:
            if each.broken is not None:
                yield f"{each.name} could not be run: {each.broken}"
                continue
            if each.crash is not None:
                yield f"{each.name} ends with a programming error of its own: {each.crash}"
            for clause in each.missed:
                wanted, actual = each.mutant.expected[clause], each.actual(clause)
                yield f"{each.name} is missed: {clause} should be {wanted} and is {actual}"
            for reading in each.overlooked:
                yield f"{each.name} is missed: no scenario of {reading} alone detects it"
            for clause in each.wronged:
                yield f"{each.name} spares {clause}, but that is {each.actual(clause)}"

    def _of_clauses(self) -> Iterator[str]:
        if not self.complete:
            return
        for row in self.rows:
            if row.clause.level != "must":
                continue
            if row.scenarios == 0:
                yield f"{row.clause.id} has no scenario that verifies it"
            elif not row.mutants:
                yield f"{row.clause.id} is violated by no mutant: it may be unable to turn red"
            elif not row.own:
                yield f"{row.clause.id} has mutants, and no scenario of its own detects one of them"

    def _of_scenarios(self) -> Iterator[str]:
        if self.complete:
            yield from green_rows(self.scenarios)
            yield from wrong_excuses(self.scenarios, self.excuses, whole=not self.only)

    def _of_the_sample(self) -> Iterator[str]:
        if self.average_collateral >= MOST_COLLATERAL:
            yield (
                f"a mutant turns {self.average_collateral:.1f} unrelated clauses red on average;"
                f" the limit is below {MOST_COLLATERAL:g}"
            )
        for each in self.sample:
            for clause in each.unexplained:
                yield f"{each.name} turns {clause} red, which is unrelated, without an explanation"

    def _row(self, clause: Clause) -> ClauseRow:
        concerned = [each for each in self.mutants if clause.id in each.mutant.concerns]

        def names(mutants: Sequence[MutantVerdict]) -> tuple[str, ...]:
            return tuple(each.name for each in mutants)

        return ClauseRow(
            clause=clause,
            scenarios=self.verifying.get(clause.id, 0),
            mutants=names(concerned),
            caught=names([each for each in concerned if each.caught]),
            own=names([each for each in concerned if clause.id in each.catching]),
            missed=names([each for each in concerned if clause.id in each.missed]),
            collateral=names([each for each in self.sample if clause.id in each.collateral]),
        )
