"""The figures of ``docs/explanation/trust.md``: the results of the last measurements.

``docs/trust.json`` keeps the figures that take minutes or hours to measure; the page is generated
from it and from lists in the tests. ``python -m tools.docs.trust_page`` writes the page, and
updates the figures from the files that the measurements wrote.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from math import sqrt
from pathlib import Path
from statistics import mean, median
from typing import Any

import yaml

from tools.mutants.kill_matrix import MOST_COLLATERAL
from tools.mutants.registry import make_importable

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "trust.md"
FIGURES = ROOT / "docs" / "trust.json"
BLIND = ROOT / "tests" / "mutants" / "connectors" / "written_blind.yaml"
FOURTH = BLIND.with_name("fourth_round.yaml")
FIFTH = BLIND.with_name("fifth_round.yaml")
SIXTH = BLIND.with_name("sixth_round.yaml")
SEVENTH = BLIND.with_name("seventh_round.yaml")
EIGHTH = BLIND.with_name("eighth_round.yaml")
WORLDS = ROOT / "tests" / "mutants"
SURVIVORS = ROOT / "tests" / "mutation" / "survivors.yaml"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def of_matrix(matrix: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a whole kill matrix, as ``python -m tools.mutants --out`` writes it."""
    played = [each for each in matrix["mutants"] if each["collateral"] is not None]
    must = [each for each in matrix["clauses"] if each["level"] == "must"]
    return {
        "faults": len(matrix["mutants"]),
        "caught": sum(each["caught"] for each in matrix["mutants"]),
        "missed": sum(bool(each["missed"]) for each in matrix["clauses"]),
        "clauses": len(matrix["clauses"]),
        "must_clauses": len(must),
        "must_caught_by_their_own": sum(bool(each["own"]) for each in must),
        "fewest_faults_of_a_clause": min(len(each["mutants"]) for each in matrix["clauses"]),
        "scenarios": sum(each["scenarios"] for each in matrix["clauses"]),
        "distinct_scenarios": len(_outlines(matrix)),
        "scenarios_turned_red": sum(
            all(row["mutants"] for row in rows) for rows in _outlines(matrix).values()
        ),
        "rows": len(matrix["scenarios"]),
        "rows_turned_red": sum(bool(each["mutants"]) for each in matrix["scenarios"]),
        "excused": sum(each["excuse"] is not None for each in matrix["scenarios"]),
        "sample": len(played),
        "average_collateral": round(matrix["average_collateral"] or 0, 2),
        "problems": len(matrix["problems"]),
    }


def _outlines(matrix: Mapping[str, Any]) -> Mapping[str, list[Mapping[str, Any]]]:
    """The rows of each scenario, by the id of the scenario."""
    outlines: dict[str, list[Mapping[str, Any]]] = {}
    for each in matrix["scenarios"]:
        outlines.setdefault(each["scenario"], []).append(each)
    return outlines


def of_wider(matrix: Mapping[str, Any]) -> dict[str, Any]:
    """The collateral failures in a larger sample; a few faults break many scenarios."""
    counts = [
        len(each["collateral"]) for each in matrix["mutants"] if each["collateral"] is not None
    ]
    return {
        "sample": len(counts),
        "median": median(counts),
        "average": round(mean(counts), 2),
        "below_two": sum(each < MOST_COLLATERAL for each in counts),
        "most": max(counts),
    }


def blind() -> dict[str, Counter[str]]:
    """The results of the faults written blind, by round."""
    rounds = yaml.safe_load(BLIND.read_text(encoding="utf-8"))
    return {
        name: Counter(each["first_sight"] for each in listed) for name, listed in rounds.items()
    }


def faults_of(round_of_faults: Path) -> list[dict[str, Any]]:
    """The faults of a round that was written blind and run against the whole suite."""
    faults: list[dict[str, Any]] = yaml.safe_load(round_of_faults.read_text(encoding="utf-8"))[
        "faults"
    ]
    return faults


def interval(number: int, of: int) -> str:
    """The 95 % interval of a share as percent (Wilson): ``33 to 61 %``."""
    z = 1.96
    spread = z * sqrt(number * (of - number) / of + z * z / 4)
    low, high = ((number + z * z / 2 + sign * spread) / (of + z * z) for sign in (-1, 1))
    return f"{100 * low:.0f} to {100 * high:.0f} %"


def _fourth_rows() -> Iterator[tuple[str, str]]:
    faults = faults_of(FOURTH)
    first = Counter(each["first_sight"] for each in faults)
    found = len(faults) - first["missed"]
    harder = sum(each["conditions"] == 2 for each in faults)
    yield (
        "fourth round, by three authors who had read the article, the clauses and the reference"
        f" connector, and no scenario; {harder} of them need two conditions together",
        f"{len(faults)}: {first['scenarios']} detected at first sight by a scenario,"
        f" {first['scenarios, as a warning']} as a warning, {first['situations']} only under a"
        f" situation, {first['missed']} missed; that is {100 * found / len(faults):.0f} %"
        f" (95 % interval: {interval(found, len(faults))})",
    )
    yield _later("fourth", faults)


