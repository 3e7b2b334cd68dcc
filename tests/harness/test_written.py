from pathlib import Path

from harness.binding import written_scenarios
from harness.featurefiles import FEATURES
from harness.written import carriers, scenarios_in, shipped_scenarios

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
    assert len({each.id for each in shipped_scenarios()}) == written
    assert carriers("C075") == frozenset()
