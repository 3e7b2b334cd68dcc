import pytest

from percipio_conformance.runner.collection import FEATURES
from percipio_conformance.spec.builtin_features import builtin_scenarios, scenarios_in
from percipio_conformance.spec.rules import builtin_rules, builtin_rules_of, rules_in
from percipio_conformance.spec.tags import CLAUSE

TEXT = """\
@cap-several-integrations
Feature: Courses
  Why anybody cares.

  Background:
    Given it is Monday

  # What follows is about arrival.
  @C018
  Rule: A course becomes a course

    Scenario: One
      When a day passes

    Scenario Outline: Several
      Given there are <number>
      When <time> passes

      Examples:
        | number | time   |
        | 2      | a day  |
        | 3      | a week |

  # A remark on what comes next.
  @C029 @C030
  Rule: Only once

    @profile
    Scenario: Again
      When a day passes
"""


@pytest.fixture
def promises():
    return list(rules_in(TEXT, "features/content/arrival.feature"))


def test_a_rule_is_cut_out_with_its_tags_and_without_what_is_around_it(promises):
    first = promises[0]
    assert first.rule.startswith("@C018\nRule: A course becomes a course\n\n  Scenario: One\n")
    assert first.rule.endswith("| 3      | a week |")
    assert first.background == "Background:\n  Given it is Monday"
    assert (first.feature_title, first.sentence) == ("Courses", "A course becomes a course")


def test_each_row_is_played_with_its_values_after_the_background(promises):
    assert promises[0].scenarios == ("One", "Several")
    assert promises[0].cases == (
        ("it is Monday", "a day passes"),
        ("it is Monday", "there are 2", "a day passes"),
        ("it is Monday", "there are 3", "a week passes"),
    )


def test_a_rule_of_two_clauses_promises_both(promises):
    assert [each.clause for each in promises] == ["C018", "C029", "C030"]
    assert promises[1].rule == promises[2].rule
    assert promises[1].tags == {"C029", "C030", "profile", "cap-several-integrations"}


def test_a_feature_without_rules_or_words_promises_nothing():
    assert list(rules_in("", "a.feature")) == []
    assert list(rules_in("Feature: Empty\n", "a.feature")) == []
    assert list(rules_in("Feature: A\n  Background:\n    Given it is Monday\n", "a")) == []


def test_a_scenario_of_two_clauses_is_told_of_both():
    text = """Feature: Ours

  @C001
  Rule: One

    Scenario: A
      When a day passes

    @C002 @must
    Scenario: B
      When 2 days pass
"""
    both, second = rules_in(text, "ours.feature")
    assert (both.clause, both.scenarios) == ("C001", ("A", "B"))
    assert (second.clause, second.scenarios) == ("C002", ("B",))
    assert second.cases == (("2 days pass",),)
    assert second.rule == ("Rule: One\n\n  @C002 @must\n  Scenario: B\n    When 2 days pass")


def test_the_shipped_rules_hold_every_scenario_of_the_suite():
    played = sum(len(each.cases) for each in builtin_rules())
    assert played == sum(
        1 for each in builtin_scenarios() for tag in each.tags if CLAUSE.fullmatch(tag)
    )
    path = FEATURES / "schedule" / "daily_run.feature"
    of_one = [each for each in builtin_rules() if each.feature.endswith("daily_run.feature")]
    assert sum(len(each.cases) for each in of_one) == len(list(scenarios_in(path, path)))


def test_the_rules_of_a_clause_are_those_of_all_rules():
    # C001 has a Rule of its own; C029 shares Rules with other clauses; C075 has none.
    for clause in ("C001", "C029", "C075"):
        assert builtin_rules_of(clause) == [
            each for each in builtin_rules() if each.clause == clause
        ]
