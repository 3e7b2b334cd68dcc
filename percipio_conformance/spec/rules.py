"""The Rules of the feature files as written: the clause that each verifies, and its scenarios."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.feature_document import parse_feature, parse_scenarios
from percipio_conformance.spec.tags import CLAUSE


@dataclass(frozen=True, slots=True)
class RuleText:
    """One ``Rule:`` of a feature, with its clause.

    ``feature`` is the path that reports name, ``feature_title`` the title of the feature.
    ``background`` and ``rule`` are Gherkin without indentation; ``background`` is empty if the
    feature has none. ``cases`` lists, for each scenario and each row of an outline, the texts of
    its steps, those of the background first.
    """

    clause: str
    feature: str
    feature_title: str
    sentence: str
    background: str
    rule: str
    scenarios: tuple[str, ...]
    tags: frozenset[str]
    cases: tuple[tuple[str, ...], ...]


@cache
def builtin_rules() -> tuple[RuleText, ...]:
    """All rules of the suite that have a clause, in the order of files and lines."""
    return tuple(rule for name, text in _builtin_texts() for rule in rules_in(text, name))


def builtin_rules_of(clause: str) -> list[RuleText]:
    """The rules of the suite with this clause, in the order of files and lines."""
    return [
        rule
        for name, text in _builtin_texts()
        # To parse a feature takes longer than to read all of them.
        if f"@{clause}" in text
        for rule in rules_in(text, name)
        if rule.clause == clause
    ]


def _builtin_texts() -> Iterator[tuple[str, str]]:
    """The text of each feature of the suite, after its name in reports."""
    for path in sorted(FEATURES.rglob("*.feature")):
        name = str(Path("features") / path.relative_to(FEATURES))
        yield name, path.read_text(encoding="utf-8")


def rules_in(text: str, name: str) -> Iterator[RuleText]:
    """The Rules of one feature, which reports call ``name``.

    A Rule is given once for each of its clauses, and once for each clause that only some of its
    scenarios are tagged with.
    """
    feature: Any = parse_feature(text)
    if feature is None:
        return
    lines = text.splitlines()
    cases = {
        each.line: [tuple(step.text for step in instance.steps()) for instance in each.instances()]
        for each in parse_scenarios(text)
    }
    background = ""
    rules = [child["rule"] for child in feature["children"] if "rule" in child]
    begins = [_begin(each) for each in rules]
    ends = [begin - 1 for begin in begins[1:]] + [len(lines)] * bool(begins)
    for child in feature["children"]:
        if "background" in child:
            first = child["background"]["location"]["line"]
            background = _cut(lines, first, (begins or [len(lines) + 1])[0] - 1)
    for rule, begin, end in zip(rules, begins, ends, strict=True):
        scenarios = [each["scenario"] for each in rule["children"] if "scenario" in each]
        tags = {*_tags(rule), *_tags(feature)}
        within = {tag for each in scenarios for tag in _tags(each)}
        for clause in sorted(each for each in tags | within if CLAUSE.fullmatch(each)):
            # A scenario may verify a further clause, which its own tag names.
            of_clause = [each for each in scenarios if clause in tags | _tags(each)]
            yield RuleText(
                clause=clause,
                feature=name,
                feature_title=feature["name"],
                sentence=rule["name"],
                background=background,
                rule=_cut(lines, begin, end)
                if clause in tags
                else _only(lines, rule, of_clause, end),
                scenarios=tuple(each["name"] for each in of_clause),
                tags=frozenset(tags.union(*(_tags(each) for each in of_clause))),
                cases=tuple(case for each in of_clause for case in cases[each["location"]["line"]]),
            )


def _begin(rule: Any) -> int:
    """The line of the Rule, or of its first tag, which is before it."""
    lines: list[int] = [each["location"]["line"] for each in (rule, *rule["tags"])]
    return min(lines)


def _only(lines: list[str], rule: Any, scenarios: list[Any], end: int) -> str:
    """The Rule with these of its scenarios alone, and without its own tags."""
    parts = [each["scenario"] for each in rule["children"] if "scenario" in each]
    begins = [_begin(each) for each in parts]
    ends = [begin - 1 for begin in begins[1:]] + [end]
    kept = [
        _cut(lines, first, last)
        for part, first, last in zip(parts, begins, ends, strict=True)
        if part in scenarios
    ]
    head = lines[rule["location"]["line"] - 1].strip()
    return "\n\n".join([head, *(textwrap.indent(each, "  ") for each in kept)])


def _cut(lines: list[str], first: int, last: int) -> str:
    """Lines ``first`` to ``last``, counted from 1, without indentation and what ends them."""
    kept = lines[first - 1 : last]
    while kept and (not kept[-1].strip() or kept[-1].lstrip().startswith("#")):
        kept.pop()
    return textwrap.dedent("\n".join(kept))


def _tags(part: Any) -> set[str]:
    return {each["name"].removeprefix("@") for each in part["tags"]}
