"""``percipio-conformance run``: a command line for the pytest plugin, not a second runner."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest

from percipio_conformance.cli.arguments import Once, add_once, workers
from percipio_conformance.cli.console import USAGE, ConsolePlugin
from percipio_conformance.cli.environment import drop_settings_of_pytest
from percipio_conformance.cli.output import complain, say, warn
from percipio_conformance.cli.scenario_list import Listing
from percipio_conformance.cli.settings import (
    FILE_NAME,
    TABLE,
    Settings,
    SettingsError,
    find_settings,
    read_settings,
)
from percipio_conformance.core.arguments import bounded_int
from percipio_conformance.core.exit_codes import EXIT_CODES
from percipio_conformance.core.options import (
    AS_COMMAND,
    add_options,
    argv_for,
    drawn_from,
    some_path,
    some_text,
)
from percipio_conformance.results.recorded_profile import load_run_profile
from percipio_conformance.results.run_result import StreamError
from percipio_conformance.runner.expressions import WrongExpression, check_expressions
from percipio_conformance.runner.narrowing import NothingFailed, scenarios_of
from percipio_conformance.runner.own_features import OPTION
from percipio_conformance.spec.clauses import UnknownClause, load_registry
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.feature_search import SUFFIX, distinct, find_features, not_executed
from percipio_conformance.spec.profiles import ProfileError


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
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the suite; return the exit code."""
    try:
        settings = _settings(arguments)
    except SettingsError as error:
        complain("run", error)
        return USAGE
    if arguments.last_failed:
        if arguments.failed_in is not None:
            complain("run", "--last-failed and --failed-in each name a run; write one of them")
            return USAGE
        arguments.failed_in = arguments.report
    problem = _check_selection(arguments)
    if problem is not None:
        complain("run", problem)
        return USAGE
    drop_settings_of_pytest("run")
    arguments.places = distinct(arguments.places)
    unread = not_executed(find_features(arguments.places), arguments.places)
    if unread:
        names = ", ".join(map(str, unread))
        warn(f"Not executed: {names}. Features use the steps and settings of the suite alone.")
    words = _pytest_arguments(arguments, settings)
    own = bool(arguments.places)
    if arguments.list:
        return _list(words, own=own)
    loud = int(arguments.verbose) - int(arguments.quiet)
    face = ConsolePlugin(sys.stdout, own=own, color=arguments.color, verbosity=loud)
    code = pytest.main(words, plugins=[face])
    if face.exit_code is None:
        return face.explain(int(code))
    say(f"Report: {arguments.report / 'index.html'}")
    return face.exit_code


def _list(words: list[str], *, own: bool) -> int:
    listing = Listing(sys.stdout, own=own)
    code = pytest.main([*words, "--collect-only"], plugins=[listing])
    if listing.exit_code is None or code != pytest.ExitCode.OK:
        # pytest reports the collected scenarios even if it then refuses to run them.
        return listing.explain(int(code))
    for line in listing.lines:
        say(line)
    return listing.exit_code


def _settings(arguments: argparse.Namespace) -> str | None:
    """Apply the settings of the file; return a note about the ones used."""
    if arguments.no_config:
        return None
    if arguments.config is not None:
        settings: Settings | None = read_settings(arguments.config)
    else:
        settings = find_settings(Path.cwd())
    for note in settings.deprecations if settings is not None else ():
        warn(f"percipio-conformance: {note}")
    used = settings.apply(arguments) if settings is not None else []
    if settings is None or not used:
        return None
    return f"{os.path.relpath(settings.path)}: {', '.join(used)}"


def _check_selection(arguments: argparse.Namespace) -> str | None:
    problem = next(filter(None, map(_problem_of, arguments.places)), None)
    if problem is not None:
        return problem
    registry = load_registry()
    try:
        clauses = [registry.clause(each) for each in arguments.clause]
        load_run_profile(arguments.profile)
        scenarios_of(arguments)
        check_expressions(arguments.keyword, arguments.tags, registry)
    except (UnknownClause, ProfileError, StreamError, NothingFailed, WrongExpression) as error:
        return str(error)
    for clause in clauses:
        if clause.unobservable is not None:
            return f"{clause.id} cannot be checked by a machine: {clause.unobservable}"
        if clause.planned:
            return f"{clause.id} has no scenario yet; it is planned"
    return None


def _problem_of(place: Path) -> str | None:
    if not place.exists():
        return f"there is no {place}; name a .feature file or a folder that holds some"
    if place.is_dir():
        if not find_features([place]):
            return f"the folder {place} holds no .feature file"
    elif not place.name.endswith(SUFFIX):
        return f"{place} is no .feature file"
    return None


def _pytest_arguments(arguments: argparse.Namespace, settings: str | None) -> list[str]:
    given = ["-c", str(Path(__file__).with_name("pytest.ini")), f"--rootdir={FEATURES.parent}"]
    # The user's own features are not passed to pytest as paths: see runner/own_features.py.
    given += [f"{OPTION}={each}" for each in arguments.places]
    given += [str(FEATURES)]
    given += [AS_COMMAND, *argv_for(arguments, plugin=True)]
    given += ["--settings-used", settings] if settings is not None else []
    given += ["-k", arguments.keyword] if arguments.keyword is not None else []
    given += ["-m", arguments.tags] if arguments.tags is not None else []
    given += ["-x"] if arguments.exitfirst else []
    given += [f"--maxfail={arguments.maxfail}"] if arguments.maxfail is not None else []
    if arguments.shuffle is not None:
        given += ["--random-order", f"--random-order-seed={arguments.shuffle}"]
    if arguments.workers is not None and not arguments.list:
        given += ["-n", arguments.workers]
    return given
