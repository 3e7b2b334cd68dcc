"""Checks a feature file before a run."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from gherkin.errors import CompositeParserException, ParserException
from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.feature import features
from pytest_bdd.gherkin_parser import GherkinDocument
from pytest_bdd.parser import FeatureParser

from percipio_conformance.core.printable import printable, short
from percipio_conformance.files.reading import MOST_OF_A_FEATURE, UnreadableFile, read_bytes
from percipio_conformance.runner.step_checks import asynchronous, check_steps
from percipio_conformance.spec.clauses import ClauseRegistry
from percipio_conformance.spec.feature_document import (
    WrittenScenario,
    parse_document,
    read_scenarios,
)
from percipio_conformance.spec.feature_problem import Problem
from percipio_conformance.spec.feature_text import ENCODING
from percipio_conformance.spec.outline_checks import check_ids, check_scenario
from percipio_conformance.spec.tag_checks import check_tags, known_tags

NO_SCENARIO = "it contains no scenario: write one, or delete the file"


def check_file(path: Path, name: str, registry: ClauseRegistry, *, own: bool) -> list[Problem]:
    """Returns the problems that prevent a feature file from running, by line.

    Args:
        name: the name of the file in reports.
        own: True for the user's own file, False for a file of the suite.
    """
    try:
        # Neither parser checks that it is a regular file.
        read_bytes(path, MOST_OF_A_FEATURE)
        _load_into_pytest_bdd(path)
        scenarios = read_scenarios(path)
    except (
        UnreadableFile,
        OSError,
        UnicodeDecodeError,
        GherkinParseError,
        ParserException,
    ) as error:
        return [_unreadable(error)]
    if not scenarios:
        return [Problem(0, NO_SCENARIO)]
    return sorted(set(_problems(scenarios, name, registry, own=own)))


def _problems(
    scenarios: Sequence[WrittenScenario], name: str, registry: ClauseRegistry, *, own: bool
) -> Iterator[Problem]:
    for coroutine in asynchronous():
        yield Problem(0, f"the step {coroutine} is a coroutine and would never run")
    known = known_tags(registry)
    yield from check_ids(name, scenarios)
    for scenario in scenarios:
        yield from check_scenario(scenario)
        yield from check_tags(scenario, registry, own=own, known=known)
        for instance in scenario.instances():
            yield from check_steps(instance)


class _SharedDocument(FeatureParser):
    """The parser of pytest-bdd, without a second run of the Gherkin parser over the same text."""

    def _parse_feature_file(self) -> GherkinDocument:
        text = Path(self.abs_filename).read_text(encoding=self.encoding)
        try:
            document = parse_document(text)
        except CompositeParserException:
            # pytest-bdd explains what is wrong.
            return super()._parse_feature_file()
        return GherkinDocument.from_dict(document)


def _load_into_pytest_bdd(path: Path) -> None:
    """Makes pytest-bdd parse the file with our encoding; it caches the result by the file name."""
    name = os.path.abspath(path)  # noqa: PTH100 - the key of pytest-bdd; resolving it changes links
    if name in features:
        return
    try:
        features[name] = _SharedDocument(str(path.parent), path.name, ENCODING).parse()
    except KeyError as error:
        # pytest-bdd raises this for a file without a feature.
        if error.args != ("feature",):
            raise


def _unreadable(error: Exception) -> Problem:
    match error:
        case GherkinParseError():
            where = f"this is not Gherkin: {short(printable(error.line_content.strip()))}"
            return Problem(error.line, f"{where}\n    {error.message}")
        case UnreadableFile():
            return Problem(0, f"it cannot be read: {error}")
        case UnicodeDecodeError():
            return Problem(0, f"it is not text in UTF-8 (byte {error.start}): save it as UTF-8")
        case OSError():
            return Problem(0, f"it cannot be read: {error.strerror or error}")
        case ParserException():
            line = (getattr(error, "location", None) or {}).get("line", 0)
            return Problem(line, f"this is not Gherkin: {short(str(error))}")
        case _:
            raise error
