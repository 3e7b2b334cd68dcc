from dataclasses import replace
from types import MappingProxyType

import pytest

from percipio_conformance.cli.clause_page import WIDTH, render
from percipio_conformance.spec.clauses import (
    Ambiguity,
    ByDefault,
    Clause,
    ClauseRegistry,
    Parameter,
)
from percipio_conformance.spec.common_mistakes import Mistake
from percipio_conformance.spec.rules import RuleText

CLAUSE = Clause(
    id="C013",
    section="Schedule",
    side="connector",
    level="must",
    sentence="The run begins at six.",
    ambiguities=("A-DST", "A-NRT"),
    capability="courses",
    by_default=ByDefault("The platform has a clock.", "It stops the clock (PUT /api/v2/clock)."),
)
SWITCHES = (
    Ambiguity(
        id="A-DST",
        question="Which six?",
        why="Nobody said.",
        hard="In winter it is the same.",
        readings=MappingProxyType({"fixed": "The offset of winter.", "paris": "A clock there."}),
        pick="fixed",
    ),
    Ambiguity(
        id="A-NRT",
        question="How long?",
        why="No figure.",
        hard="Not until tomorrow.",
        readings=MappingProxyType({}),
        parameter=Parameter("minutes", 5, 60, "minutes", "How long it may take."),
    ),
)
REGISTER = ClauseRegistry(clauses=(CLAUSE,), ambiguities=SWITCHES, settled=())
RULE = RuleText(
    clause="C013",
    feature="features/schedule/six.feature",
    feature_title="Six",
    sentence="At six",
    background="Background:\n  Given it is noon",
    rule="@C013\nRule: At six\n\n  Scenario: Once\n    When a day passes",
    scenarios=("Once",),
    tags=frozenset({"C013", "cap-several-integrations"}),
    cases=(("it is noon", "a day passes"), ("it is noon", "2 days pass")),
)


MISTAKE = Mistake("runs_at_seven", ("C013",), "The hour was not clear. Appears on the second day.")


@pytest.fixture
def text():
    return render(CLAUSE, REGISTER, [RULE, RULE], [MISTAKE])


@pytest.mark.parametrize(
    "words",
    [
        "# C013\n\nThe run begins at six.\n",
        "- **Level**: must, holds under every reading",
        "applies to connectors that declare `courses`",
        "some of its scenarios need `several-integrations`",
        "- **Needs no code of its own**: The platform has a clock.",
        "- **Broken by a connector**: It stops the clock (PUT /api/v2/clock).",
        "- **Clock**: needs clock support `trigger` or `full`, because time passes",
        "- `fixed` (default): The offset of winter.",
        "- `paris`: A clock there.",
        "Under every interpretation: In winter it is the same.",
        "A profile sets `minutes`: 5 minutes by default, 60 at most. How long it may take.",
        "2 scenarios check this clause, 4 with every row of their tables.",
        "$ percipio-conformance run --clause C013",
        "Scenario: Once",
        "- The hour was not clear. Appears on the second day. (`runs_at_seven`)",
        "$ python -m tools.mutants --clause C013",
    ],
)
def test_it_says_all_there_is_to_know(text, words):
    assert words in text


def test_what_two_rules_of_a_feature_begin_with_is_told_once(text):
    assert text.count("Background:") == 1
    assert text.count("Rule: At six") == 2


def test_lines_are_short_but_for_gherkin(text):
    assert max(map(len, text.splitlines())) <= WIDTH


def test_a_clause_that_no_machine_sees_says_why():
    clause = Clause("C075", "Launch", "screen", "must", "It is nice.", unobservable="It is taste.")
    text = render(clause, REGISTER, [], [])
    assert "## Reason for a manual check\n\nIt is taste." in text
    assert "How it is checked" not in text
    assert "Common mistakes" not in text


def test_a_clause_of_later_is_planned():
    clause = Clause("C035", "Content", "connector", "must", "It stays.", planned=True)
    assert "Its scenarios are planned" in render(clause, REGISTER, [], [])


def test_a_clause_that_no_connector_can_break_says_so():
    kept = replace(CLAUSE, by_default=ByDefault("The platform has a clock."))
    assert "- **Broken by a connector**: Nothing that a connector can do." in render(
        kept, REGISTER, [RULE], []
    )
