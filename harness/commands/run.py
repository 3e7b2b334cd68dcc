"""``percipio-conformance run``: a face on the pytest plugin, not a second runner."""

from __future__ import annotations

import argparse
import io
import re
import sys
from pathlib import Path
from typing import TextIO

import pytest

from harness.featurefiles import FEATURES
from harness.options import add_options, words_for
from harness.report.terminal import Look, look_for, progress, summary
from harness.requirements.profiles import ProfileError, load_profile
from harness.requirements.register import UnknownClause, load_register
from harness.story.events import Event, RunFinished, ScenarioFinished

MARKS_IN_A_LINE = 72
CONFORMANT, NOT_CONFORMANT, USAGE, HARNESS_ERROR = 0, 1, 2, 3


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "run",
        help="run the suite and print a verdict per clause",
        description="Run the conformance suite, against the reference connector unless "
        "--connector, --connector-command, --driver or --subject names another.",
        epilog="Exit codes: 0 conformant, 1 not conformant, 2 wrong usage, 3 harness error, 4 the "
        "baseline of known failures is out of date.",
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
        print(f"percipio-conformance run: {problem}", file=sys.stderr)
        return USAGE
    face = Face(sys.stdout, own=bool(arguments.places))
    code = pytest.main(_pytest_arguments(arguments), plugins=[face])
    if face.exit_code is not None:
        print(f"Report: {arguments.report / 'index.html'}")
        return face.exit_code
    return face.explain(int(code))


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
        if not any(place.rglob("*.feature")):
            return f"the folder {place} holds no .feature file"
    elif place.suffix != ".feature":
        return f"{place} is no .feature file"
    return None


def _pytest_arguments(arguments: argparse.Namespace) -> list[str]:
    given = ["-c", str(Path(__file__).parent.parent / "pytest.ini"), f"--rootdir={FEATURES.parent}"]
    given += [str(each) for each in _places(arguments)]
    given += words_for(arguments)
    if arguments.shuffle is not None:
        given += ["--random-order", f"--random-order-seed={arguments.shuffle}"]
    if arguments.workers is not None:
        given += ["-n", arguments.workers]
    return given


def _places(arguments: argparse.Namespace) -> list[Path]:
    """Where the wanted scenarios are: reading the other features as well costs seconds."""
    if arguments.places:
        own: list[Path] = arguments.places
        return own
    paths = sorted(FEATURES.rglob("*.feature"))
    if arguments.clause:
        tags = re.compile("|".join(rf"@{clause}\b" for clause in arguments.clause))
        paths = [each for each in paths if tags.search(each.read_text(encoding="utf-8"))]
    elif arguments.scenario is not None:
        wanted = arguments.scenario.partition("::")[0]
        paths = [
            each
            for each in paths
            if str(Path("features") / each.relative_to(FEATURES).with_suffix("")) == wanted
        ]
    else:
        return [FEATURES]
    return paths or [FEATURES]


class Face:
    """Shows the run in our words; what pytest itself would say is kept for when it goes wrong."""

    def __init__(self, out: TextIO, *, own: bool = False) -> None:
        self._out = out
        self._own = own
        self._unreadable: list[str] = []
        self._look: Look = look_for(out.encoding, colour=out.isatty())
        self._events: list[Event] = []
        self._pytest_says = io.StringIO()
        self._marks = 0
        self.exit_code: int | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter._tw._file = self._pytest_says

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._unreadable.append(str(report.longrepr))

    def pytest_conformance_event(self, event: Event) -> None:
        self._events.append(event)
        words = progress(event, self._look)
        if words is not None:
            self._progress(words)
        if isinstance(event, RunFinished):
            self._progress("\n")
            self._out.write("\n" + summary(self._events, self._look))
            self.exit_code = event.exit_code
        self._out.flush()

    def _progress(self, words: str) -> None:
        """Marks in lines of a readable length; what has a line of its own leaves no empty one."""
        if "\n" in words:
            self._out.write(words if self._marks else words.removeprefix("\n"))
            self._marks = 0
            return
        self._out.write(words)
        self._marks += 1
        if self._marks == MARKS_IN_A_LINE:
            done = sum(isinstance(each, ScenarioFinished) for each in self._events)
            self._out.write(f" {done}\n")
            self._marks = 0

    def explain(self, code: int) -> int:
        """Nothing was judged: say why, and give the exit code."""
        match pytest.ExitCode(code):
            case pytest.ExitCode.USAGE_ERROR:
                # pytest has printed the reason.
                return USAGE
            case pytest.ExitCode.NO_TESTS_COLLECTED:
                print("percipio-conformance run: no scenario matches", file=sys.stderr)
                return USAGE
            case _ if self._own and self._unreadable:
                print("percipio-conformance run: a feature cannot be played", file=sys.stderr)
                print("\n".join(dict.fromkeys(self._unreadable)), file=sys.stderr)
                return USAGE
            case _:
                print(self._pytest_says.getvalue(), file=sys.stderr)
                print("percipio-conformance run: the suite itself is broken", file=sys.stderr)
                return HARNESS_ERROR
