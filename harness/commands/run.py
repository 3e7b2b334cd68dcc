"""``percipio-conformance run``: a face on the pytest plugin, not a second runner."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest

from harness.authoring.collection import OPTION
from harness.authoring.places import SUFFIX, find_features, not_executed
from harness.commands.face import USAGE, Face
from harness.commands.saying import complain, say, warn
from harness.featurefiles import FEATURES
from harness.options import add_options, words_for
from harness.requirements.profiles import ProfileError, load_profile
from harness.requirements.register import UnknownClause, load_register
from harness.verdicts.exit_codes import EXIT_CODES

SETTINGS_OF_PYTEST = ("PYTEST_ADDOPTS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "run",
        help="run the suite and print a verdict per clause",
        description="Run the conformance suite, against the reference connector unless "
        "--connector, --connector-command, --driver or --subject names another.",
        epilog="Exit codes: "
        + "; ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items()).replace("`", "")
        + ".",
    )
    parser.add_argument(
        "places",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="features of your own, or a folder of them, to play instead of the suite's",
    )
    add_options(parser.add_argument, report={"default": Path("reports/latest")})
    parser.add_argument(
        "-n", dest="workers", metavar="WORKERS", help="spread over so many processes, or auto"
    )
    parser.add_argument("--shuffle", type=int, metavar="N", help="run in an order drawn from N")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the suite as asked; the exit code."""
    problem = _check_selection(arguments)
    if problem is not None:
        complain("run", problem)
        return USAGE
    _drop_settings_of_pytest()
    unread = not_executed(find_features(arguments.places), arguments.places)
    if unread:
        names = ", ".join(map(str, unread))
        warn(f"Not executed: {names}. Features use the steps and settings of the suite alone.")
    face = Face(sys.stdout, own=bool(arguments.places))
    code = pytest.main(_pytest_arguments(arguments), plugins=[face])
    if face.exit_code is not None:
        say(f"Report: {arguments.report / 'index.html'}")
        return face.exit_code
    return face.explain(int(code))


def _drop_settings_of_pytest() -> None:
    """The environment adds no options: a run that chose scenarios that way would look whole."""
    dropped = [name for name in SETTINGS_OF_PYTEST if os.environ.pop(name, "")]
    if dropped:
        names = ", ".join(dropped)
        complain("run", f"it takes no settings from {names}")


def _check_selection(arguments: argparse.Namespace) -> str | None:
    problem = next(filter(None, map(_problem_of, arguments.places)), None)
    if problem is not None:
        return problem
    register = load_register()
    try:
        clauses = [register.clause(each) for each in arguments.clause]
        load_profile(arguments.profile)
    except (UnknownClause, ProfileError) as error:
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


def _pytest_arguments(arguments: argparse.Namespace) -> list[str]:
    given = ["-c", str(Path(__file__).parent.parent / "pytest.ini"), f"--rootdir={FEATURES.parent}"]
    # Features of the user's own are no paths to pytest: see harness.authoring.collection.
    given += [f"{OPTION}={each}" for each in arguments.places]
    given += [str(FEATURES)]
    given += words_for(arguments)
    if arguments.shuffle is not None:
        given += ["--random-order", f"--random-order-seed={arguments.shuffle}"]
    if arguments.workers is not None:
        given += ["-n", arguments.workers]
    return given
