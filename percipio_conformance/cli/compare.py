"""``percipio-conformance compare``: what changed from one run to another."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from percipio_conformance import schemas
from percipio_conformance.cli.output import complain, say
from percipio_conformance.core.printable import printable, printable_json
from percipio_conformance.reporting.labels import STATUS_LABELS
from percipio_conformance.results.comparison import KINDS, Change, CompareError, Comparison, compare
from percipio_conformance.results.reader import read_run
from percipio_conformance.results.run_result import StreamError
from percipio_conformance.results.status import Status

SAME, WORSE, USAGE = 0, 1, 2
SCHEMA = "comparison"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Compare the reports of two runs, the older one first."
    parser.epilog = (
        "Exit codes: 0 nothing got worse, 1 something did, 2 wrong usage. What fails, is no"
        " longer tested, or vanished, got worse."
    )
    parser.add_argument("before", type=Path, metavar="A", help="the report folder of one run")
    parser.add_argument("after", type=Path, metavar="B", help="the report folder of a later one")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the comparison; 1 when something got worse."""
    try:
        found = compare(read_run(arguments.before), read_run(arguments.after))
    except (StreamError, CompareError) as error:
        complain("compare", error)
        return USAGE
    if arguments.format == "json":
        say(printable_json(json.dumps(_as_json(found), ensure_ascii=False, indent=2)))
    else:
        say("\n".join(_as_text(found)))
    return WORSE if found.worse else SAME


def _as_json(found: Comparison) -> dict[str, object]:
    return {"$schema": f"{schemas.BASE}{SCHEMA}", "worse": found.worse, **asdict(found)}


def _as_text(found: Comparison) -> Iterator[str]:
    for each in found.differences:
        yield printable(f"{each.what}: {each.before} -> {each.after}")
    if found.newly_refused:
        yield f"Features that no longer run: {len(found.newly_refused)}"
        yield from (printable(f"  {each}") for each in found.newly_refused)
    yield from _section("Clauses", found.clauses)
    yield from _section("Scenarios", found.scenarios)
    if found.worse:
        yield "Something got worse."
    elif found.same_verdicts:
        yield "Every verdict is the same."
    else:
        yield "Nothing got worse."


def _section(title: str, changes: Sequence[Change]) -> Iterator[str]:
    for kind in KINDS:
        alike = [each for each in changes if each.kind == kind]
        if not alike:
            continue
        yield f"{title} {kind}: {len(alike)}"
        for each in alike:
            yield printable(f"  {each.id}  {_word(each.before)} -> {_word(each.after)}")
            if "::" not in each.id:
                yield printable(f"      {each.title}")


def _word(status: Status | None) -> str:
    return "not there" if status is None else STATUS_LABELS[status]
