"""``percipio-conformance replay``: run one scenario of a finished run again."""

from __future__ import annotations

import argparse
from pathlib import Path

from percipio_conformance.cli import run as run_command
from percipio_conformance.cli.commands import imported
from percipio_conformance.cli.consent import TRUST, may_start
from percipio_conformance.cli.output import complain, warn
from percipio_conformance.core.printable import printable
from percipio_conformance.reporting.json_report import FILE_NAME
from percipio_conformance.results.reader import read_report
from percipio_conformance.results.recorded_options import ReplayError
from percipio_conformance.results.run_result import StreamError
from percipio_conformance.runner.replay import find_scenario, replay_argv, world_options

USAGE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Run one scenario again with the seed, the readings, the catalog and the "
        "connector that the report records. Options that reach the connector may be given again. "
        "What the report would start, and an address on another machine, is used only after you "
        "agreed, or with --trust."
    )
    parser.epilog = "Exit codes are those of `percipio-conformance run`."
    parser.add_argument("scenario", metavar="ID", help="its id, or a unique part of it")
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
    parser.add_argument(
        TRUST,
        action="store_true",
        help="start the connector that the report names without asking",
    )
    for option in world_options():
        option.declare(parser.add_argument, default=argparse.SUPPRESS)
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the scenario; return the exit code of its run."""
    # Imported here, because the help and the completion do not need the network.
    from percipio_conformance import __version__
    from percipio_conformance.runner.replay_targets import recorded_urls, started_by

    place: Path = arguments.report
    path = place / FILE_NAME if place.is_dir() else place
    ours = {each.attribute for each in world_options()}
    given = {name: value for name, value in vars(arguments).items() if name in ours}
    try:
        report = read_report(path)
        scenario = find_scenario(report, arguments.scenario)
        words = replay_argv(report, path, scenario, argparse.Namespace(**given))
        starts = started_by(report["options"], given)
    except (StreamError, ReplayError) as error:
        complain("replay", error)
        return USAGE
    if not may_start("replay", path, starts, trusted=arguments.trust):
        return USAGE
    if not starts:
        for url in recorded_urls(report["options"], given):
            warn(f"Note: the report names the connector at {printable(url)}, on this machine.")
    written, ours_now = report["suite"]["version"], __version__
    if written != ours_now:
        warn(
            f"Note: the report is of version {printable(written)}, this is {ours_now};"
            " the scenario may have changed."
        )
    out = arguments.out or path.parent / "replay"
    return imported("run")(_parse([*words, "--report", str(out), "--no-config"]))


def _parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    run_command.add_arguments(parser)
    return parser.parse_args(words)
