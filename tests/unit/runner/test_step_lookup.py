"""The faster search finds what pytest-bdd's own search finds."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

FEATURE = """
Feature: Search
  Scenario: One
    Given a phrase
    When another phrase
    Then it is {expected}
"""
STEPS = """
from pytest_bdd import given, parsers, then, when
found = []
@given("a phrase")
def _(): found.append("{name}")
@when("another phrase")
def _(): pass
@then(parsers.parse("it is {{text}}"))
def _(text): assert found == [text]
"""
TEST = """
from pytest_bdd import scenarios
scenarios("search.feature")
"""
PLUGIN = """
from percipio_conformance.runner import step_lookup
step_lookup.install()
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """Two folders; the second one has step definitions of its own."""
    pytester.makeconftest(STEPS.format(name="outer") + PLUGIN)
    for folder, expected in (("first", "outer"), ("second", "inner")):
        place = pytester.mkdir(folder)
        (place / "search.feature").write_text(FEATURE.format(expected=expected))
        (place / f"test_{folder}.py").write_text(TEST)
    (pytester.path / "second/conftest.py").write_text(STEPS.format(name="inner"))
    return pytester


@pytest.mark.parametrize("order", [("first", "second"), ("second", "first")])
def test_the_definition_of_the_nearest_folder_is_used(
    project: pytest.Pytester, order: tuple[str, str]
) -> None:
    result = project.runpytest_subprocess("-q", *order)
    result.assert_outcomes(passed=2)


def test_a_step_without_a_definition_is_named(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(PLUGIN)
    (pytester.path / "search.feature").write_text(FEATURE)
    pytester.makepyfile(TEST)
    result = pytester.runpytest_subprocess("-q")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(['*Step definition is not found: Given "a phrase"*'])
