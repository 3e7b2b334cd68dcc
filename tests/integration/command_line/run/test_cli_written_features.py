"""Features of the user's own as people really write and keep them."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from program import program
from test_cli_own_features import AREAS, BROKEN, OURS, SUBJECTS

HELD = "The subject of the ladders is a tag", "The area of the ladders is a tag"
WITHOUT_THEN = OURS.replace('      Then "Ladders in Rooms" has the tag "Safety"\n', "")
ROWS = """\
Feature: Rows

  @C089
  Rule: With the box checked, each subject is a tag

    Scenario Outline: Subjects
      Given it is 12 January 2026, 12:00 CET
      And Percipio offers:
        | kind   | title            | areas  | subjects |
        | course | Ladders in Rooms | Safety | <one>    |
        | course | Ropes in Rooms   | Safety | <two>    |
      And the integration is active with tags synchronization
      When a day passes
      Then "Ladders in Rooms" has the tags "<one>"
      And "Ropes in Rooms" has the tags "<two>"

      Examples:
        | one  | two  |
        | A, B | C    |
        | A    | B, C |
"""


def report(folder: Path) -> Any:
    return json.loads((folder / "report.json").read_text("utf-8"))


def ids(folder: Path) -> set[str]:
    return {each["id"] for clause in report(folder)["clauses"] for each in clause["scenarios"]}


def write(folder: Path, name: str, text: str | bytes = OURS) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["alone", "in parallel"])
def test_one_bad_file_is_refused_alone_and_the_run_is_not_green(
    more: tuple[str, ...], tmp_path: Path
) -> None:
    write(tmp_path, "ours/good.feature")
    write(tmp_path, "ours/bad.feature", WITHOUT_THEN)
    done = program(tmp_path, "run", "ours", *more, "--report", "out")
    assert done.returncode == 2, done.stdout + done.stderr
    message = "line 20: 'The area of the ladders is a tag' has no Then, so that it checks nothing"
    assert f"ours/bad.feature:\n  {message}" in done.stderr
    assert "The others still run: ours/good.feature" in done.stderr
    assert "Invalid feature: 1 file cannot run (ours/bad.feature, line 20" in " ".join(
        done.stdout.split()
    )
    assert ids(tmp_path / "out") == {f"ours/good::{name}" for name in HELD}
    whole = report(tmp_path / "out")
    assert (whole["verdict"], whole["exit_code"]) == ("invalid feature", 2)
    assert [each.partition(":")[0] for each in whole["invalid_features"]] == [
        "ours/bad.feature, line 20"
    ]
    junit = (tmp_path / "out/junit.xml").read_text("utf-8")
    assert re.search(r'<testsuites [^>]*errors="1"', junit)
    for name in ("index.html", "summary.md", "junit.xml", "badge.json"):
        assert "nvalid feature" in (tmp_path / "out" / name).read_text("utf-8"), name
    assert "brightgreen" not in (tmp_path / "out/badge.json").read_text("utf-8")


def test_a_failure_beside_a_bad_file_is_reported_too(tmp_path: Path) -> None:
    write(tmp_path, "ours/good.feature")
    write(tmp_path, "ours/bad.feature", WITHOUT_THEN)
    done = program(tmp_path, "run", "ours", *BROKEN, "--report", "out")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Of the other scenarios 1 failed." in " ".join(done.stdout.split())


def test_files_of_one_name_and_odd_names_are_played_once_each_and_replayed(tmp_path: Path) -> None:
    places = ["one", "two/ladders.feature", "[x] é, 'y'.feature", "../outside/ladders.feature"]
    here = tmp_path / "here"
    for name in ("one/ladders.feature", *places[1:]):
        write(here, name)
    (here / "one/round").symlink_to(".")
    (here / "one/again.feature").symlink_to("ladders.feature")
    done = program(here, "run", *places, "one/ladders.feature", *BROKEN, "--report", "out")
    assert done.returncode == 1, done.stdout + done.stderr
    names = {"one/again", "two/ladders", "[x] é, 'y'", "../outside/ladders"}
    assert ids(here / "out") == {f"{name}::{scenario}" for name in names for scenario in HELD}
    failed = [
        each["replay"]
        for clause in report(here / "out")["clauses"]
        for each in clause["scenarios"]
        if each["verdict"] == "fail"
    ]
    assert len(failed) == len(names)
    for number, line in enumerate(failed):
        again = program(here, *shlex.split(line)[1:], "--report", f"again{number}")
        assert again.returncode == 1, line + again.stdout + again.stderr
        assert len(ids(here / f"again{number}")) == 1


def test_rows_that_read_alike_are_two_scenarios_with_a_replay_line_each(tmp_path: Path) -> None:
    write(tmp_path, "rows.feature", ROWS)
    done = program(tmp_path, "run", "rows.feature", "--report", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    rows = {"rows::Subjects [A, B | C]", "rows::Subjects [A | B, C]"}
    assert ids(tmp_path / "out") == rows
    for each in rows:
        again = program(tmp_path, "run", "rows.feature", "--scenario", each, "--report", "again")
        assert again.returncode == 0, again.stdout + again.stderr
        assert ids(tmp_path / "again") == {each}


def test_python_and_settings_beside_a_feature_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "ours/ladders.feature")
    code = "import pathlib\npathlib.Path(__file__).with_suffix('.executed').touch()\n"
    write(tmp_path, "ours/conftest.py", code)
    write(tmp_path, "ours/__init__.py", code)
    write(tmp_path, "ours/pytest.ini", "[pytest]\naddopts = -k Nothing\n")
    done = program(tmp_path, "run", "ours", "--report", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(tmp_path.rglob("*.executed")) == []
    assert "Not executed: ours/conftest.py, ours/__init__.py, ours/pytest.ini." in done.stderr
    assert ids(tmp_path / "out") == {f"ours/ladders::{name}" for name in HELD}


def test_a_copy_of_a_feature_of_the_suite_is_replayed_as_the_copy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Else Python would take the folder for the one of the suite.
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    name = "features/tags/synchronized_tags.feature"
    write(tmp_path, name)
    done = program(tmp_path, "run", name, *BROKEN, "--report", "out")
    assert done.returncode == 1, done.stdout + done.stderr
    again = program(tmp_path, "replay", "the subject", "--report", "out", *BROKEN)
    assert again.returncode == 1, again.stdout + again.stderr
    assert ids(tmp_path / "out/replay") == {f"features/tags/synchronized_tags::{HELD[0]}"}


def test_what_a_step_is_given_is_in_every_report(tmp_path: Path) -> None:
    write(tmp_path, "regressions/ladders.feature")
    done = program(tmp_path, "run", "regressions", *BROKEN, "--report", "out")
    assert done.returncode == 1
    head = "| kind   | title            | areas  | subjects  |"
    assert head in done.stdout
    row = ["course", "Ladders in Rooms", "Safety", "Buildings"]
    shown = report(tmp_path / "out")
    steps = {
        each["id"]: each["steps"] for clause in shown["clauses"] for each in clause["scenarios"]
    }
    for each in (SUBJECTS, AREAS):
        assert steps[each][1]["table"][1] == row
    assert head in (tmp_path / "out/junit.xml").read_text("utf-8")
    assert json.dumps(row, separators=(",", ":")) in (tmp_path / "out/events.ndjson").read_text()
    assert "<td>Ladders in Rooms</td>" in (tmp_path / "out/index.html").read_text("utf-8")
    assert "Ladders in Rooms" in (tmp_path / "out/summary.md").read_text("utf-8")
