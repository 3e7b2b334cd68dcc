"""A feature file as written, with line numbers, read with the Gherkin parser alone.

pytest-bdd drops one of two scenarios with the same name and Examples without rows, and ignores
unknown placeholders; therefore this module reads the file itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from percipio_conformance.spec.feature_text import ENCODING, example_texts

StepType = Literal["given", "when", "then"]
TYPES: tuple[StepType, ...] = ("given", "when", "then")
_KEPT = 512
"""So many files are kept parsed; the suite has about fifty."""
PLACEHOLDER = re.compile(r"<(.+?)>")
"""What pytest-bdd replaces by the value of a column."""

_NAME = re.compile(r"\S|\S.*\S")

_BY_KEYWORD: Mapping[str, StepType] = {"Context": "given", "Action": "when", "Outcome": "then"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag without its ``@``."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """One step; ``And`` has the type of the step before it."""

    keyword: str
    type: StepType
    text: str
    line: int
    table: tuple[tuple[str, ...], ...] | None = None
    docstring: str | None = None

    def placeholders(self) -> set[str]:
        """The names between angle brackets, in the text and in what it is given."""
        cells = [cell for row in self.table or () for cell in row]
        return {
            name
            for text in (self.text, *cells, self.docstring or "")
            for name in PLACEHOLDER.findall(text)
        }

    def filled(self, values: Mapping[str, str]) -> WrittenStep:
        """The step with the values of one row of Examples in place."""
        if not values:
            return self
        return replace(
            self,
            text=_fill(self.text, values),
            table=None
            if self.table is None
            else tuple(tuple(_fill(cell, values) for cell in row) for row in self.table),
            docstring=None if self.docstring is None else _fill(self.docstring, values),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One row of Examples."""

    line: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """One table of Examples; without a header it has no columns."""

    line: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class WrittenScenario:
    """One scenario or outline; ``steps`` begin with those of the backgrounds.

    ``own_steps`` are those of the scenario itself. ``tags`` are its own, ``inherited``
    those of its Rule and feature.
    """

    name: str
    line: int
    is_outline: bool
    steps: tuple[WrittenStep, ...]
    own_steps: int
    examples: tuple[Examples, ...]
    tags: tuple[Tag, ...]
    inherited: tuple[Tag, ...]

    def instances(self) -> Iterator[ScenarioInstance]:
        """The cases to run: the scenario once, or each row of its Examples."""
        if not self.examples:
            yield ScenarioInstance(self, "", self.line, {}, (*self.tags, *self.inherited))
            return
        texts = example_texts([row.values for table in self.examples for row in table.rows])
        found = [(table, row) for table in self.examples for row in table.rows]
        for (table, row), text in zip(found, texts, strict=True):
            values = dict(zip(table.columns, row.values, strict=True))
            tags = (*self.tags, *self.inherited, *table.tags)
            yield ScenarioInstance(self, text, row.line, values, tags)


@dataclass(frozen=True, slots=True)
class ScenarioInstance:
    """A scenario, or one row of an outline, as it runs; ``example`` is the row's name."""

    scenario: WrittenScenario
    example: str
    line: int
    values: Mapping[str, str]
    tags: tuple[Tag, ...]

    def steps(self) -> list[WrittenStep]:
        """The steps with the values of the row in place.

        A step with a placeholder that no column fills is left out: there are no words to bind.
        """
        return [each.filled(self.values) for each in self.scenario.steps if not self.lacks(each)]

    def lacks(self, step: WrittenStep) -> set[str]:
        """The placeholders of the step that stay as they are written."""
        unfilled = step.placeholders() - self.values.keys()
        return unfilled if self.values else {each for each in unfilled if is_name(each)}


def is_name(text: str) -> bool:
    """True if a text between angle brackets looks like a placeholder, unlike ``4 < 5``."""
    return _NAME.fullmatch(text) is not None


def read_scenarios(path: Path) -> tuple[WrittenScenario, ...]:
    """Every scenario of the file as written; none where it holds no feature.

    A text is parsed once. The file is read each time, so a changed one is never served stale.

    Raises:
        CompositeParserException: it is not Gherkin.
        UnicodeDecodeError: it is not UTF-8.
    """
    return parse_scenarios(path.read_text(encoding=ENCODING))


@lru_cache(maxsize=1)
def parse_document(text: str) -> Any:
    """The text as the Gherkin parser gives it; shared, so treat it as read-only.

    A file is parsed for pytest-bdd and for this module, one directly after the other.

    Raises:
        CompositeParserException: it is not Gherkin.
    """
    # Imported here, because most modules only need the classes.
    from gherkin.parser import Parser

    return Parser().parse(text)


def parse_feature(text: str) -> Any:
    """The feature in :func:`parse_document`; None where it holds none.

    Raises:
        CompositeParserException: it is not Gherkin.
    """
    return parse_document(text).get("feature")


@lru_cache(maxsize=_KEPT)
def parse_scenarios(text: str) -> tuple[WrittenScenario, ...]:
    """Every scenario of a feature file's text, in its order.

    Raises:
        CompositeParserException: it is not Gherkin.
    """
    from gherkin.dialect import Dialect

    feature = parse_feature(text)
    if feature is None:
        return ()
    dialect = Dialect.for_name(feature["language"])
    assert dialect is not None, "the parser has refused languages that it does not know"
    outlines = dialect.scenario_outline_keywords
    return tuple(_scenarios(feature["children"], _tags(feature), (), outlines))


def _scenarios(
    children: Iterable[Any],
    tags: tuple[Tag, ...],
    background: tuple[WrittenStep, ...],
    outlines: Sequence[str],
) -> Iterator[WrittenScenario]:
    for child in children:
        if "background" in child:
            background = (*background, *_steps(child["background"]["steps"]))
        elif "rule" in child:
            rule = child["rule"]
            yield from _scenarios(rule["children"], (*_tags(rule), *tags), background, outlines)
        else:
            written = child["scenario"]
            own = _steps(written["steps"])
            yield WrittenScenario(
                name=written["name"],
                line=written["location"]["line"],
                is_outline=written["keyword"] in outlines,
                steps=(*background, *own),
                own_steps=len(own),
                examples=tuple(map(_examples, written["examples"])),
                tags=_tags(written),
                inherited=tags,
            )


def _steps(written: Iterable[Any]) -> tuple[WrittenStep, ...]:
    steps: list[WrittenStep] = []
    type_: StepType = "given"
    for each in written:
        type_ = _BY_KEYWORD.get(each["keywordType"], type_)
        table, docstring = each.get("dataTable"), each.get("docString")
        steps.append(
            WrittenStep(
                keyword=each["keyword"].strip().title(),
                type=type_,
                text=each["text"],
                line=each["location"]["line"],
                table=None if table is None else tuple(map(_cells, table["rows"])),
                docstring=None if docstring is None else docstring["content"],
            )
        )
    return tuple(steps)


def _examples(written: Any) -> Examples:
    header = written.get("tableHeader")
    return Examples(
        line=written["location"]["line"],
        columns=_cells(header) if header else (),
        rows=tuple(
            Row(row["location"]["line"], _cells(row)) for row in written.get("tableBody") or ()
        ),
        tags=_tags(written),
    )


def _cells(row: Any) -> tuple[str, ...]:
    return tuple(cell["value"] for cell in row["cells"])


def _tags(part: Any) -> tuple[Tag, ...]:
    return tuple(
        Tag(tag["name"].removeprefix("@"), tag["location"]["line"]) for tag in part["tags"]
    )


def _fill(text: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
