"""Generated sequences of a run: faults that no scenario shows, and what is never tested by them."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any, get_args

import pytest
from program import program, report_of
from program import run_and_say as run

from fake_percipio.catalog.items import item
from percipio_conformance.results.digest import without_times
from percipio_conformance.spec.sequences import number_of_sequences
from percipio_conformance.stateful.actions.statistics_actions import Deed, Does

UNDONE, ARCHIVED = 2, 38
"""Numbers of sequences that show the faults below. A change of the generator may change them: run
all of a default run then, and take one that fails."""
WHAT_LEARNERS_DO = {Does("Ada", each, "Six Sigma Basics").name for each in get_args(Deed)}
UNDOES = ("--connector-class", "hostile_drivers:SetsUpWithOldSettings")
RESTORES = ("--connector-class", "hostile_drivers:UpdatesWithoutRestoring")


def id_of(number: int) -> str:
    return f"features/sequences::Sequence {number}"


def asked(*numbers: int) -> list[str]:
    return [word for each in numbers for word in ("--scenario", id_of(each))]


def sequences_of(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    scenarios = [each for clause in report["clauses"] for each in clause["scenarios"]]
    found = [*scenarios, *report["scenarios_without_clause"]]
    return {each["id"]: each for each in found if each["sequence"] is not None}


def test_a_quick_run_performs_none(tmp_path: Path) -> None:
    code, said = run(tmp_path, "--clause", "C018", "--quick")
    assert (code, "Sequences" in said) == (0, False)
    assert report_of(tmp_path)["sequences"] is None


def test_a_violated_requirement_is_reported_with_a_short_sequence(tmp_path: Path) -> None:
    code, said = run(tmp_path, *UNDOES, *asked(UNDONE))
    # A connector may make up for a second setup, so this is a warning.
    assert code == 0, said
    assert "C135" in said
    assert f"1 of 1 scenario failed, only in Sequence {UNDONE}" in said
    (found,) = sequences_of(report_of(tmp_path)).values()
    assert (found["verdict"], found["level"]) == ("warn", "derived")
    steps = [each["text"] for each in found["steps"]]
    setup, save, wait, then = steps[-4:]
    assert setup.startswith("the administrator sets up the integration")
    assert save.startswith("the administrator saves the ")
    assert (wait, then[:23]) == ("an hour has passed", "the saved filter holds ")
    failure = found["evidence"]["failure"]
    assert failure["exchanges"]
    assert failure["expected"] != failure["actual"]


def test_a_violation_that_depends_on_a_reading_names_it(tmp_path: Path) -> None:
    code, said = run(tmp_path, *RESTORES, *asked(ARCHIVED))
    assert code == 0, said
    (found,) = sequences_of(report_of(tmp_path)).values()
    assert found["verdict"] == "warn"
    assert "A-UNARCHIVE.restored-next-run" in found["readings"]
    assert "to choose --profile FILE, where FILE contains" in said


def test_the_rerun_line_performs_the_same_sequence(tmp_path: Path) -> None:
    run(tmp_path, *UNDOES, *asked(UNDONE))
    text = (tmp_path / "out/summary.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^  (percipio-conformance run .*)$", text, re.MULTILINE)
    _, _, *words = shlex.split(line)
    run(tmp_path, *words, report="again")
    first, second = (
        [each["text"] for each in sequences_of(report_of(tmp_path, name))[id_of(UNDONE)]["steps"]]
        for name in ("out", "again")
    )
    assert first == second


def test_what_failed_is_performed_again_by_its_report(tmp_path: Path) -> None:
    run(tmp_path, *UNDOES, *asked(3, UNDONE))
    code, said = run(tmp_path, *UNDOES, "--failed-in", "out", report="again")
    assert code == 0, said
    assert list(sequences_of(report_of(tmp_path, "again"))) == [id_of(UNDONE)]


def test_a_baseline_can_list_a_sequence(tmp_path: Path) -> None:
    entry = {"scenario": id_of(UNDONE), "reason": "known", "owner": "us", "expires": "2999-01-01"}
    (tmp_path / "known.yaml").write_text(json.dumps({"known": [entry]}), encoding="utf-8")
    code, said = run(
        tmp_path, *UNDOES, *asked(UNDONE), "--baseline", "known.yaml", "--fail-on", "warning"
    )
    assert code == 0, said
    assert "is not a scenario of the suite" not in said


def test_merged_shards_are_equal_to_the_whole_run(tmp_path: Path) -> None:
    words = (*UNDOES, *asked(3, 4, 5, UNDONE))
    run(tmp_path, *words, report="whole")
    for number, workers in ((1, ()), (2, ("-n", "2"))):
        run(tmp_path, *words, "--shard", f"{number}/2", *workers, report=f"part{number}")
    done = program(tmp_path, "merge", "part1", "part2", "--report", "merged")
    assert done.returncode == 0, done.stdout + done.stderr
    whole, merged = (without_times(report_of(tmp_path, each)) for each in ("whole", "merged"))
    assert merged["sequences"] == whole["sequences"]
    assert merged["digest"] == whole["digest"]


@pytest.mark.parametrize(("factory", "ran"), [("triggered", 2), ("keeps_its_own_time", 0)])
def test_a_lesser_clock_gets_what_it_can_follow(tmp_path: Path, factory: str, ran: int) -> None:
    words = ("--connector-factory", f"lesser_clocks:{factory}")
    code, said = run(tmp_path, *words, *asked(1, 2))
    assert code == (0 if ran else 3), said
    report = report_of(tmp_path)
    assert report["sequences"]["ran"] == ran
    names = {name for each in sequences_of(report).values() for name in each["sequence"]["actions"]}
    assert not any(each.startswith(("BeforeRun", "Lms", "WhileLmsIsDown")) for each in names)


@pytest.mark.parametrize("number", [0, number_of_sequences("all") + 1, 10**9])
def test_an_unknown_sequence_is_wrong_usage(tmp_path: Path, number: int) -> None:
    code, said = run(tmp_path, *asked(number))
    assert code == 2
    assert "no scenario of this command has this id" in said


def test_a_connector_without_courses_is_not_asked(tmp_path: Path) -> None:
    words = ("--connector-class", "hostile_drivers:DeclaresStatisticsAlone")
    run(tmp_path, *words, *asked(1))
    (found,) = sequences_of(report_of(tmp_path)).values()
    assert found["verdict"] == "not_applicable"
    assert found["reason"] == "the connector does not declare the capability courses"


@pytest.mark.parametrize("breaks", ["EndsWithSystemExit", "TellsTimeInWords", "RaisesWithoutWords"])
def test_a_connector_that_breaks_down_is_not_conformant(tmp_path: Path, breaks: str) -> None:
    arrival = "features/content/arrival::A Percipio course becomes a course"
    words = ("--connector-class", f"hostile_drivers:{breaks}", "--scenario", arrival)
    code, said = run(tmp_path, *words, *asked(1))
    assert code == 1, said
    (found,) = sequences_of(report_of(tmp_path)).values()
    assert (found["verdict"], found["level"]) == ("fail", "must")
    assert "2 must clauses failed (C018, C094)" in said


def test_connectors_that_describe_themselves_differently_are_not_conformant(tmp_path: Path) -> None:
    words = ("--connector-class", "hostile_drivers:DescribesItsProcess", "-n", "2")
    code, said = run(tmp_path, *words, *asked(1, 2, 3, 4))
    assert code == 1, said
    assert "C094" in said


def test_a_connector_without_statistics_is_not_asked_for_them(tmp_path: Path) -> None:
    words = ("--connector-class", "hostile_drivers:DeclaresCoursesAlone")
    code, said = run(tmp_path, *words, *asked(1, 2, 3))
    assert code == 0, said
    found = sequences_of(report_of(tmp_path)).values()
    assert {each["verdict"] for each in found} == {"pass"}
    names = {name for each in found for name in each["sequence"]["actions"]}
    assert not names & WHAT_LEARNERS_DO
    assert not any("(Completes" in each or "SwitchesTags" in each for each in names)
    assert not any("statistics" in step["text"] for each in found for step in each["steps"])


def test_no_imported_item_is_offered_in_a_sequence(tmp_path: Path) -> None:
    items = [item(f"Imported {number}", seed=number) for number in range(1_200)]
    (tmp_path / "items.json").write_text(json.dumps(items), encoding="utf-8")
    exchanges = []
    # A second page of the catalog would be further exchanges.
    for words in ((), ("--catalog", "items.json")):
        code, said = run(tmp_path, *asked(1), *words)
        assert code == 0, said
        (found,) = sequences_of(report_of(tmp_path)).values()
        exchanges.append(found["evidence"]["exchanges"])
    assert "not offered in generated sequences" in said
    assert exchanges[0] == exchanges[1]
