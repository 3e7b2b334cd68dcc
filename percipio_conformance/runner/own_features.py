"""The user's own features as ``percipio-conformance run`` collects them: a pytest plugin.

pytest would cut a name at a bracket, follow a link in circles, and execute the Python files that it
finds on the way. So it is given no path: the files are found, checked and handed over here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from percipio_conformance.core.printable import printable_lines
from percipio_conformance.results.summary_text import plural
from percipio_conformance.runner.collection import FeatureFile, feature_name
from percipio_conformance.runner.feature_checks import check_file
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.feature_problem import Problem, listing
from percipio_conformance.spec.feature_search import find_features

OPTION = "--own-feature"


@dataclass(frozen=True, slots=True)
class Survey:
    """The feature files of the user: those that can run, and the problems of the others.

    ``refused`` is by the name that reports give a file.
    """

    good: tuple[Path, ...]
    refused: dict[str, list[Problem]]


SURVEY: pytest.StashKey[Survey] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("percipio-conformance").addoption(
        OPTION, action="append", default=[], metavar="PLACE", help="a feature of the user's own"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    places = [Path(each) for each in config.getoption("own_feature")]
    if not places:
        return
    survey = _survey(find_features(places), config)
    config.stash[SURVEY] = survey
    if not survey.refused or hasattr(config, "workerinput"):
        return
    text = _message(survey, config)
    if not survey.good and config.option.collectonly:
        raise pytest.UsageError(printable_lines(text))
    print(printable_lines(f"percipio-conformance run: {text}"), file=sys.stderr)


def refused_features(config: pytest.Config) -> tuple[str, ...]:
    """The user's features that cannot run, one sentence each, in one line."""
    survey = config.stash.get(SURVEY, None)
    if survey is None:
        return ()
    return tuple(_first(name, problems) for name, problems in survey.refused.items())


def _first(name: str, problems: Sequence[Problem]) -> str:
    """The first problem of the file, and how many more there are."""
    first, *choices = (line.strip() for line in str(problems[0]).split("\n"))
    rest = len(problems) - 1
    more = f" (and {plural(rest, 'more problem')})" if rest else ""
    return f"{name}, {first}{' ' if choices else ''}{' or '.join(choices)}{more}"


@pytest.hookimpl(tryfirst=True)
def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the user's features in place of the suite's."""
    if path == FEATURES and SURVEY in parent.config.stash:
        return OwnFeatures.from_parent(parent, path=path)
    return None


class OwnFeatures(pytest.Directory):
    """Collects the features that can run, from any folder."""

    def collect(self) -> Iterable[pytest.Collector]:
        for path in self.config.stash[SURVEY].good:
            absolute = self.config.invocation_params.dir / path
            yield GoodFeature.from_parent(self, path=absolute, nodeid=_node_name(absolute))


class GoodFeature(FeatureFile):
    """A file in which the survey of this process has found no problem: it is not checked again."""

    def problems(self) -> list[Problem]:
        return []


def _node_name(path: Path) -> str:
    """The path without the signs at which pytest parts a name."""
    return str(path).replace("%", "%25").replace(":", "%3A").replace("[", "%5B")


def _survey(paths: Sequence[Path], config: pytest.Config) -> Survey:
    registry = load_registry()
    good, refused = [], {}
    for path in paths:
        absolute = config.invocation_params.dir / path
        name = feature_name(absolute, config)
        problems = check_file(absolute, name, registry, own=True)
        if problems:
            refused[name] = problems
        else:
            good.append(path)
    return Survey(tuple(good), refused)


def _message(survey: Survey, config: pytest.Config) -> str:
    many = len(survey.refused) > 1
    head = f"{len(survey.refused)} features cannot" if many else "a feature cannot"
    lines = [f"{head} be played:"]
    lines += [listing(name, problems) for name, problems in survey.refused.items()]
    if survey.good:
        names = [feature_name(config.invocation_params.dir / each, config) for each in survey.good]
        lines.append(f"Played all the same: {', '.join(names)}")
    return "\n".join(lines)
