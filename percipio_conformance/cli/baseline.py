"""``percipio-conformance baseline update``: update the file of known failures after a run."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from percipio_conformance.cli.output import complain, say
from percipio_conformance.core.printable import printable
from percipio_conformance.core.text import join_and
from percipio_conformance.files.reading import MOST_OF_A_DOCUMENT, UnreadableFile, read_text
from percipio_conformance.files.writing import replace_file
from percipio_conformance.results.baseline import BaselineError, load_baseline, read_entries
from percipio_conformance.results.baseline_update import Updated, updated
from percipio_conformance.results.reader import read_run
from percipio_conformance.results.run_result import RunResult, StreamError
from percipio_conformance.results.summary_text import chosen_by, how_far

WRITTEN, USAGE = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "A baseline names failures that are known, for `run --baseline`."
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    update = actions.add_parser(
        "update",
        help="update a baseline from the report of a run",
        description="Add what fails and is not in the file, with blanks for you to fill; remove"
        " what passes; leave everything else as you wrote it.",
        epilog="Exit codes: 0 written or nothing to write, 2 the file or the report cannot be"
        " used.",
    )
    update.add_argument(
        "--report",
        type=Path,
        default=Path("reports/latest"),
        metavar="DIR",
        help="the report of the run (reports/latest)",
    )
    update.add_argument("file", type=Path, metavar="FILE", help="the baseline; made if need be")
    update.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Update the file; return the exit code, 2 if the file or the report cannot be used."""
    path: Path = arguments.file
    try:
        run_result = read_run(arguments.report)
        _refuse_part(run_result)
        old = None
        # A dangling link counts as a file: the user meant another one.
        if os.path.lexists(path):
            read_entries(path)
            old = read_text(path, MOST_OF_A_DOCUMENT)
        new = updated(old, run_result)
        if new.added or new.removed:
            # A link to the file stays a link.
            replace_file(Path(os.path.realpath(path)), new.text.encode())
    except (StreamError, BaselineError, UnreadableFile) as error:
        complain("baseline update", error)
        return USAGE
    except OSError as error:
        complain("baseline update", f"{path} cannot be written: {error.strerror}.")
        return USAGE
    _tell_part(run_result)
    _tell(new, path)
    return WRITTEN


def _refuse_part(run_result: RunResult) -> None:
    if (shard := run_result.started.shard) is not None:
        raise StreamError(
            f"the report is shard {shard.number} of {shard.of}, which has no verdicts. Merge the"
            " shards first."
        )


def _tell_part(run_result: RunResult) -> None:
    """Note if the run was incomplete; entries for scenarios that did not run are kept."""
    interruption, selection = run_result.finished.interruption, run_result.started.selection
    how = [f"interrupted {how_far(interruption)}"] if interruption is not None else []
    how += [f"narrowed ({chosen_by(selection)})"] if selection.narrowed else []
    if how:
        words = join_and(how)
        say(f"Note: the run was {words}; entries for scenarios that did not run are kept.")


def _tell(new: Updated, path: Path) -> None:
    for word, entries in (("added", new.added), ("removed", new.removed), ("kept", new.kept)):
        for each in entries:
            say(f"{word:<8} {printable(each)}")
    if not new.added and not new.removed:
        say("nothing to add or remove")
        if not path.exists():
            return
    try:
        load_baseline(path)
    except BaselineError:
        say(f"Fill in reason, owner and expires of every entry in {path} before a run uses it.")
