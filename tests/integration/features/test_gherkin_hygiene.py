"""The features keep the style this project promises to their readers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from gherkin.parser import Parser
from pytest_bdd.steps import step_function_context_registry

from percipio_conformance import steps
from percipio_conformance.runner.collection import FEATURES
from percipio_conformance.runner.session import START_TIME
from percipio_conformance.runner.step_registry import definition_of, matches, split_prefixes
from percipio_conformance.spec.clauses import ClauseRegistry, load_registry
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.spec.tags import CLAUSE, known_capabilities, read_tags
from percipio_conformance.stateful.actions.action import WAITS
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.generation import CoveringSequences
from percipio_conformance.stateful.integration import IntegrationDomain

PATHS = sorted(FEATURES.rglob("*.feature"))
TECHNICAL = re.compile(
    r"https?:|\bHTTP\b|\bJSON\b|\b[45]\d\d\b|\bsleep\b|\bAPI\b"
    r"|[0-9a-f]{24}|\$\.|/api/",
)


CLOCK = "percipio_conformance.steps.clock"
HOUSE_WORDS = re.compile(
    r"record store|\breports?\b|excused?\b|looks again|well again|bad day|storm|out of order|noted"
    r"|\bnobody\b|\bwhoever\b|neighbou?r|catalogue|licence",
    re.IGNORECASE,
)
"""Words that the features have left behind for those of the article and the platforms."""


@pytest.fixture(autouse=True, scope="module")
def _vocabulary() -> None:
    for module in steps.MODULES:
        import_module(module)


def waits(text: str) -> bool:
    """True if the step only lets time pass, or sets the time."""
    return any(
        matches(each, text) == 1
        and definition_of(each, text).step_func.__module__ == "percipio_conformance.steps.clock"
        for each in ("given", "when")
    )


def acts(text: str) -> bool:
    """True if the step is allowed under When."""
    return matches("when", text) == 1


def _first_row(scenario: Any) -> list[tuple[str, str]]:
    """The steps of the scenario, of an outline those of its first row, with their kinds."""
    values: dict[str, str] = {}
    for table in scenario["examples"][:1]:
        names = [cell["value"] for cell in table["tableHeader"]["cells"]]
        values = dict(
            zip(names, [cell["value"] for cell in table["tableBody"][0]["cells"]], strict=True)
        )
    found = []
    for step in scenario["steps"]:
        text = step["text"]
        for name, value in values.items():
            text = text.replace(f"<{name}>", value)
        found.append((text, step["keywordType"]))
    return found


def parsed(path: Path) -> Any:
    return Parser().parse(path.read_text(encoding="utf-8"))["feature"]


def rules(feature: Any) -> list[Any]:
    return [child["rule"] for child in feature["children"] if "rule" in child]


def scenarios(parent: Any) -> list[Any]:
    return [child["scenario"] for child in parent["children"] if "scenario" in child]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
class TestEveryFeature:
    def test_says_who_cares_and_why(self, path: Path) -> None:
        assert parsed(path)["description"].strip()

    def test_keeps_every_scenario_inside_a_rule(self, path: Path) -> None:
        assert not scenarios(parsed(path))

    def test_tags_each_rule_with_one_known_clause(self, path: Path) -> None:
        """A scenario that verifies a second clause is tagged with that one itself."""
        for rule in rules(parsed(path)):
            clauses = [
                name
                for name in (tag["name"].removeprefix("@") for tag in rule["tags"])
                if CLAUSE.fullmatch(name)
            ]
            assert len(clauses) == 1, rule["name"]
            load_registry().clause(clauses[0])

    def test_names_each_scenario_once(self, path: Path) -> None:
        names = Counter(each["name"] for rule in rules(parsed(path)) for each in scenarios(rule))
        assert [name for name, times in names.items() if times > 1] == []

    def test_has_a_short_background(self, path: Path) -> None:
        for child in parsed(path)["children"]:
            if "background" in child:
                assert len(child["background"]["steps"]) <= 5

    def test_has_short_scenarios_with_one_when(self, path: Path) -> None:
        for rule in rules(parsed(path)):
            for scenario in scenarios(rule):
                kinds = [step["keywordType"] for step in scenario["steps"]]
                assert len(kinds) <= 16, scenario["name"]
                assert kinds.count("Action") == 1, scenario["name"]
                assert "Outcome" in kinds, scenario["name"]

    def test_tests_an_action_and_not_the_wait_after_it(self, path: Path) -> None:
        """When holds the action under test. A step that only lets time pass is allowed if it is the
        stimulus: if nothing happens between the last wait and it."""
        for rule in rules(parsed(path)):
            for scenario in scenarios(rule):
                steps_before: list[str] = []
                for text, kind in _first_row(scenario):
                    if kind == "Action":
                        if waits(text):
                            assert not [each for each in steps_before if acts(each)], text
                        break
                    steps_before = [] if waits(text) else [*steps_before, text]

    def test_has_no_table_without_rows(self, path: Path) -> None:
        for rule in rules(parsed(path)):
            for scenario in scenarios(rule):
                for step in scenario["steps"]:
                    table = step.get("dataTable")
                    titles = step["text"].endswith("these Skillsoft courses:")
                    assert table is None or titles or len(table["rows"]) > 1, step["text"]

    def test_names_things_by_the_words_of_the_field(self, path: Path) -> None:
        """Pronouns send a reader back to an earlier step, and house words to nowhere."""
        for rule in rules(parsed(path)):
            for scenario in scenarios(rule):
                assert HOUSE_WORDS.search(scenario["name"]) is None, scenario["name"]
                for step in scenario["steps"]:
                    assert HOUSE_WORDS.search(step["text"]) is None, step["text"]
                    assert not step["text"].startswith(("it was", "it still", "that ")), step[
                        "text"
                    ]

    def test_uses_no_technical_words(self, path: Path) -> None:
        for rule in rules(parsed(path)):
            for scenario in scenarios(rule):
                tags = {tag["name"] for tag in (*rule["tags"], *scenario["tags"])}
                if "@wire" in tags:
                    continue
                for step in scenario["steps"]:
                    text = step["text"].replace("tenant instance URL", "")
                    assert TECHNICAL.search(text) is None, text


def test_every_tag_means_something() -> None:
    for path in PATHS:
        feature = parsed(path)
        for holder in (feature, *rules(feature)):
            read_tags(tag["name"].removeprefix("@") for tag in holder["tags"])


def test_no_must_depends_on_a_reading() -> None:
    """Else a profile could excuse a connector from a must clause."""
    registry = load_registry()
    binding = []
    for path in PATHS:
        feature = parsed(path)
        for rule in rules(feature):
            for scenario in scenarios(rule):
                rows = [table["tags"] for table in scenario["examples"]] or [[]]
                for row in rows:
                    held = (*feature["tags"], *rule["tags"], *scenario["tags"], *row)
                    tags = read_tags(tag["name"].removeprefix("@") for tag in held)
                    levels = {tags.level} if tags.level else _levels(registry, tags.clauses)
                    if tags.readings and "must" in levels:
                        binding.append(f"{path.stem}: {scenario['name']}")
    assert binding == []


def _levels(registry: ClauseRegistry, clauses: tuple[str, ...]) -> set[str]:
    return {registry.clause(clause).level for clause in clauses}


def test_a_clause_is_planned_exactly_when_no_rule_carries_it() -> None:
    carried = {
        tag["name"].removeprefix("@")
        for path in PATHS
        for rule in rules(parsed(path))
        for holder in (rule, *scenarios(rule))
        for tag in holder["tags"]
    }
    registry = load_registry()
    observable = {clause.id for clause in registry.observable}
    planned = {clause.id for clause in registry.planned}
    assert observable - planned == carried & observable
    assert not carried & planned


def test_the_vocabulary_stays_small() -> None:
    """One phrase, one function, about one for each clause; a reader can learn that many."""
    phrases = {
        context.step_func
        for context in step_function_context_registry.values()
        if context.step_func.__module__.startswith("percipio_conformance.steps.")
    }
    assert len(phrases) <= 180


def test_every_phrase_is_used() -> None:
    text = {
        (step["text"])
        for path in PATHS
        for child in parsed(path)["children"]
        for step in [
            *child.get("background", {}).get("steps", []),
            *(step for rule in [child.get("rule")] if rule for step in _steps(rule)),
        ]
    }
    # A generated sequence that is written down as a feature uses the vocabulary as well.
    text |= {phrase for pair in WAITS.values() for phrase in pair}
    text |= set(_generated())
    text |= {split_prefixes(each)[1] for each in text}
    unused = [
        context.parser.name
        for context in step_function_context_registry.values()
        if context.step_func.__module__.startswith("percipio_conformance.steps.")
        and not any(context.parser.is_matching(each) for each in text)
    ]
    assert unused == []


def _generated() -> Iterator[str]:
    """The lines of generated sequences: actions, and what is checked after them."""
    assumptions = Assumptions(load_profile("article"), frozenset(known_capabilities()), True)
    sequences = CoveringSequences(IntegrationDomain(), assumptions, seed=0)
    for number in range(1, 61):
        model = IntegrationDomain().model(assumptions, START_TIME)
        for action in sequences[number].actions:
            yield from action.phrases()
            model.apply(action)
        for postcondition in model.postconditions():
            yield from postcondition.then


def _steps(rule: Any) -> list[Any]:
    """The steps of a rule as they run: with the values of each row of an outline in place."""
    found: list[Any] = []
    for scenario in scenarios(rule):
        rows = [
            dict(
                zip(
                    [cell["value"] for cell in table["tableHeader"]["cells"]],
                    [cell["value"] for cell in row["cells"]],
                    strict=True,
                )
            )
            for table in scenario["examples"]
            for row in table["tableBody"]
        ] or [{}]
        for row in rows:
            for step in scenario["steps"]:
                text = step["text"]
                for column, value in row.items():
                    text = text.replace(f"<{column}>", value)
                found.append({"text": text})
    return found
