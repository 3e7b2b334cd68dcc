"""``run --compare-with``: what differs between two connectors, which is never a verdict."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from program import program, report_of
from program import run_and_say as run

from percipio_conformance import schemas
from percipio_conformance.connectors.reference_process import reference_command
from percipio_conformance.reporting.writer import OF_A_COMPARISON
from percipio_conformance.results.digest import without_times

ROOT = Path(__file__).parents[4]
NODE = f"command:node {shlex.quote(str(ROOT / 'examples/node-connector/main.mjs'))}"
WITHOUT_SUBJECTS = ("--connector-factory", "connectors.content.tags:leaves_out_subjects")
NEVER_RESTORES = ("--connector-factory", "connectors.content.updates:never_restores")
DIFFERENCES = "differences.txt"


def compared(folder: Path, *words: str, report: str = "out") -> dict[str, Any]:
    """The comparison in the report of a run against a faulty connector of the kill matrix."""
    done = program(folder, "run", *words, "--report", report)
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, Any] = report_of(folder, report)["comparison"]
    return found


def events_of(folder: Path, report: str = "out") -> list[dict[str, Any]]:
    """The events of a run without their times and without a comparison."""
    lines = (folder / report / "events.ndjson").read_text("utf-8").splitlines()
    events = [without_times(json.loads(each)) for each in lines]
    for each in events:
        for name in ("comparison", "compared_with", "digest", "replay"):
            each.pop(name, None)
    return events


def test_the_reference_does_not_differ_from_itself(tmp_path: Path) -> None:
    found = compared(
        tmp_path, "--clause", "C046", "--clause", "C088", "--compare-with", "reference"
    )
    assert (found["different"], found["kinds"], found["not_compared"]) == (0, [], [])
    assert found["equal"] == 10
    assert found["compared_with"]["connector"]["name"]


def test_a_fault_is_the_only_difference_at_the_step_that_shows_it(tmp_path: Path) -> None:
    words = (*WITHOUT_SUBJECTS, "--clause", "C089", "--compare-with", "reference")
    (kind,) = compared(tmp_path, *words)["kinds"]
    assert kind["kind"] == "course: tags"
    assert "C089" in kind["clauses"]
    first = kind["differences"][0]
    assert first["step"].startswith("Then after the next daily run")
    assert (first["shown"], first["other"]) == (
        "Operations, Quality",
        "Operations, Process Flow, Quality, Statistics",
    )
    assert first["exchange"].endswith("answered 202, with another body")


def test_a_fault_that_no_step_checks_is_shown(tmp_path: Path) -> None:
    words = (*NEVER_RESTORES, "--clause", "C030", "--compare-with", "reference")
    (kind,) = compared(tmp_path, *words)["kinds"]
    assert kind["kind"] == "course: status"
    failed = {
        each["id"]
        for clause in report_of(tmp_path)["clauses"]
        for each in clause["scenarios"]
        if each["verdict"] == "fail"
    }
    differing = {each["scenario"] for each in kind["differences"]}
    assert failed < differing
    archived = kind["differences"][0]
    assert (archived["shown"], archived["other"]) == ("archived by integration", "published")
    assert "PUT /api/v2/courses/{id}/archive" in archived["other_exchange"]


def test_the_faulty_one_may_be_the_other(tmp_path: Path) -> None:
    other = f"factory:{WITHOUT_SUBJECTS[1]}"
    (kind,) = compared(tmp_path, "--clause", "C089", "--compare-with", other)["kinds"]
    assert kind["kind"] == "course: tags"
    assert report_of(tmp_path)["exit_code"] == 0


def test_nothing_of_a_comparison_reaches_a_verdict(tmp_path: Path) -> None:
    words = ("run", *WITHOUT_SUBJECTS, "--clause", "C089", "--report")
    alone = program(tmp_path, *words, "alone")
    with_other = program(tmp_path, *words, "both", "--compare-with", "reference")
    assert alone.returncode == with_other.returncode == 1
    assert events_of(tmp_path, "alone") == events_of(tmp_path, "both")
    junit = [
        re.sub(r'(time|timestamp)="[^"]*"', "", (tmp_path / each / "junit.xml").read_text("utf-8"))
        for each in ("alone", "both")
    ]
    assert junit[0] == junit[1]
    assert not (tmp_path / "alone" / DIFFERENCES).exists()
    assert "comparison" not in report_of(tmp_path, "alone")


def test_the_report_keeps_to_its_schema_and_a_later_run_removes_the_file(tmp_path: Path) -> None:
    compared(tmp_path, *WITHOUT_SUBJECTS, "--clause", "C089", "--compare-with", "reference")
    assert schemas.problems("report", report_of(tmp_path)) == []
    text = (tmp_path / "out" / DIFFERENCES).read_text("utf-8")
    assert text.count("rerun") == 2
    for name in ("index.html", "summary.md"):
        assert "Compared with reference" in (tmp_path / "out" / name).read_text("utf-8")
    assert set(OF_A_COMPARISON) == {DIFFERENCES}
    again = program(tmp_path, "report", "out", "--out", "again")
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "again" / DIFFERENCES).read_text("utf-8") == text
    assert program(tmp_path, "run", "--clause", "C018", "--report", "out").returncode == 0
    assert not (tmp_path / "out" / DIFFERENCES).exists()


def test_the_same_seed_gives_the_same_text_in_any_order(tmp_path: Path) -> None:
    words = (*WITHOUT_SUBJECTS, "--clause", "C088", "--clause", "C089", "--compare-with")
    texts = []
    for name, more in (("one", ()), ("two", ("-n", "2")), ("three", ("--shuffle", "5"))):
        compared(tmp_path, *words, "reference", *more, report=name)
        texts.append((tmp_path / name / DIFFERENCES).read_text("utf-8"))
    assert texts[0] == texts[1] == texts[2]


def test_shards_are_compared_and_merged(tmp_path: Path) -> None:
    words = (*WITHOUT_SUBJECTS, "--clause", "C089", "--compare-with", "reference")
    for part in ("1", "2"):
        compared(tmp_path, *words, "--shard", f"{part}/2", report=f"part-{part}")
    compared(tmp_path, *words, report="whole")
    program(tmp_path, "merge", "part-1", "part-2", "--report", "merged")
    merged, whole = report_of(tmp_path, "merged"), report_of(tmp_path, "whole")
    assert merged["comparison"] == whole["comparison"]


def test_scenarios_under_situations_are_compared(tmp_path: Path) -> None:
    words = ("--clause", "C089", "--situation", "restart-before", "--compare-with", "reference")
    found = compared(tmp_path, *words)
    assert (found["equal"], found["different"]) == (2, 0)


def test_a_generated_sequence_is_repeated_as_it_was(tmp_path: Path) -> None:
    # The class replaces a method in its own process, so the reference must have another one.
    other = f"command:{reference_command()}"
    words = ("--connector-class", "hostile_drivers:UpdatesWithoutRestoring", "--compare-with")
    sequences = ("--scenario", "features/sequences::Sequence 38")
    run(tmp_path, *words, other, *sequences)
    found = report_of(tmp_path)["comparison"]
    assert (found["equal"], found["different"]) == (0, 1)
    ((difference,),) = ([*each["differences"]] for each in found["kinds"])
    assert difference["kind"] == "course: status"
    # The wait alone would not say which of many it is.
    assert re.fullmatch(r"step \d+: And .+, And .+ passed", difference["step"])


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (f"command:{shlex.join([sys.executable, '-c', ''])}", "cannot be reached: the connector's"),
        ("url:http://127.0.0.1:9/control", "cannot be reached: no connector to judge"),
        ("class:hostile_drivers:CannotBeMade", "cannot be reached: the driver cannot be created"),
        ("class:hostile_drivers:TellsTimeInWords", "broke down: the driver's move_clock()"),
    ],
)
def test_a_connector_that_is_not_there_is_no_verdict(
    tmp_path: Path, other: str, reason: str
) -> None:
    code, said = run(tmp_path, "--clause", "C089", "--compare-with", other)
    assert code == 0, said
    assert "Nothing could be compared: 2 scenarios not compared." in said
    assert f"2 not compared: the other connector {reason}" in said
    assert {each["verdict"] for each in report_of(tmp_path)["clauses"]} == {"pass"}


def test_a_capability_that_the_other_lacks_is_not_equality(tmp_path: Path) -> None:
    if shutil.which("node") is None:
        pytest.skip("Node.js is not installed")
    code, said = run(tmp_path, "--clause", "C115", "--compare-with", NODE)
    assert code == 0, said
    (reason,) = {
        each["reason"]
        for each in report_of(tmp_path)["comparison"]["not_compared"]
        if "capability" in each["reason"]
    }
    assert reason == (
        "the other connector: the connector does not declare the capability several-integrations"
    )


def test_a_world_on_sockets_equals_one_in_this_process(tmp_path: Path) -> None:
    words = ("--clause", "C088", "--clause", "C101", "--sockets", "--compare-with", "reference")
    found = compared(tmp_path, *words)
    assert found["different"] == 0
    assert found["equal"] > 6


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--list", "--compare-with", "reference"], "--list runs nothing, so it cannot compare"),
        (["--compare-with", "nothing"], "--compare-with 'nothing' names no connector: write"),
        (["--compare-with", "command: "], "names no connector: write reference, or one of url:"),
        (["--compare-with", "class:nowhere:It"], "'nowhere:It' cannot be loaded"),
        (["--compare-with", "url:here"], "'here' is not an http or https URL"),
    ],
)
def test_a_wrong_argument_is_a_usage_error(tmp_path: Path, words: list[str], message: str) -> None:
    code, said = run(tmp_path, *words)
    assert code == 2
    assert message in said


def test_no_secret_is_in_a_comparison(tmp_path: Path) -> None:
    words = ("--clause", "C101", "--clause", "C117", "--compare-with", "reference")
    found = json.dumps(compared(tmp_path, *words))
    text = (tmp_path / "out" / DIFFERENCES).read_text("utf-8")
    for each in (found, text):
        assert "client_secret" not in each
        assert "Bearer" not in each
