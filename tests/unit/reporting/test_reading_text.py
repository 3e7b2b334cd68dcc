"""Every report of a failure under a reading says the same about that reading."""

from __future__ import annotations

from xml.etree import ElementTree

import msgspec
import pytest

from percipio_conformance.reporting import html, json_report, junit, markdown, terminal
from percipio_conformance.reporting.labels import explanation

READING = "A-CLOSED.closed. Is the list of kinds complete? A video stays out."
ALTERNATIVES = "open (--profile paris): It comes in."
PROFILE = "{name: ours, title: ours, readings: {A-CLOSED: open}}"
CHOOSE = "--profile FILE, where FILE contains"


@pytest.fixture
def warned(sample):
    (found,) = (each for each in sample.SCENARIOS if each.verdict == "warn")
    return found


def test_a_failure_names_the_reading_the_others_and_how_to_choose_one(warned):
    lines = explanation(warned)
    at = [label for label, _ in lines].index("reading")
    assert lines[at - 1][0] == "actual"
    assert lines[at : at + 3] == [
        ("reading", READING),
        ("alternatives", ALTERNATIVES),
        ("to choose", f"{CHOOSE}\n{PROFILE}"),
    ]


def test_a_failure_under_every_reading_says_nothing_of_readings(sample):
    (failed,) = (each for each in sample.SCENARIOS if each.verdict == "fail")
    assert not {"reading", "alternatives", "to choose"} & {
        label for label, _ in explanation(failed)
    }


def test_every_report_has_it(safe_events):
    text = terminal.summary(safe_events)
    for label, line in (
        ("reading", READING),
        ("alternatives", ALTERNATIVES),
        ("to choose", CHOOSE),
    ):
        assert f"\n      {label:<14}{line}\n" in text
    assert f"\n{' ' * 20}{PROFILE}\n" in text
    assert f"- to choose:\n\n  ```\n  {CHOOSE}\n  {PROFILE}\n  ```\n" in markdown.render(
        safe_events
    )
    case = ElementTree.fromstring(junit.render(safe_events)).find(".//system-out")  # noqa: S314 - our own
    assert case is not None
    assert f"reading: {READING}\n" in str(case.text)
    assert f"\n  {PROFILE}\n" in str(case.text)
    page = html.render(safe_events)
    assert f'<span class="label">Reading</span> {READING}</p>' in page
    assert PROFILE in page
    clauses = json_report.build(safe_events)["clauses"]
    (clause,) = (each for each in clauses if each["id"] == "C027")
    failure = clause["scenarios"][0]["evidence"]["failure"]
    assert failure["interpretations"][0]["reading"] == "closed"
    assert failure["other_profile"] == PROFILE


def test_failures_that_are_only_listed_explain_each_reading_once(sample, warned):
    must = [
        sample._scenario(
            "content/types", f"In full {number}", "C021", "fail", failure=sample.FAILURE
        )
        for number in range(3)
    ]
    listed = [
        msgspec.structs.replace(warned, id=f"{warned.id} {number}", clauses=["C021"])
        for number in range(3)
    ]
    text = terminal.summary(sample.events_of((*must, *listed)))
    assert text.count("warning (A-CLOSED.closed): ") == 3
    assert text.count(READING) == 1
    assert text.count(PROFILE) == 1
