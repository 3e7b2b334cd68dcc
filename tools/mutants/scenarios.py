"""The scenarios that turn red for a mutant of their clauses, and the problems of the others.

The unit is one scenario, or one row of an outline: each has to be able to fail.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tools.mutants.verdict import MutantVerdict


@dataclass(frozen=True)
class ScenarioRow:
    """One scenario, or one row of an outline.

    ``scenario`` is the id of the whole outline and equals ``id`` without Examples. ``clauses`` are
    those it verifies; ``played`` are the faults that break one of them, by name, and ``faults``
    those of ``played`` that turned it red. ``excuse`` says why it may stay green, None where it may
    not.
    """

    id: str
    scenario: str
    clauses: tuple[str, ...]
    played: tuple[str, ...]
    mutants: tuple[str, ...]
    excuse: str | None

    @property
    def red(self) -> bool:
        return bool(self.mutants)

    @property
    def accepted(self) -> bool:
        """Whether it turned red or is excused."""
        return self.red or self.excuse is not None


@dataclass(frozen=True)
class Count:
    """How many of ``total`` turned red, and how many of the others are excused."""

    red: int
    excused: int
    total: int


def scenario_rows(
    mutants: Sequence[MutantVerdict], only: Collection[str], excuses: Mapping[str, str]
) -> tuple[ScenarioRow, ...]:
    """Every scenario that was run against a fault of its own clauses, sorted by id.

    Args:
        faults: what was run.
        only: the clauses that were asked for; empty means all.
        excuses: id of a scenario, of an outline or of one row of it, to the reason.
    """
    seen: dict[str, tuple[str, tuple[str, ...]]] = {}
    played: dict[str, list[str]] = {}
    red: dict[str, list[str]] = {}
    for mutant in mutants:
        for each in mutant.narrow.played:
            own = mutant.mutant.concerns & set(each.clauses)
            if not own or (only and not set(only) & set(each.clauses)):
                continue
            seen[each.id] = (each.scenario, each.clauses)
            played.setdefault(each.id, []).append(mutant.name)
            if each in mutant.red:
                red.setdefault(each.id, []).append(mutant.name)
    return tuple(
        ScenarioRow(
            id=name,
            scenario=scenario,
            clauses=clauses,
            played=tuple(played[name]),
            mutants=tuple(red.get(name, ())),
            excuse=excuses.get(name, excuses.get(scenario)),
        )
        for name, (scenario, clauses) in sorted(seen.items())
    )


def count_rows(rows: Sequence[ScenarioRow]) -> Count:
    """Each row of an outline counted by itself."""
    red = sum(each.red for each in rows)
    accepted = sum(each.accepted for each in rows)
    return Count(red=red, excused=accepted - red, total=len(rows))


def count_scenarios(rows: Sequence[ScenarioRow]) -> Count:
    """An outline counts once: as red when all of its rows turned red."""
    outlines: dict[str, list[ScenarioRow]] = {}
    for each in rows:
        outlines.setdefault(each.scenario, []).append(each)
    red = sum(all(row.red for row in outline) for outline in outlines.values())
    accepted = sum(all(row.accepted for row in outline) for outline in outlines.values())
    return Count(red=red, excused=accepted - red, total=len(outlines))


def green_rows(rows: Sequence[ScenarioRow]) -> Iterator[str]:
    """A sentence for each row that no fault of its clauses turned red and nothing excuses."""
    for each in rows:
        if not each.accepted:
            yield (
                f"{each.id} is green under all {len(each.played)} mutants of"
                f" {', '.join(each.clauses)}: write a mutant that turns it red, merge the scenario,"
                " or excuse it"
            )


def wrong_excuses(
    rows: Sequence[ScenarioRow], excuses: Mapping[str, str], *, whole: bool
) -> Iterator[str]:
    """A sentence for each excuse that is not needed or names nothing.

    ``whole`` says that ``rows`` are all scenarios; without it, an unknown name may be one that was
    not run.
    """
    covered: dict[str, list[ScenarioRow]] = {}
    for each in rows:
        for name in {each.id, each.scenario}:
            covered.setdefault(name, []).append(each)
    for name in excuses:
        if name not in covered:
            if whole:
                yield f"{name} is excused, and there is no such scenario: correct or remove it"
        elif all(each.red for each in covered[name]):
            first = covered[name][0].mutants[0]
            yield f"{name} is excused, and {first} turns it red: remove the excuse"
