"""``percipio-conformance replay``: one scenario of a finished run once more."""

from __future__ import annotations

import argparse
from importlib.metadata import version
from pathlib import Path

from harness.commands import run as run_command
from harness.commands.saying import complain, warn
from harness.printable import printable
from harness.report.json_report import FILE_NAME
from harness.story.finished_run import read_report
from harness.story.replay import ReplayError, find_scenario, replay_words, world_options
from harness.story.stream import StreamError

USAGE = 2


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "replay",
        help="play one scenario of a finished run again, from its report alone",
        description="Play one scenario again with the seed, the readings, the catalogue and the "
        "connector that the report records. Options that reach the connector may be given anew.",
        epilog="Exit codes are those of `percipio-conformance run`.",
    )
    parser.add_argument("scenario", metavar="ID", help="its id, or a part that no other id holds")
    parser.add_argument(
        "--report",
        type=Path,
        default=Path("reports/latest"),
        metavar="DIR",
        help="the report of the run (reports/latest)",
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where to write (the folder replay in it)"
    )
    for option in world_options():
        details = {**option.details, "default": argparse.SUPPRESS}
        parser.add_argument(option.name, **details)
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Play the scenario; the exit code of its run."""
    place: Path = arguments.report
    path = place / FILE_NAME if place.is_dir() else place
    ours = {each.attribute for each in world_options()}
    given = {name: value for name, value in vars(arguments).items() if name in ours}
    try:
        report = read_report(path)
        scenario = find_scenario(report, arguments.scenario)
        words = replay_words(report, path, scenario, argparse.Namespace(**given))
    except (StreamError, ReplayError) as error:
        complain("replay", error)
        return USAGE
    written, ours_now = report["suite"]["version"], version("percipio-conformance")
    if written != ours_now:
        warn(
            f"Note: the report is of version {printable(written)}, this is {ours_now};"
            " the scenario may have changed."
        )
    out = arguments.out or path.parent / "replay"
    return run_command.run(_parse([*words, "--report", str(out)]))


def _parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    run_command.add_parser(parser.add_subparsers())
    return parser.parse_args(["run", *words])
