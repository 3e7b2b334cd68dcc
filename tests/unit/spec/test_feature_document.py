from pathlib import Path

import pytest

from percipio_conformance.runner import selection
from percipio_conformance.runner.collection import FEATURES
from percipio_conformance.runner.selection import Choice, choose_scenarios
from percipio_conformance.runner.step_checks import written_scenarios
from percipio_conformance.spec.builtin_features import builtin_scenarios, scenarios_in, scenarios_of
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.feature_document import read_scenarios

FEATURE = """\
@platform
Feature: Some

  @C001
  Rule: One

    @profile
    Scenario: A
      Given nothing

    Scenario Outline: B <x>
      Given <x>

      @C002
      Examples:
        | x | y |
        | 1 | a |
        | 2 | b |

      Examples:
        | x | y |
        | 3 | c |

  @C003
  Rule: Two

    Scenario: C
      Given nothing
"""


def test_every_row_has_its_id_and_its_tags(tmp_path):
    path = tmp_path / "some.feature"
    path.write_text(FEATURE)
    found = {each.id: set(each.tags) for each in scenarios_in(path, Path("features/some.feature"))}
    assert found == {
        "features/some::A": {"platform", "C001", "profile"},
        "features/some::B <x> [1, a]": {"platform", "C001", "C002"},
        "features/some::B <x> [2, b]": {"platform", "C001", "C002"},
        "features/some::B <x> [3, c]": {"platform", "C001"},
        "features/some::C": {"platform", "C003"},
    }


def test_a_file_without_a_feature_holds_nothing(tmp_path):
    path = tmp_path / "none.feature"
    path.write_text("# nothing yet\n")
    assert list(scenarios_in(path, Path("none.feature"))) == []


def test_the_suite_is_found_whole():
    written = sum(len(written_scenarios(path)) for path in FEATURES.rglob("*.feature"))
    assert len({each.id for each in builtin_scenarios()}) == written
    assert scenarios_of("C075") == frozenset()


def test_a_text_is_parsed_once(tmp_path, monkeypatch):
    path = tmp_path / "some.feature"
    path.write_text(FEATURE.replace("Feature: Some", "Feature: Parsed once"))
    first = read_scenarios(path)

    def refuse():
        raise AssertionError("it is parsed again")

    monkeypatch.setattr("gherkin.parser.Parser", refuse)
    assert read_scenarios(path) == first


def test_a_changed_file_is_not_served_stale(tmp_path):
    path = tmp_path / "some.feature"
    path.write_text(FEATURE)
    assert [each.name for each in read_scenarios(path)] == ["A", "B <x>", "C"]
    path.write_text(FEATURE.replace("Scenario: A", "Scenario: D"))
    assert [each.name for each in read_scenarios(path)] == ["D", "B <x>", "C"]


def test_choosing_nothing_reads_no_feature(monkeypatch):
    def refuse():
        raise AssertionError("the suite is read")

    monkeypatch.setattr(selection, "builtin_scenarios", refuse)
    assert choose_scenarios((), None, load_registry()) == Choice()
    with pytest.raises(AssertionError, match="the suite is read"):
        choose_scenarios((), frozenset({"features/some::A"}), load_registry())
