"""Choosing scenarios as in pytest: lists, expressions, what failed last time, and early ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from program import install_plugin, program

Command = Callable[..., "subprocess.CompletedProcess[str]"]
RETENTION = ("--connector-factory", "connectors.content.updates:never_restores")
CLOSED = ("--connector", "http://127.0.0.1:1/control")


@pytest.fixture
def run(tmp_path: Path) -> Command:
    return partial(program, tmp_path, "run")


def report(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "report.json").read_text())
    return found


def played(folder: Path) -> set[str]:
    clauses = report(folder)["clauses"]
    return {each["id"] for clause in clauses for each in clause["scenarios"]}


def test_a_list_is_what_a_run_plays_and_plays_nothing(run: Command, tmp_path: Path) -> None:
    listed = run("--clause", "C012", "--list", *CLOSED)
    assert listed.returncode == 0, listed.stderr
    assert not (tmp_path / "reports").exists()
    lines = [line.split("\t") for line in listed.stdout.splitlines()]
    assert all("C012" in clauses.split() for _, clauses in lines)
    assert run("--clause", "C012").returncode == 0
    assert {identifier for identifier, _ in lines} == played(tmp_path / "reports/latest")


def test_a_listed_scenario_can_be_played(run: Command, tmp_path: Path) -> None:
    ids = [line.partition("\t")[0] for line in run("--list", "-k", "arrival").stdout.splitlines()]
    assert len(ids) > 2
    done = run("--scenario", ids[0], "--scenario", ids[1])
    assert done.returncode == 0, done.stdout
    assert played(tmp_path / "reports/latest") == set(ids[:2])


def listed(run: Command, *options: str) -> list[str]:
    done = run("--list", "--clause", "C012", *options)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_list_is_narrowed_as_a_run_is(run: Command) -> None:
    whole = listed(run)
    parts = [listed(run, "--shard", part) for part in ("1/2", "2/2")]
    assert all(parts)
    assert sorted(parts[0] + parts[1]) == sorted(whole)
    named = listed(run, "-m", "must and C012", "-k", "starts")
    assert named
    assert set(named) < set(whole)


def test_a_list_is_the_same_for_any_number_of_processes(run: Command) -> None:
    assert listed(run, "-n", "2") == listed(run)


def test_an_empty_list_is_a_wrong_use(run: Command) -> None:
    done = run("--list", "-k", "nothing_is_called_so")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no scenario matches" in done.stderr


@pytest.mark.parametrize("how", [("--list",), (), ("-n", "2")], ids=["list", "run", "workers"])
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("-k", "six in the morning"), "write six_in_the_morning, or join words with and/or"),
        (("-k", "six and"), "got end of input; join words with and/or"),
        (("-m", "must C018"), "-m 'must C018' cannot be read, at column 6"),
    ],
)
def test_an_expression_that_cannot_be_read_is_a_wrong_use(
    run: Command, how: tuple[str, ...], options: tuple[str, ...], words: str
) -> None:
    done = run(*options, *how)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_a_list_that_a_plugin_refuses_is_no_list(run: Command, tmp_path: Path) -> None:
    source = (
        "import pytest\n"
        "def pytest_collection_modifyitems():\n"
        "    raise pytest.UsageError('not today')\n"
    )
    install_plugin(tmp_path, "refuses", source)
    done = program(tmp_path, "run", "--list", PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "not today" in done.stderr


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("--clauses", "--clause"),
        ("--connektor=x", "--connector"),
        ("--last-fialed", "--last-failed"),
    ],
)
def test_an_unknown_option_names_a_near_one(run: Command, word: str, near: str) -> None:
    done = run(word)
    assert done.returncode == 2
    said = done.stderr.splitlines()[-1]
    assert f"unrecognized arguments: {word}. Did you mean {near}" in said


@pytest.mark.parametrize(
    ("options", "workers"),
    [
        (("-k", "arrival"), ()),
        (("-m", "C018"), ()),
        (("--maxfail", "1"), ()),
        # Workers get the options from pytest, all in the same way.
        (("-k", "arrival"), ("-n", "2")),
    ],
)
def test_only_what_leaves_scenarios_out_narrows(
    run: Command, tmp_path: Path, options: tuple[str, ...], workers: tuple[str, ...]
) -> None:
    done = run("--clause", "C018", *options, *workers)
    assert done.returncode == 0, done.stdout + done.stderr
    selection = report(tmp_path / "reports/latest")["selection"]
    assert selection["narrowed"]
    asked = ["--clause", "C018"]
    assert selection["arguments"] == asked + ([] if "--maxfail" in options else list(options))


def test_an_expression_of_levels_means_every_scenario_of_the_level(run: Command) -> None:
    listed = run("--list", "-m", "must and C018").stdout
    assert listed.startswith("features/content/arrival::A Percipio course becomes a course\t")


@pytest.mark.parametrize("options", [("-m", "C999"), ("-m", "C018 or C999"), ("--clause", "C999")])
def test_an_unknown_clause_is_a_wrong_use_however_it_is_asked_for(
    run: Command, options: tuple[str, ...]
) -> None:
    done = run(*options)
    assert done.returncode == 2
    assert "There is no clause 'C999'" in done.stderr


def test_pytest_itself_refuses_an_unknown_clause(tmp_path: Path) -> None:
    features = Path(__file__).parents[4] / "features"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", str(features), "-m", "C999", "-p", "no:cacheprovider"],
        cwd=features.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert "There is no clause 'C999'" in done.stderr


@pytest.mark.parametrize("expression", ["a b", "not", "("])
def test_an_expression_that_is_none_is_a_wrong_use(run: Command, expression: str) -> None:
    done = run("-k", expression)
    assert done.returncode == 2
    assert f"-k {expression!r} cannot be read" in done.stderr


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_a_scenario_that_is_not_there_stops_the_others(
    run: Command, tmp_path: Path, workers: tuple[str, ...]
) -> None:
    known = "features/content/arrival::A Percipio course becomes a course"
    done = run("--scenario", known, "--scenario", known + "s", *workers)
    assert done.returncode == 2
    message = f"no scenario of this command has this id:\n  {known}s\nDid you mean {known}, "
    assert message in done.stderr
    assert not (tmp_path / "reports/latest/report.json").exists()


def test_what_failed_is_played_again_until_nothing_fails(run: Command, tmp_path: Path) -> None:
    again = ("--last-failed", *RETENTION)
    first = run(*again)
    assert first.returncode == 2
    assert "reports/latest does not exist" in first.stderr
    assert run("--clause", "C030", *RETENTION).returncode == 1
    failed = {
        each["id"]
        for clause in report(tmp_path / "reports/latest")["clauses"]
        for each in clause["scenarios"]
        if each["verdict"] == "fail"
    }
    assert 0 < len(failed) < len(played(tmp_path / "reports/latest"))
    second = run(*again)
    assert second.returncode == 1, second.stdout + second.stderr
    assert played(tmp_path / "reports/latest") == failed
    selection = report(tmp_path / "reports/latest")["selection"]
    assert selection["arguments"] == ["--failed-in", "reports/latest"]
    repaired = run("--lf", "-n", "2")
    assert repaired.returncode == 0, repaired.stdout + repaired.stderr
    assert played(tmp_path / "reports/latest") == failed
    last = run("--lf")
    assert last.returncode == 2
    assert "no scenario failed in the run of reports/latest" in last.stderr


def test_what_failed_in_another_run_is_named_by_its_folder(run: Command, tmp_path: Path) -> None:
    assert run("--clause", "C030", *RETENTION, "--report", "monday").returncode == 1
    failed = {
        each["id"]
        for clause in report(tmp_path / "monday")["clauses"]
        for each in clause["scenarios"]
        if each["verdict"] == "fail"
    }
    done = run("--failed-in", "monday", "--list")
    assert done.returncode == 0
    assert {line.partition("\t")[0] for line in done.stdout.splitlines()} == failed
    both = run("--failed-in", "monday", "--lf")
    assert both.returncode == 2
    assert "--last-failed and --failed-in each name a run" in both.stderr


@pytest.mark.parametrize("stop", [("-x",), ("--maxfail", "1")])
def test_the_first_failure_may_end_the_run(
    run: Command, tmp_path: Path, stop: tuple[str, ...]
) -> None:
    done = run("--clause", "C030", *RETENTION, *stop)
    assert done.returncode == 1
    assert report(tmp_path / "reports/latest")["interruption"]["finished"] >= 1


def test_a_run_says_more_or_less(run: Command) -> None:
    loud = run("--clause", "C018", "-v").stdout
    assert "\n✔ C018 Content synchronization > A Percipio course becomes a course\n" in loud
    usual = run("--clause", "C018").stdout
    quiet = run("--clause", "C018", "-q").stdout
    assert quiet
    for only_usual in ("percipio-conformance ", "1/1"):
        assert only_usual in usual
        assert only_usual not in quiet
    assert "tested must clause passed" in quiet


def test_two_ways_to_name_a_connector_are_a_wrong_use(run: Command) -> None:
    done = run("--connector-command", "true", *CLOSED)
    assert done.returncode == 2
    assert "--connector and --connector-command each name a connector" in done.stderr
