"""The kill matrix as a table."""

from __future__ import annotations

from collections.abc import Iterator

from percipio_conformance.core.text import plural
from tools.mutants.kill_matrix import ClauseRow, KillMatrix
from tools.mutants.scenarios import Count

HEAD = f"{'clause':<7} {'level':<8} {'scenarios':>9} {'mutants':>7} {'caught':>6} {'own':>4} " + (
    f"{'missed':>6} {'unrelated':>9}"
)


def render(matrix: KillMatrix) -> str:
    """The table, the problems, and a summary line."""
    return "\n".join(_lines(matrix)) + "\n"


def summary(matrix: KillMatrix) -> str:
    """One line."""
    mutants = len(matrix.mutants)
    caught = sum(each.caught and not each.missed for each in matrix.mutants)
    words = [f"{caught} of {plural(mutants, 'mutant')} detected by a clause of their own"]
    rows = [row for row in matrix.rows if row.clause.level == "must"]
    if matrix.complete and rows:
        own = sum(bool(row.own) for row in rows)
        words.append(
            f"{own} of {plural(len(rows), 'must clause')} with a scenario that detects one"
        )
    if matrix.complete and matrix.scenarios:
        words.append(
            f"{_turned_red(matrix.scenario_count, 'scenario')} turned red by a mutant of their own"
            " clauses"
        )
    if matrix.sample:
        words.append(
            f"{matrix.average_collateral:.1f} unrelated clauses fail on average, in a sample of "
            f"{len(matrix.sample)}"
        )
    return "; ".join(words)


def _turned_red(count: Count, noun: str) -> str:
    excused = f" ({count.excused} excused)" if count.excused else ""
    return f"{count.red} of {plural(count.total, noun)}{excused}"


def _lines(matrix: KillMatrix) -> Iterator[str]:
    yield HEAD
    for row in matrix.rows:
        if row.mutants or matrix.complete:
            yield _row(row)
    if matrix.sample:
        yield "\nunrelated clauses that failed in a run of all scenarios:"
        for each in matrix.sample:
            yield f"  {each.name}: {', '.join(each.collateral) or 'none'}"
            for clause in each.collateral:
                yield f"      {clause}  {each.mutant.explains(clause) or 'unexplained'}"
    if matrix.complete and matrix.scenarios:
        yield "\nscenarios turned red by a mutant of their own clauses:"
        yield f"  {_turned_red(matrix.scenario_count, 'scenario')}"
        yield f"  {_turned_red(matrix.row_count, 'row')}, each row of an outline counted by itself"
        for scenario in matrix.scenarios:
            if not scenario.red and scenario.excuse is not None:
                yield f"  excused: {scenario.id}: {scenario.excuse}"
    if not matrix.narrowed:
        yield "\nreadings under which no mutant was detected:"
        bare = [f"{row.ambiguity}.{row.reading}" for row in matrix.readings if not row.mutants]
        yield "  " + (", ".join(bare) or "none")
    if matrix.problems:
        yield "\nwrong:"
        yield from (f"  {each}" for each in matrix.problems)
    yield ""
    yield summary(matrix)


def _row(row: ClauseRow) -> str:
    clause = row.clause
    counts = [len(each) for each in (row.mutants, row.caught, row.own, row.missed, row.collateral)]
    mutants, caught, own, missed, unrelated = (str(count or ".") for count in counts)
    return (
        f"{clause.id:<7} {clause.level:<8} {row.scenarios:>9} {mutants:>7} {caught:>6} {own:>4} "
        f"{missed:>6} {unrelated:>9}"
    )
