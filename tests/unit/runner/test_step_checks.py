"""What is written is collected, what is collected is bound, and what is bound can run."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

STEPS = """
from pytest_bdd import given, then, when

@given("a world")
def a_world():
    pass

@when("nothing happens")
def nothing_happens():
    pass

@then("nothing has changed")
def nothing_has_changed():
    pass
"""
SCENARIO = """
    Scenario: {name}
      Given a world
      When nothing happens
      Then nothing has changed
"""


def collect(pytester: pytest.Pytester, feature: str, steps: str = STEPS) -> pytest.RunResult:
    pytester.makeconftest(steps)
    Path("some.feature").write_text(feature)
    return pytester.runpytest_subprocess(
        "-p",
        "percipio_conformance.runner.plugin",
        "-p",
        "no:cacheprovider",
        "--collect-only",
        "-q",
        "some.feature",
    )


def feature(*scenarios: str) -> str:
    return "Feature: Some\n\n  @C013\n  Rule: One\n" + "".join(scenarios)


def test_a_feature_needs_no_python_beside_it(pytester: pytest.Pytester) -> None:
    result = collect(pytester, feature(SCENARIO.format(name="A"), SCENARIO.format(name="B")))
    assert result.ret == 0
    result.stdout.fnmatch_lines(["some.feature::test_a", "some.feature::test_b"])


def test_two_scenarios_of_one_name_are_refused(pytester: pytest.Pytester) -> None:
    twice = feature(SCENARIO.format(name="A")) + "\n  @C014\n  Rule: Two\n"
    result = collect(pytester, twice + SCENARIO.format(name="A"))
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*two scenarios are named 'A' (lines *); rename one*"])


def test_an_unbound_step_is_refused_before_anything_runs(pytester: pytest.Pytester) -> None:
    result = collect(
        pytester, feature(SCENARIO.format(name="A").replace("nothing happens", "it rains"))
    )
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*line 8: no step definition matches When 'it rains'*"])


def test_a_step_with_two_definitions_is_refused(pytester: pytest.Pytester) -> None:
    twice = STEPS + '\n@when("nothing happens")\ndef again():\n    pass\n'
    result = collect(pytester, feature(SCENARIO.format(name="A")), twice)
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*2 definitions match When 'nothing happens'*"])


def test_an_asynchronous_step_is_refused(pytester: pytest.Pytester) -> None:
    result = collect(
        pytester,
        feature(SCENARIO.format(name="A")),
        STEPS.replace("def nothing_has_changed", "async def nothing_has_changed"),
    )
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*is a coroutine and would never run*"])


def test_an_unknown_tag_is_refused(pytester: pytest.Pytester) -> None:
    result = collect(pytester, feature(SCENARIO.format(name="A")).replace("@C013", "@C999"))
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*the tag @C999 of 'A' is unknown*"])
