from __future__ import annotations

from pathlib import Path

import pytest
from gherkin.errors import CompositeParserException

from percipio_conformance.spec.builtin_features import (
    TaggedScenario,
    builtin_scenarios,
    scenarios_in,
)
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.scenario_heads import scenario_heads

SCENARIO = "  Scenario: A\n    Given nothing\n"
OUTLINE = """\
@one # not a tag: @none
@two @three
Feature: Some
  A line of prose: not a title.

  Background:
    Given a table
      | of | a step |

  @C001
  Rule: One
    # @none

    @four
    # between a tag and its title
    @five
    Scenario Outline:  B <x>
      Given <x>
        | not | an example |

      @six
      Examples: the first
        | x | y |
        # not | a | row
        | 1 |  a b  |
        |   | c |

      Scenarios:
        | x | y |
        | 1 | a b |

  Rule: Two

    Example: C
      Given Scenario: D

    @seven
    Scenario Template: E
      Given <x>

      Examples:
        | x |
"""


def parsed(text: str, folder: Path) -> list[TaggedScenario]:
    path = folder / "some.feature"
    path.write_text(text, encoding="utf-8")
    return list(scenarios_in(path, Path("some.feature")))


def read(text: str) -> list[TaggedScenario]:
    return [
        TaggedScenario(
            f"some::{head.name} [{row}]" if row else f"some::{head.name}", head.tags | tags
        )
        for head in scenario_heads(text)
        for row, tags in head.rows
    ]


def test_the_suite_is_read_as_the_parser_reads_it() -> None:
    assert builtin_scenarios() == tuple(
        scenario
        for path in sorted(FEATURES.rglob("*.feature"))
        for scenario in scenarios_in(path, Path("features") / path.relative_to(FEATURES))
    )


@pytest.mark.parametrize(
    "text",
    [
        OUTLINE,
        OUTLINE.replace("\n", "\r\n"),
        OUTLINE.replace("Feature:", "Ability:"),
        "",
        "# nothing yet\n",
        "Feature: Some\n",
        f"Feature: Some\n{SCENARIO}",
        f'Feature: Some\n{SCENARIO}      """\n      Scenario: not one\n      """\n',
        f"Feature: Some\n{SCENARIO}      ```\n      @none\n      ```\n  Scenario: B\n",
        "Feature: A\nScenario: B\nGiven <x>\nExamples:\n| x |\n| a \\| b |\n",
        "# language: de\nFunktionalität: Eine\n  @C001\n  Szenario: A\n    Angenommen nichts\n",
    ],
)
def test_a_feature_is_read_as_the_parser_reads_it(text: str, tmp_path: Path) -> None:
    assert read(text) == parsed(text, tmp_path)


def test_the_rows_have_the_tags_of_their_table() -> None:
    outline, *_ = scenario_heads(OUTLINE)
    assert outline.name == "B <x>"
    assert outline.tags == {"one", "two", "three", "C001", "four", "five"}
    # Two rows of different tables with the same values are a mistake, which is reported later.
    assert outline.rows == (
        ("1 | a b", {"six"}),
        (", c", {"six"}),
        ("1 | a b", frozenset()),
    )


def test_a_text_for_the_parser_that_is_not_gherkin_is_an_error() -> None:
    with pytest.raises(CompositeParserException):
        scenario_heads(f'Feature: Some\n{SCENARIO}      """\n')
