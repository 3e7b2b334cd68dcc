"""Mistakes that only the run can show: exit code 2, never green, never the connector's fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from program import program

MISTAKES = {
    "an unknown learner": (
        'When a day passes\nAnd a day passes\nThen Adda has 0 attempts on "Six"',
        "there is no learner of Acme's Percipio 'Adda'; known are Ada, Grace, Alan, Pat. Did"
        " you mean 'Ada'?",
    ),
    "somebody unknown at work": (
        'Given Adda completes "Six" in Percipio\nWhen a day passes\nThen 360Learning shows "Six"',
        "there is no learner of Acme's Percipio 'Adda'",
    ),
    "an unknown course": (
        'When a day passes\nThen "Sixx" has the tag "A"',
        "no step makes Percipio offer 'Sixx'; known is Six. Did you mean 'Six'?",
    ),
    "a title that no step has used": (
        'When a day passes\nThen 360Learning does not show "Sixx"',
        "there is no title in this scenario 'Sixx'; known is Six. Did you mean 'Six'?",
    ),
    "an unknown group": (
        'When a day passes\nThen "Six" is in the library of "Sails"',
        "there is no group 'Sails'; known are",
    ),
    "an unknown path": (
        'When a day passes\nThen Ada\'s progress in the path "Lean" is 5 %',
        "no step enrolls a learner in the path 'Lean'; write such a step before it",
    ),
    "an unknown administrator": (
        'When Nobody sets up the integration of "Sales"\nThen the setup is accepted',
        "there is no person of 360Learning 'Nobody'",
    ),
    "time that goes back": (
        "When it becomes 11 January 2026, 12:00 CET\nThen 360Learning has no path",
        "it is 12 January 2026, 12:00:00 CET already, and time only passes forward",
    ),
    "a Then without its When": (
        "When a day passes\nThen the setup is accepted",
        "this step needs an earlier step that may be refused; write one before it",
    ),
    "what the platform refuses": (
        'Given Ada\'s email address in 360Learning is "no mail"\nWhen a day passes\n'
        "Then 360Learning has no path",
        "is not a mail address; write name@domain.tld",
    ),
    "an item that is gone": (
        'Given Percipio drops "Six"\nAnd Percipio renames "Six" to "Seven"\n'
        "When a day passes\nThen 360Learning has no path",
        "is in the catalog: it was never put there or was removed",
    ),
    "Sales without an integration": (
        'When a day passes\nThen in Sales, 360Learning shows "Six"',
        "Sales has no integration of its own; let a step give it one before",
    ),
    "a day that is still to come": (
        "When a day passes\nThen the catalog was not read on 1 March 2026",
        "that day is still to come",
    ),
}

BACKGROUND = """\
Feature: Ours

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six"

  @C089
  Rule: With the box checked, each subject is a tag
