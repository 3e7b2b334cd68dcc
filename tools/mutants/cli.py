"""``python -m tools.mutants``: runs the suite against connectors that are faulty on purpose."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from percipio_conformance.cli.environment import drop_settings_of_pytest
from percipio_conformance.cli.main import execute
from percipio_conformance.cli.output import Parser, complain, say, warn
from percipio_conformance.core.arguments import bounded_int
from percipio_conformance.reporting.writer import ReportError, ensure_writable
from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.clauses import UnknownClause, load_registry
from percipio_conformance.spec.profiles import ARTICLE, load_profile
from percipio_conformance.spec.tags import CLAUSE
from tools.mutants import report_html, report_json, report_text
from tools.mutants.excuses import ExcuseError, load_excuses
from tools.mutants.kill_matrix import KillMatrix
from tools.mutants.messages import JobResult
from tools.mutants.plan import run_all, sampled
from tools.mutants.registry import CONNECTORS, RegistryError, choose, load_mutants
from tools.mutants.worker_pool import WorkerDied, WorkerPool

CAUGHT, NOT_CAUGHT, USAGE, HARNESS_ERROR = 0, 1, 2, 3
SAMPLE = 6
READING = re.compile(r"(A-[A-Z0-9-]+)\.([a-z0-9-]+)")

WRITERS = {"text": report_text.render, "json": report_json.render, "html": report_html.render}
FILES = {"text": "mutants.txt", "json": "mutants.json", "html": "index.html"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    return execute(argv, lambda: _parser().parse_args)


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = Parser(
        prog="python -m tools.mutants",
        description="Run the suite against every mutant of tests/mutants/connectors and "
        "say, clause by clause, which scenarios detect it.",
        epilog="Exit codes: 0 every fault is detected by its own clause, every must clause has a "
        "fault, and every scenario turns red for a fault of its own clauses or is excused; "
        "1 otherwise; 2 wrong usage; 3 harness error.",
    )
    parser.add_argument(
        "--clause", action="append", default=[], metavar="ID", help="only mutants of this clause"
    )
    parser.add_argument(
        "--mutant", "--fault", action="append", default=[], metavar="NAME", help="only this mutant"
    )
    parser.add_argument(
        "--list",
        action="store_true",
        help="run nothing; print each mutant with the clauses it violates: name, tab, clauses",
    )
    parser.add_argument("--format", choices=tuple(WRITERS), default="text")
    parser.add_argument(
        "--sample",
        type=bounded_int(0),
        metavar="N",
        help=f"run N mutants against all scenarios, to count unrelated failures ({SAMPLE}; none "
        "with --clause or --mutant)",
    )
    parser.add_argument(
        "-n",
        dest="workers",
        type=bounded_int(1),
        default=os.cpu_count() or 1,
        metavar="WORKERS",
        help="how many at once (one for each core)",
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="write all formats into this folder as well"
    )
    parser.set_defaults(command=run, runs_connectors=True)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Run the mutants and print the matrix; the exit code."""
    drop_settings_of_pytest("mutants")
    registry = load_registry()
    try:
        only = tuple(registry.clause(each).id for each in arguments.clause)
        chosen = choose(load_mutants(), arguments.mutant, only)
        excuses = load_excuses(CONNECTORS)
        if arguments.out is not None:
            ensure_writable(arguments.out, "--out")
    except (ReportError, UnknownClause, RegistryError, ExcuseError) as error:
        complain("mutants", error)
        return USAGE
    if arguments.list:
        for each in chosen:
            say(f"{each.mutant.name}\t{' '.join(sorted(each.mutant.concerns))}")
        return CAUGHT
    sample = arguments.sample
    if sample is None:
        sample = 0 if arguments.clause or arguments.mutant else SAMPLE
    drawn = sampled((each.mutant.name for each in chosen), sample)
    try:
        with WorkerPool(arguments.workers) as pool:
            verdicts = run_all(chosen, drawn, pool, _print_result)
    except WorkerDied as error:
        complain("mutants", error)
        return HARNESS_ERROR
    warn("")
    tags = [tag for scenario in builtin_scenarios() for tag in scenario.tags]
    matrix = KillMatrix(
        registry=registry,
        mutants=verdicts,
        verifying={tag: tags.count(tag) for tag in set(tags) if CLAUSE.fullmatch(tag)},
        tagged={(found[1], found[2]) for tag in set(tags) if (found := READING.fullmatch(tag))},
        picks=load_profile(ARTICLE).readings,
        only=only,
        complete=not arguments.mutant,
        excuses=excuses,
    )
    sys.stdout.write(WRITERS[arguments.format](matrix))
    if arguments.out is not None:
        arguments.out.mkdir(parents=True, exist_ok=True)
        for name, render in WRITERS.items():
            (arguments.out / FILES[name]).write_text(render(matrix), encoding="utf-8")
        warn(f"Report: {arguments.out / FILES['html']}")
    return NOT_CAUGHT if matrix.problems else CAUGHT


def _print_result(outcome: JobResult) -> None:
    sys.stderr.write("!" if outcome.broken else ".")
    sys.stderr.flush()
