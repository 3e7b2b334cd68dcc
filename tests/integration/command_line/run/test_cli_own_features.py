"""A vendor's own features run alone, and are judged, reported and replayed like the suite's."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from program import program

Command = Callable[..., "subprocess.CompletedProcess[str]"]

BROKEN = ("--connector-factory", "connectors.content.tags:leaves_out_subjects")

OURS = """\
Feature: What went wrong at our customer's

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers:
      | kind   | title            | areas       | subjects  |
      | course | Ladders in Rooms | Safety      | Buildings |

  @C089
  Rule: With the box checked, each subject is a tag

    Scenario: The subject of the ladders is a tag
      Given the integration is active with tags synchronization
      When a day passes
      Then "Ladders in Rooms" has the tag "Buildings"

  @C088
  Rule: With the box checked, each area is a tag

    Scenario: The area of the ladders is a tag
      Given the integration is active with tags synchronization
      When a day passes
      Then "Ladders in Rooms" has the tag "Safety"
"""
SUBJECTS = "regressions/ladders::The subject of the ladders is a tag"
AREAS = "regressions/ladders::The area of the ladders is a tag"


@pytest.fixture
def run(tmp_path: Path) -> Command:
    (tmp_path / "regressions").mkdir()
    (tmp_path / "regressions/ladders.feature").write_text(OURS, "utf-8")

    return partial(program, tmp_path)


def verdicts(folder: Path) -> dict[str, Any]:
    report = json.loads((folder / "report.json").read_text("utf-8"))
    return {
        scenario["id"]: scenario["verdict"]
        for clause in report["clauses"]
        for scenario in clause["scenarios"]
    }


@pytest.mark.parametrize(
    "words",
    [("regressions",), ("regressions/ladders.feature",), ("regressions", "-n", "2")],
    ids=["folder", "file", "in parallel"],
)
def test_they_are_played_and_the_suite_is_not(
    words: tuple[str, ...], run: Command, tmp_path: Path
) -> None:
    done = run("run", *words, "--report", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert verdicts(tmp_path / "out") == {SUBJECTS: "pass", AREAS: "pass"}


def test_one_clause_of_them_is_played_alone(run: Command, tmp_path: Path) -> None:
    assert run("run", "regressions", "--clause", "C088", "--report", "out").returncode == 0
    assert verdicts(tmp_path / "out") == {AREAS: "pass"}


def test_a_failure_is_replayed_from_its_line_and_from_its_report(
    run: Command, tmp_path: Path
) -> None:
    done = run("run", "regressions", *BROKEN, "--report", "out")
    assert done.returncode == 1, done.stdout + done.stderr
    assert verdicts(tmp_path / "out") == {SUBJECTS: "fail", AREAS: "pass"}
    (line,) = (each for each in done.stdout.splitlines() if " rerun " in each)
    named, *again = shlex.split(line.partition(" rerun ")[2])
    assert (named, again[:2]) == (
        "percipio-conformance",
        ["run", "regressions/ladders.feature"],
    )
    assert run(*again, "--report", "once").returncode == 1
    assert verdicts(tmp_path / "once") == {SUBJECTS: "fail"}

    replayed = run("replay", "the subject", "--report", "out", "--trust")
    assert replayed.returncode == 1, replayed.stdout + replayed.stderr
    assert verdicts(tmp_path / "out/replay") == {SUBJECTS: "fail"}
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    lost = program(elsewhere, "replay", "the subject", "--report", str(tmp_path / "out"))
    assert lost.returncode == 2
    assert (
        "regressions/ladders.feature, a feature of your own that does not exist here" in lost.stderr
    )


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ("nowhere", "there is no nowhere; name a .feature file or a folder that holds some"),
        ("empty", "the folder empty holds no .feature file"),
        ("notes.txt", "notes.txt is no .feature file"),
    ],
)
def test_a_place_without_features_is_a_wrong_use(
    place: str, problem: str, run: Command, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("Ladders", "utf-8")
    done = run("run", place, "--report", "out")
    assert done.returncode == 2
    assert problem in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("When a day passes", "When the moon is full", "no step definition matches When 'the moon"),
        ("@C089", "@C999", "the tag @C999 of 'The subject"),
        ("Feature:", "Picture:", "line 1: this is not Gherkin: Picture: What went wrong"),
        (
            "  @C089\n",
            "",
            "the scenario 'The subject of the ladders is a tag' belongs to no clause",
        ),
        (OURS, "", "it contains no scenario"),
    ],
    ids=["step", "tag", "Gherkin", "clause", "empty"],
)
@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["alone", "in parallel"])
def test_one_that_cannot_be_played_is_a_wrong_use(
    right: str, wrong: str, problem: str, more: tuple[str, ...], run: Command, tmp_path: Path
) -> None:
    (tmp_path / "regressions/ladders.feature").write_text(OURS.replace(right, wrong, 1), "utf-8")
    done = run("run", "regressions", *more, "--report", "out")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "a feature cannot run" in done.stderr
    assert problem in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_with_signs_of_pytest_is_played_beside_another(run: Command, tmp_path: Path) -> None:
    for name in ("x::y[z].feature", "x::y.feature", "100%5B.feature", "100[.feature"):
        (tmp_path / name).write_text(OURS, "utf-8")
    names = ("x::y[z].feature", "x::y.feature", "100%5B.feature", "100[.feature")
    done = run("run", *names, "--report", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 scenarios of your own ran" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("places", "named"),
    [
        (("a.feature", "a.feature", "./a.feature"), "a.feature"),
        (("one/b.feature", "one"), "one"),
        (("one", "one/../one/b.feature"), "one"),
        (("a.feature", "one"), "a.feature one"),
        (("one", "one/.hidden/c.feature"), "one one/.hidden/c.feature"),
    ],
)
def test_what_is_named_twice_is_named_once(
    places: tuple[str, ...], named: str, run: Command, tmp_path: Path
) -> None:
    (tmp_path / "one/.hidden").mkdir(parents=True)
    for name in ("a.feature", "one/b.feature", "one/.hidden/c.feature"):
        (tmp_path / name).write_text(OURS, "utf-8")
    done = run("run", *places, "--report", "out")
    assert f"ran instead of the suite's: {named}. In" in " ".join(done.stdout.split())


@pytest.mark.parametrize("how", [("--list",), (), ("-n", "2")], ids=["list", "run", "workers"])
def test_a_clause_that_the_features_do_not_have_is_named(
    run: Command, tmp_path: Path, how: tuple[str, ...]
) -> None:
    (tmp_path / "ladders.feature").write_text(OURS)
    done = run("run", "ladders.feature", "--clause", "C018", *how)
    assert (done.returncode, done.stdout) == (2, "")
    assert "ladders.feature has no scenario of C018; it has C088, C089" in done.stderr
