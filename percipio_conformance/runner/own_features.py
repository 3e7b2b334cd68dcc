"""A pytest plugin that collects the user's own features for ``percipio-conformance run``.

pytest would split a path at a bracket, follow circular links, and execute the Python files that it
finds. So it gets no path: this plugin finds, checks and collects the files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from percipio_conformance.core.printable import printable_lines
from percipio_conformance.core.text import plural
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

    ``invalid_features`` has the name of the file in reports as its key.
    """

    good: tuple[Path, ...]
    invalid_features: dict[str, list[Problem]]


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
    if not survey.invalid_features or hasattr(config, "workerinput"):
        return
    text = _message(survey, config)
    if not survey.good and config.option.collectonly:
        raise pytest.UsageError(printable_lines(text))
    print(printable_lines(f"percipio-conformance run: {text}"), file=sys.stderr)


def invalid_features(config: pytest.Config) -> tuple[str, ...]:
    """Returns the user's features that cannot run, one sentence each, on one line."""
    survey = config.stash.get(SURVEY, None)
    if survey is None:
        return ()
    return tuple(_first(name, problems) for name, problems in survey.invalid_features.items())


def _first(name: str, problems: Sequence[Problem]) -> str:
    """Returns the first problem of the file, and the number of further ones."""
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
    """A file without problems in the survey of this process; it is not checked again."""

    def problems(self) -> list[Problem]:
        return []


def _node_name(path: Path) -> str:
    """Escapes the characters of the path at which pytest splits a name."""
    return str(path).replace("%", "%25").replace(":", "%3A").replace("[", "%5B")


def _survey(paths: Sequence[Path], config: pytest.Config) -> Survey:
    registry = load_registry()
    good, invalid = [], {}
    for path in paths:
        absolute = config.invocation_params.dir / path
        name = feature_name(absolute, config)
        problems = check_file(absolute, name, registry, own=True)
        if problems:
            invalid[name] = problems
        else:
            good.append(path)
    return Survey(tuple(good), invalid)


def _message(survey: Survey, config: pytest.Config) -> str:
    many = len(survey.invalid_features) > 1
    head = f"{len(survey.invalid_features)} features cannot" if many else "a feature cannot"
    lines = [f"{head} run:"]
    lines += [listing(name, problems) for name, problems in survey.invalid_features.items()]
    if survey.good:
        names = [feature_name(config.invocation_params.dir / each, config) for each in survey.good]
        lines.append(f"The others still run: {', '.join(names)}")
    return "\n".join(lines)
