"""``percipio-conformance report``: write all reports of a finished run again, from its events."""

from __future__ import annotations

import argparse
from pathlib import Path

from percipio_conformance.cli.output import complain, say
from percipio_conformance.reporting.writer import ReportError, write_all
from percipio_conformance.results.kill_matrix_file import ProofError, read_proof
from percipio_conformance.results.reader import read_run
from percipio_conformance.results.run_result import StreamError

WRITTEN, USAGE = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Read events.ndjson, check that it is complete, and write all reports again."
    )
    parser.epilog = (
        "Exit codes: 0 written, 2 the events are not those of one whole run, or "
        "there is no such matrix."
    )
    parser.add_argument("run", type=Path, metavar="DIR", help="the report folder of a run")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write (the same folder)")
    parser.add_argument(
        "--kill-matrix",
        type=Path,
        metavar="FILE",
        help="a mutants.json: the page says of every clause which faults it is known to notice",
    )
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the reports; return the exit code, 2 if the events or the matrix are invalid."""
    place: Path = arguments.run
    out = arguments.out or (place if place.is_dir() else place.parent)
    try:
        proof = read_proof(arguments.kill_matrix) if arguments.kill_matrix else None
        written = write_all(read_run(place).events, out, proof=proof)
    except (StreamError, ReportError, ProofError) as error:
        complain("report", error)
        return USAGE
    for each in written:
        say(each)
    return WRITTEN
