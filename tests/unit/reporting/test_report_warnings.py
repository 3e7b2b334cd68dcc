"""A scenario that only warns says so wherever failures are listed: it fails nothing."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from percipio_conformance.reporting import html, junit, markdown, terminal
from percipio_conformance.reporting.labels import prefix_of

MARKED = "warning (profile): "


@pytest.fixture
def both(sample):
    """A must clause with a scenario that failed and five that hold under one reading alone."""
    failed = sample._scenario("content/types", "In full", "C021", "fail", failure=sample.FAILURE)
    warned = [
        sample._scenario(
            "content/types", f"By reading {number}", "C021", "warn", level="profile",
            failure=sample.FAILURE, clauses=["C021", "C029"] if number == 4 else ["C021"],
        )
        for number in range(5)
    ]  # fmt: skip
    return sample.events_of((failed, *warned))


def test_only_a_warning_is_marked(sample):
    marked = {each.verdict for each in sample.SCENARIOS if prefix_of(each)}
    assert marked == {"warn"}


def test_the_list_of_failures_marks_its_warnings(both):
    failed, warned = terminal.summary(both).partition("Failed\n")[2].split("\nWarnings\n")
    assert "    Types > In full\n" in failed, "what failed comes first, and in full"
    for number in range(5):
        subject = "Types > " if number < 2 else ""
        assert f"    {MARKED}{subject}By reading {number}\n" in failed
        assert f"    By reading {number}" not in failed
    assert f"    {MARKED}" in warned


def test_a_warning_is_one_while_the_run_goes_on(both):
    lines = [line for each in both if (line := terminal.progress(each))]
    (failed,) = (line for line in lines if "In full" in line)
    assert "warning" not in failed
    (warned,) = (line for line in lines if "By reading 0" in line)
    assert warned.strip() == f"! {MARKED}C021 Types > By reading 0"


def test_the_page_of_a_ci_step_marks_it(both):
    text = markdown.render(both)
    assert "**In full**" in text
    assert "**warning \\(profile\\): By reading 0**" in text


def test_the_top_of_the_page_marks_it(both):
    text = html.render(both)
    assert f"<li>{MARKED}<a href=" in text
    assert text.count(f"<li>{MARKED}<a href=") == 5 + 1, "one scenario is of two clauses"


def test_a_list_of_tests_calls_it_a_warning(both):
    root = ElementTree.fromstring(junit.render(both))  # noqa: S314 - our own text
    cases = root.findall(".//testcase")
    assert {case.get("name") for case in cases if case.find("failure") is not None} == {"In full"}
    warned = [case.findtext("system-out") for case in cases if case.find("failure") is None]
    assert len(warned) == 5
    assert all(words.startswith("warning: ") for words in warned)
