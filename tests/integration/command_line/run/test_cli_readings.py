"""A failure under a reading, and the way to another reading, typed as the failure says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from program import program

BROKEN = ("--connector-factory", "connectors.content.updates:never_restores")
SCENARIO = (
    "features/filters/later_runs::The next run brings back what <choice> lets through again"
    " [no languages]"
)
SUMMER = (
    "features/schedule/six_in_the_morning::On <day> the run follows the clocks of Paris"
    " [14 July 2026, 15 July 2026]"
)
OWN = """\
Feature: Ours

  @C136
  Rule: What a filter let go comes back

    @A-UNARCHIVE.restored-next-run
    Scenario: The next run brings it back
      Given Percipio offers:
        | kind   | title            | language |
        | course | Six Sigma Basics | English  |
      And the integration is active
      And a day has passed
      And the administrator saves the languages French
      And a day has passed
      When the administrator saves no languages
      Then after the next daily run, 360Learning has one active course for "Six Sigma Basics"
"""


def chosen(text: str) -> str:
    """The profile that the failure suggests, as it is copied from a terminal: on several lines."""
    (found,) = re.findall(r"--profile FILE, where FILE contains\n +(\{.*?\}\})\n", text, re.DOTALL)
    return str(found)


def verdicts(folder: Path) -> dict[str, int]:
    report = json.loads((folder / "reports/latest/report.json").read_text("utf-8"))
    return {verdict: number for verdict, number in report["counts"]["scenarios"].items() if number}


def test_a_warning_is_gone_under_the_reading_that_it_suggests(tmp_path: Path) -> None:
    done = program(tmp_path, "run", "--scenario", SCENARIO, *BROKEN)
    assert done.returncode == 0, done.stderr
    assert verdicts(tmp_path) == {"warn": 1}
    (tmp_path / "ours.yaml").write_text(chosen(done.stdout), "utf-8")
    again = program(tmp_path, "run", "--clause", "C136", *BROKEN, "--profile", "ours.yaml")
    assert again.returncode == 0, again.stdout
    assert "profile ours (A-UNARCHIVE restored-on-save;" in " ".join(again.stdout.split())
    assert "fail" not in verdicts(tmp_path)
    assert "warn" not in verdicts(tmp_path)


@pytest.mark.parametrize("profile", ["paris", "strict"])
def test_a_shipped_profile_that_it_names_has_another_reading(profile: str, tmp_path: Path) -> None:
    done = program(tmp_path, "run", "--scenario", SCENARIO, *BROKEN)
    assert f"(--profile {profile}): " in " ".join(done.stdout.split())
    again = program(tmp_path, "run", "--scenario", SCENARIO, *BROKEN, "--profile", profile)
    assert again.returncode == 3, "there is nothing left to judge"
    assert verdicts(tmp_path) == {"not_applicable": 1}


def test_a_profile_that_chose_readings_keeps_the_others_of_them(tmp_path: Path) -> None:
    late = ("--connector-factory", "connectors.schedule.run_time:runs_at_six_utc")
    done = program(tmp_path, "run", "--scenario", SUMMER, *late, "--profile", "paris")
    assert "  reading       A-DST.paris-wall-clock. In summer, is six" in done.stdout
    text = chosen(done.stdout)
    assert "A-CLOSED: open" in text
    assert "A-DST" not in text, "the other reading is the default"
    (tmp_path / "ours.yaml").write_text(text, "utf-8")
    again = program(tmp_path, "run", "--scenario", SUMMER, *late, "--profile", "ours.yaml")
    assert again.returncode == 3
    assert verdicts(tmp_path) == {"not_applicable": 1}


def test_a_failure_of_a_feature_of_ones_own_names_its_reading(tmp_path: Path) -> None:
    (tmp_path / "ours.feature").write_text(OWN, "utf-8")
    done = program(tmp_path, "run", "ours.feature", *BROKEN)
    assert done.returncode == 1, done.stdout
    assert verdicts(tmp_path) == {"fail": 1}
    assert "  reading       A-UNARCHIVE.restored-next-run. When " in done.stdout
    assert chosen(done.stdout)
