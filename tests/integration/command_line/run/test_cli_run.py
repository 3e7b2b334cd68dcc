"""The command line as a person meets it: whole commands, their words and their exit codes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from program import program

from percipio_conformance import schemas
from percipio_conformance.results.digest import without_times

Command = Callable[..., "subprocess.CompletedProcess[str]"]

SOME = ("--clause", "C013", "--clause", "C095", "--clause", "C047")


@pytest.fixture
def run(tmp_path: Path) -> Command:
    return partial(program, tmp_path)


def report(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "report.json").read_text())
    return found


def test_a_conformant_run_says_so_and_writes_its_report(run: Command, tmp_path: Path) -> None:
    done = run("run", *SOME, "--report", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 of 3 tested must clauses passed" in " ".join(done.stdout.split())
    written = report(tmp_path / "out")
    assert written["verdict"] == "narrowed"
    assert schemas.problems("report", written) == []
    assert [clause["id"] for clause in written["clauses"]] == ["C013", "C047", "C095"]
    assert (tmp_path / "out" / "junit.xml").exists()
    assert (tmp_path / "out" / "index.html").exists()


def test_the_same_seed_tells_the_same_story_in_any_order_and_in_parallel(
    run: Command, tmp_path: Path
) -> None:
    # The others are processes of their own, too: what differs from one process to the next differs
    # in them.
    run("run", *SOME, "--report", "once", "--seed", "7")
    run("run", *SOME, "--report", "parallel", "--seed", "7", "-n", "2")
    run("run", *SOME, "--report", "shuffled", "--seed", "7", "--shuffle", "3")
    once, *others = (
        without_times(report(tmp_path / name)) for name in ("once", "parallel", "shuffled")
    )
    for other in others:
        assert other == once


def test_an_unknown_clause_is_a_wrong_use(run: Command, tmp_path: Path) -> None:
    done = run("run", "--clause", "C999", "--report", "out")
    assert done.returncode == 2
    assert "There is no clause 'C999'" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_clause_without_a_scenario_is_a_wrong_use(run: Command) -> None:
    done = run("run", "--clause", "C075")
    assert done.returncode == 2
    assert "cannot be checked by a machine" in done.stderr


def test_an_unknown_profile_is_a_wrong_use(run: Command) -> None:
    done = run("run", "--profile", "artikel")
    assert done.returncode == 2
    assert "artikel" in done.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not JSON"),
        ('[{"title": "x"}]', "has no id"),
        ('{"items": []}', "JSON array"),
    ],
)
def test_an_unusable_catalog_is_a_wrong_use(
    run: Command, tmp_path: Path, content: str, words: str
) -> None:
    (tmp_path / "catalog.json").write_text(content)
    done = run("run", "--catalog", "catalog.json", "--report", "out")
    assert done.returncode == 2
    assert words in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_connector_that_cannot_be_loaded_is_a_wrong_use(run: Command) -> None:
    done = run("run", "--connector-factory", "nowhere:connector")
    assert done.returncode == 2
    assert "cannot be loaded" in done.stderr


def test_one_scenario_runs_again_by_its_id(run: Command, tmp_path: Path) -> None:
    name = "features/statistics/first_statistics::Ada completes the course"
    done = run("run", "--scenario", name, "--report", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    (clause,) = report(tmp_path / "out")["clauses"]
    assert [each["id"] for each in clause["scenarios"]] == [name]


def test_a_scenario_nobody_wrote_is_a_wrong_use(run: Command) -> None:
    done = run("run", "--scenario", "features/none::Such")
    assert done.returncode == 2
    assert "no scenario of this command has this id" in done.stderr


def test_the_register_is_listed(run: Command) -> None:
    done = run("clauses", "--format", "json")
    assert done.returncode == 0
    listed = json.loads(done.stdout)
    assert len(listed["clauses"]) == 167
    by_id = {clause["id"]: clause for clause in listed["clauses"]}
    assert any("six_in_the_morning" in each for each in by_id["C013"]["verified_by"])
    text = run("clauses").stdout
    assert "planned" in text.splitlines()[-1]


def test_without_a_command_the_usage_is_shown(run: Command) -> None:
    done = run()
    assert done.returncode == 2
    assert "usage: percipio-conformance" in done.stderr
