"""The names, tags and rows of the scenarios of a feature, without their steps.

The Gherkin parser needs 0.15 seconds for the features of the suite. The list of clauses and a run
of one clause need only a small part of what it finds; this module reads that line by line. A
feature with a construct that takes more than its line to understand goes to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.feature_text import ENCODING, example_texts

_KEYWORDS = {
    "Feature": "feature",
    "Rule": "rule",
    "Background": "background",
    "Scenario": "scenario",
    "Example": "scenario",
    "Scenario Outline": "scenario",
    "Scenario Template": "scenario",
    "Examples": "examples",
    "Scenarios": "examples",
}
_TITLE = re.compile(rf"({'|'.join(sorted(_KEYWORDS, key=len, reverse=True))}):(.*)")
_COMMENT = re.compile(r"\s#")
# Another language, other words for Feature, a docstring (which may hold any line), an escape.
_FOR_THE_PARSER = re.compile(
    r"^\s*#\s*language|^\s*(?:Business Need|Ability):|\"\"\"|```|\\", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class ScenarioHead:
    """One scenario or outline.

    ``tags`` are its own and those of its Rule and feature. ``rows`` are its cases: the name of
    each row of its Examples, as :func:`example_texts` makes it, and the tags of that table. A
    scenario without Examples has one case without a name.
    """

    name: str
    tags: frozenset[str]
    rows: tuple[tuple[str, frozenset[str]], ...]


def builtin_heads(folder: Path = FEATURES) -> Iterator[tuple[str, ScenarioHead]]:
    """Every scenario or outline of the suite, with the name of its file in reports.

    A test compares them with the result of the parser, so a mistake in a file is detected there.
    """
    for path in sorted(folder.rglob("*.feature")):
        name = str(Path("features") / path.relative_to(folder))
        for head in scenario_heads(path.read_text(encoding=ENCODING)):
            yield name, head


def scenario_heads(text: str) -> list[ScenarioHead]:
    """Every scenario of the text of a feature, in its order.

    For a text that is not Gherkin the result is undefined, as only the parser checks that.

    Raises:
        CompositeParserException: the parser had to read it, and it is not Gherkin.
    """
    if _FOR_THE_PARSER.search(text):
        return list(_parsed(text))
    return [each.head() for each in _read(text)]


def _parsed(text: str) -> Iterator[ScenarioHead]:
    # Imported here, because no feature of the suite needs it.
    from percipio_conformance.spec.feature_document import parse_scenarios

    for scenario in parse_scenarios(text):
        tags = frozenset(each.name for each in (*scenario.tags, *scenario.inherited))
        tables = [frozenset(tag.name for tag in each.tags) for each in scenario.examples]
        numbers = [len(each.rows) for each in scenario.examples]
        of_rows = [
            tags for tags, number in zip(tables, numbers, strict=True) for _ in range(number)
        ]
        names = [each.example for each in scenario.instances()]
        rows = zip(names, of_rows if scenario.examples else [frozenset()], strict=True)
        yield ScenarioHead(scenario.name, tags, tuple(rows))


@dataclass(slots=True)
class _Table:
    """One table of Examples; ``rows`` begins with its header."""

    tags: frozenset[str]
    rows: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(slots=True)
class _Scenario:
    name: str
    tags: frozenset[str]
    tables: list[_Table] = field(default_factory=list)

    def head(self) -> ScenarioHead:
        if not self.tables:
            return ScenarioHead(self.name, self.tags, (("", frozenset()),))
        rows = [(row, table.tags) for table in self.tables for row in table.rows[1:]]
        names = example_texts([row for row, _ in rows])
        cases = zip(names, (tags for _, tags in rows), strict=True)
        return ScenarioHead(self.name, self.tags, tuple(cases))


def _read(text: str) -> list[_Scenario]:
    found: list[_Scenario] = []
    of_feature: frozenset[str] = frozenset()
    of_rule: frozenset[str] = frozenset()
    tags: list[str] = []
    """The tags since the last title; they belong to the next one."""
    table: _Table | None = None
    for line in map(str.strip, text.split("\n")):
        if line.startswith("@"):
            tags += (each.strip() for each in _COMMENT.split(line)[0].split("@")[1:])
        elif line.startswith("|"):
            if table is not None:
                table.rows.append(tuple(cell.strip() for cell in line.split("|")[1:-1]))
        elif ":" in line and (title := _TITLE.match(line)) is not None:
            table = None
            match _KEYWORDS[title[1]]:
                case "feature":
                    of_feature = frozenset(tags)
                case "rule":
                    of_rule = frozenset(tags)
                case "scenario":
                    found.append(
                        _Scenario(title[2].strip(), of_feature | of_rule | frozenset(tags))
                    )
                case "examples" if found:
                    table = _Table(frozenset(tags))
                    found[-1].tables.append(table)
            tags = []
    return found