def _later(name: str, faults: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """How many of the missed faults of a round are detected by what was added after it."""
    now = Counter(each["now"] for each in faults if each["first_sight"] == "missed")
    default = sum(
        number for how, number in now.items() if how.startswith(("situations", "sequences"))
    )
    thorough = sum(number for how, number in now.items() if how.startswith("a thorough run"))
    return (
        f"the missed ones of the {name} round, with the situations and the generated sequences that"
        " were added after it",
        f"{default} of {now.total()} detected by a run"
        + (f", {thorough} more only with `--thorough`" if thorough else ""),
    )


def _rows_of(name: str, described: str, file: Path) -> Iterator[tuple[str, str]]:
    """A round that was counted with situations and generated sequences; what was missed is counted
    again where the file of the round says so."""
    faults = faults_of(file)
    first = Counter(each["first_sight"] for each in faults)
    found = len(faults) - first["missed"]
    harder = sum(each["conditions"] == 2 for each in faults)
    by = {
        how: first[how] + first[f"{how}, as a warning"]
        for how in ("scenarios", "situations", "sequences")
    }
    warned = sum(number for how, number in first.items() if how.endswith("as a warning"))
    yield (
        f"{name} round, {described}; {harder} of them need two conditions together",
        f"{len(faults)}: {by['scenarios']} detected at first sight by a scenario,"
        f" {by['situations']} only under a situation, {by['sequences']} only by a generated"
        f" sequence, {first['missed']} missed; that is {100 * found / len(faults):.0f} %"
        f" (95 % interval: {interval(found, len(faults))}); {warned} of those are warnings",
    )
    if any(each["now"] is not None for each in faults):
        yield _later(name, faults)


def mutated() -> Counter[str]:
    """The figures of the mutation of the reference's rules, over all of its modules."""
    modules = yaml.safe_load(SURVIVORS.read_text(encoding="utf-8"))["figures"].values()
    return sum((Counter(each) for each in modules), Counter())


def worlds() -> int:
    """Number of faulty worlds; ``make test`` fails unless each of them is detected."""
    make_importable(WORLDS)
    return len(import_module("worlds.registry").load_worlds())


def figures(known: Mapping[str, Any]) -> str:
    """The table of the page, in Markdown."""
    matrix, wider, same = known["matrix"], known["wider"], known["sameness"]
    first, second, third = blind().values()
    mutation = mutated()
    rows = [
        (
            "faulty connectors",
            f"{matrix['caught']} of {matrix['faults']} detected by a clause of their own",
        ),
        (
            "must clauses",
            f"{matrix['must_caught_by_their_own']} of {matrix['must_clauses']} have a fault that"
            " one of their own scenarios detects",
        ),
        (
            "scenarios",
            f"{matrix['scenarios_turned_red']} of {matrix['distinct_scenarios']} turned red by a"
            f" fault of their own clauses ({matrix['rows_turned_red']} of {matrix['rows']} rows,"
            f" each row of an outline by itself); {matrix['excused']} stay green with a reason",
        ),
        (
            "collateral failures",
            f"on average {matrix['average_collateral']} unrelated clauses fail for each fault"
            f" ({matrix['sample']} faults run against the full suite; each case is explained)",
        ),
        (
            "collateral failures in a larger sample, measured occasionally",
            f"median {wider['median']:g}, average {wider['average']} for {wider['sample']} faults;"
            f" {wider['below_two']} of them cause fewer than {MOST_COLLATERAL:g}, the largest"
            f" number is {wider['most']}",
        ),
        ("faulty worlds", f"all {worlds()} detected by `make test`"),
        (
            "faults written blind",
            f"{first.total()}, written from the clauses before reading a scenario:"
            f" {_first_sight(first)}",
        ),
        (
            "second round, by other authors, with scenarios for the faults missed before",
            f"{second.total()}: {_first_sight(second)}",
        ),
        (
            "third round, for other clauses, with faults that appear only in a second situation",
            f"{third.total()}: {_first_sight(third)}",
        ),
        *_fourth_rows(),
        *_rows_of(
            "fifth",
            "by three other authors under the same terms, with situations and generated sequences",
            FIFTH,
        ),
        *_rows_of("sixth", "by three other authors, with further integrations", SIXTH),
        *_rows_of(
            "seventh",
            "by three other authors, with one situation for each scenario and 100 sequences",
            SEVENTH,
        ),
        *_rows_of(
            "eighth",
            "by three other authors, with 150 sequences of ordinary actions and disturbances",
            EIGHTH,
        ),
        (
            "generated mutations of the reference's rules",
            f"{mutation['killed']} of {mutation['mutants']} detected by a test;"
            f" {mutation['survived']} survive, each with the reason why it has no effect",
        ),
        (
            "whole runs",
            f"{same['runs']} runs of all {same['scenarios']} scenarios at that time, in other"
            f" orders, processes, time zones, locales and years, with {same['seeds']} more seeds"
            f" and {same['repetitions']} repetitions: {same['differences']} different verdicts in"
            f" {same['minutes']} minutes; newer scenarios are not included",
        ),
    ]
    lines = [
        "| measurement | result |",
        "|---|---|",
        *(f"| {name} | {result} |" for name, result in rows),
    ]
    return "\n".join(lines)


def _first_sight(found: Counter[str]) -> str:
    return (
        f"{found['own clause']} detected at first sight by their own clause,"
        f" {found['other clause']} by another, {found['missed']} missed,"
        f" {found['no fault']} turned out to be correct behavior"
    )


def with_figures(page: str, table: str) -> str:
    """Replace the table in ``page``."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page; 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matrix", type=Path, metavar="FILE", help="mutants.json of a whole run")
    parser.add_argument("--wider", type=Path, metavar="FILE", help="that of a larger sample")
    parser.add_argument("--sameness", type=Path, metavar="FILE", help="what sameness --out wrote")
    asked = parser.parse_args(arguments)
    known = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    if asked.matrix is not None:
        known["matrix"] = of_matrix(json.loads(asked.matrix.read_text(encoding="utf-8")))
    if asked.wider is not None:
        known["wider"] = of_wider(json.loads(asked.wider.read_text(encoding="utf-8")))
    if asked.sameness is not None:
        known["sameness"] = json.loads(asked.sameness.read_text(encoding="utf-8"))
    FIGURES.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    page = with_figures(PAGE.read_text(encoding="utf-8"), figures(known))
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
