"""Runs the suite for ``percipio-conformance run``: a front end to the pytest plugin.

``run.py`` declares the arguments; importing this module takes half a second.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest

from percipio_conformance.cli.environment import drop_settings_of_pytest
from percipio_conformance.cli.execution.console import USAGE, ConsolePlugin
from percipio_conformance.cli.execution.scenario_list import Listing
from percipio_conformance.cli.output import complain, say, warn
from percipio_conformance.cli.settings import (
    Settings,
    SettingsError,
    find_settings,
    read_settings,
)
from percipio_conformance.core.options import AS_COMMAND, argv_for
from percipio_conformance.results.recorded_profile import load_run_profile
from percipio_conformance.results.run_result import StreamError
from percipio_conformance.runner.expressions import WrongExpression, check_expressions
from percipio_conformance.runner.narrowing import NothingFailed, scenarios_of
from percipio_conformance.runner.own_features import OPTION
from percipio_conformance.spec.clauses import UnknownClause, load_registry
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.feature_search import SUFFIX, distinct, find_features, not_executed
from percipio_conformance.spec.profiles import ProfileError


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
    if arguments.list and arguments.compare_with is not None:
        complain("run", "--list runs nothing, so it cannot compare; leave out --compare-with")
        return USAGE
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
