"""``percipio-conformance run``: the arguments of a run."""

from __future__ import annotations

import argparse
from pathlib import Path

from percipio_conformance.cli.arguments import Once, add_once, workers
from percipio_conformance.cli.commands import imported
from percipio_conformance.cli.settings import FILE_NAME, TABLE
from percipio_conformance.core.arguments import bounded_int
from percipio_conformance.core.exit_codes import EXIT_CODES
from percipio_conformance.core.options import add_options, drawn_from, some_path, some_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Run the conformance suite against the reference connector, or against the connector that "
        "--connector, --connector-command, --connector-class or --connector-factory names. "
        f"Options that the command line leaves out come from [tool.{TABLE}] in the project's "
        f"{FILE_NAME}."
    )
    parser.epilog = (
        "Exit codes: "
        + "; ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items()).replace("`", "")
        + "."
    )
    parser.add_argument(
        "places",
        nargs="*",
        type=some_path,
        metavar="FILE",
        help="your own features, or a folder of them, to run instead of the suite's",
    )
    add = add_once(parser)
    where = "where to write (reports/latest); reports of an earlier run are overwritten"
    add_options(add, report={"default": Path("reports/latest"), "help": where})
    choice = parser.add_argument_group("as in pytest")
    add = add_once(choice)
    add("-k", dest="keyword", type=some_text, metavar="EXPR", help="only scenarios whose file, "
        "name (with underscores) or tag holds a word: 'tags and not retired'")  # fmt: skip
    add("-m", dest="tags", type=some_text, metavar="EXPR",
        help="only scenarios of a tag or level: 'C013 or C018', 'must and not wire'")  # fmt: skip
    choice.add_argument("-x", "--exitfirst", action="store_true", help="stop at the first failure")
    add("--maxfail", type=bounded_int(1), metavar="N", help="stop at the Nth failure")
    choice.add_argument("--lf", "--last-failed", dest="last_failed", action="store_true",
        help="only what failed last time: --failed-in with the folder of --report")  # fmt: skip
    choice.add_argument("--list", action="store_true",
        help="run nothing; print each scenario with its clauses: id, tab, clauses")  # fmt: skip
    add("-n", dest="workers", type=workers, metavar="WORKERS",
        help="parallel processes; auto: one a core, at most 8; 0: this one alone (0)")  # fmt: skip
    add("--shuffle", type=drawn_from, metavar="N", help="run in an order drawn from N")
    add("--color", choices=("auto", "yes", "no"), default="auto",
        help="colors; auto follows NO_COLOR, FORCE_COLOR and the terminal (auto)")  # fmt: skip
    much = choice.add_mutually_exclusive_group()
    much.add_argument("-v", "--verbose", action="store_true", help="a line for each scenario")
    much.add_argument("-q", "--quiet", action="store_true", help="no progress, only the verdict")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--config", action=Once, type=some_path, metavar="FILE",
        help=f"settings from this file instead of the project's {FILE_NAME}")  # fmt: skip
    source.add_argument("--no-config", action="store_true", help="no settings from a file")
    parser.set_defaults(command=imported("run"))