"""


def write(folder: Path) -> None:
    text = BACKGROUND
    for name, (steps, _) in MISTAKES.items():
        lines = "".join(f"      {line}\n" for line in steps.split("\n"))
        text += f"\n    Scenario: {name}\n{lines}"
    (folder / "ours.feature").write_text(text, "utf-8")


def test_each_is_reported_with_its_line_and_what_to_write(tmp_path: Path) -> None:
    write(tmp_path)
    done = program(tmp_path, "run", "ours.feature", "--report", "out")
    assert done.returncode == 2, done.stdout + done.stderr
    report = json.loads((tmp_path / "out/report.json").read_text("utf-8"))
    assert (report["verdict"], report["exit_code"]) == ("invalid feature", 2)
    (clause,) = report["clauses"]
    assert clause["verdict"] == "invalid_feature"
    lines = (tmp_path / "ours.feature").read_text("utf-8").split("\n")
    for scenario in clause["scenarios"]:
        _, problem = MISTAKES[scenario["name"]]
        assert scenario["verdict"] == "invalid_feature", scenario
        where, _, message = scenario["reason"].partition(": ")
        assert problem in message
        named, _, line = where.partition(", line ")
        assert named == "ours.feature"
        failed = next(each for each in scenario["steps"] if each["verdict"] == "fail")
        assert lines[int(line) - 1].strip() == f"{failed['keyword']} {failed['text']}"
    assert len(clause["scenarios"]) == len(MISTAKES)
    assert "harness error" not in done.stdout
    assert "Mistakes in your features" in done.stdout
    assert "fault of ours" not in done.stdout


def test_a_failure_without_a_setup_says_that_no_step_sets_the_integration_up(
    tmp_path: Path,
) -> None:
    shows = '      When a day passes\n      Then 360Learning shows "Six"\n'
    refuses = (
        "    Scenario: Set up\n      Given the integration is active\n      When a day passes\n"
        '      Then 360Learning does not show "Six"\n'
    )
    text = f"{BACKGROUND}\n    Scenario: Not set up\n{shows}\n{refuses}"
    (tmp_path / "ours.feature").write_text(text, "utf-8")
    done = program(tmp_path, "run", "ours.feature", "--report", "out")
    assert done.returncode == 1, done.stdout + done.stderr
    report = json.loads((tmp_path / "out/report.json").read_text("utf-8"))
    reasons = {each["name"]: each["reason"] for each in report["clauses"][0]["scenarios"]}
    assert "no step of this scenario sets the integration up" in reasons["Not set up"]
    assert "add the step 'Given the integration is active'" in " ".join(done.stdout.split())
    assert "sets the integration up" not in reasons["Set up"]


UNTOUCHED = """
    Scenario: It is not activated
      Given 360Learning has enabled the integration
      When a day passes
      Then 360Learning does not show "Six"
"""
ASKED = """
    Scenario: Its page is opened
      When Olivia opens the webhook credentials of "Skillsoft Academy"
      Then 360Learning does not show "Six"

    @platform
    Scenario: It concerns the platforms only
      When a day passes
      Then 360Learning does not show "Six"

    Scenario: It is activated
      Given the integration is active
      When a day passes
      Then 360Learning shows "Six"
"""


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["in one process", "in parallel"])
def test_a_scenario_that_asks_nothing_of_the_connector_does_not_pass(
    workers: tuple[str, ...], tmp_path: Path
) -> None:
    text = BACKGROUND + UNTOUCHED
    (tmp_path / "ours.feature").write_text(text, "utf-8")
    done = program(tmp_path, "run", "ours.feature", "--report", "out", *workers)
    assert done.returncode == 2, done.stdout + done.stderr
    report = json.loads((tmp_path / "out/report.json").read_text("utf-8"))
    (clause,) = report["clauses"]
    assert (report["verdict"], clause["verdict"]) == ("invalid feature", "invalid_feature")
    (scenario,) = clause["scenarios"]
    line = text.split("\n").index('      Then 360Learning does not show "Six"') + 1
    assert scenario["reason"].startswith(
        f"ours.feature, line {line}: no step of this scenario asks the connector to do anything, so"
        " a connector that does nothing would pass it; add the step 'Given the integration is"
    )
    assert "step          after the last step" in done.stdout
    assert {each["verdict"] for each in scenario["steps"]} == {"pass"}


def test_a_scenario_that_asks_something_or_concerns_the_platforms_alone_passes(
    tmp_path: Path,
) -> None:
    (tmp_path / "ours.feature").write_text(BACKGROUND + ASKED, "utf-8")
    done = program(tmp_path, "run", "ours.feature", "--report", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((tmp_path / "out/report.json").read_text("utf-8"))
    scenarios = report["clauses"][0]["scenarios"]
    assert [each["verdict"] for each in scenarios] == ["pass", "pass", "pass"]


def test_a_scenario_in_which_nothing_happens_is_not_played(tmp_path: Path) -> None:
    text = BACKGROUND + (
        "\n    Scenario: No When\n      Given the integration is active\n"
        '      And Percipio offers the course "Ladders"\n'
        '      Then 360Learning has no course for "Ladders"\n'
    )
    (tmp_path / "ours.feature").write_text(text, "utf-8")
    done = program(tmp_path, "run", "ours.feature", "--report", "out")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "line 10: 'No When' has no When" in done.stderr
    assert "such as 'When a day passes'" in done.stderr
