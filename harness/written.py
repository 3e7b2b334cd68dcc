"""What the feature files hold, read with the Gherkin parser alone: ids and tags, nothing is run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from gherkin.parser import Parser

from harness.story.events import scenario_id


@dataclass(frozen=True, slots=True)
class WrittenScenario:
    """One scenario, or one row of an outline, with every tag that bears on it."""

    id: str
    tags: frozenset[str]


@cache
def shipped_scenarios() -> tuple[WrittenScenario, ...]:
    """Every scenario of the suite, by file and place."""
    folder = Path(str(files("features")))
    return tuple(
        scenario
        for path in sorted(folder.rglob("*.feature"))
        for scenario in scenarios_in(path, Path("features") / path.relative_to(folder))
    )


def carriers(clause: str) -> frozenset[str]:
    """The ids of all scenarios of the suite that verify the clause."""
    return frozenset(each.id for each in shipped_scenarios() if clause in each.tags)


def scenarios_in(path: Path, name: Path) -> Iterator[WrittenScenario]:
    """The scenarios of one file, which reports call ``name``."""
    document: Any = Parser().parse(path.read_text(encoding="utf-8"))
    feature = document.get("feature")
    if feature is None:
        return
    for child in feature["children"]:
        rule = child.get("rule", {"children": [child], "tags": []})
        inherited = {*_tags(feature), *_tags(rule)}
        for scenario in (each["scenario"] for each in rule["children"] if "scenario" in each):
            for example, tags in _rows(scenario):
                identifier = scenario_id(str(name), scenario["name"], example)
                yield WrittenScenario(identifier, frozenset(inherited | _tags(scenario) | tags))


def _rows(scenario: Any) -> Iterator[tuple[str, set[str]]]:
    if not scenario["examples"]:
        yield "", set()
    for table in scenario["examples"]:
        for row in table["tableBody"]:
            yield ", ".join(cell["value"] for cell in row["cells"]), _tags(table)


def _tags(part: Any) -> set[str]:
    return {tag["name"].removeprefix("@") for tag in part["tags"]}
