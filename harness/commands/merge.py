"""``percipio-conformance merge``: from the reports of all shards to the verdict."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from harness.commands.saying import complain, say, say_as_made
from harness.report import ReportError, write_all
from harness.report.screen import look_of
from harness.report.terminal import summary
from harness.requirements.register import load_register
from harness.story.events import RunFinished
from harness.story.finished_run import read_run
from harness.story.merging import MergeError, merge
from harness.story.stream import StreamError

USAGE = 2


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "merge",
        help="merge the reports of all shards of a run, and judge it",
        description="Merge what `percipio-conformance run --shard` wrote on several machines into"
        " the report of the whole run.",
        epilog="Exit codes are those of `percipio-conformance run`; parts that do not belong"
        " together are wrong usage.",
    )
    parser.add_argument(
        "parts", nargs="+", type=Path, metavar="DIR", help="the report folder of every shard"
    )
    parser.add_argument(
        "--report",
        type=Path,
        default=Path("reports/latest"),
        metavar="DIR",
        help="where to write (reports/latest)",
    )
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Merge, write the report, print the verdict; the exit code of the whole run."""
    try:
        parts = [(str(place), read_run(place)) for place in arguments.parts]
        story = merge(parts, load_register())
        write_all(story, arguments.report)
    except (StreamError, MergeError, ReportError) as error:
        complain("merge", error)
        return USAGE
    say_as_made(summary(story, look_of(sys.stdout)))
    say(f"Report: {arguments.report / 'index.html'}")
    last = story[-1]
    assert isinstance(last, RunFinished)
    return last.exit_code
