"""Situations of a run: faults that no scenario alone shows, and runs where nothing was tested."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from program import DRAWN, program, report_of
from program import run_and_say as run

from percipio_conformance.core.scenario_ids import split_situation
from percipio_conformance.results.digest import without_times

ARRIVAL = "features/content/arrival::A Percipio course becomes a course"
ONE = ("--scenario", ARRIVAL)
FORGETS = ("--connector-class", "hostile_drivers:ForgetsGlobalizationAtRestart")


def scenarios_of(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for clause in report["clauses"] for each in clause["scenarios"]}


@pytest.mark.parametrize(
    ("forgets", "clause", "situation", "phrase"),
    [
        ("Globalization", "C043", "restart-before", "The connector is restarted before each When."),
        ("ASavedFilter", "C133", "restart-after", "The connector is restarted after each When."),
        (
            "TheAgeOfTokens",
            "C116",
            "restart-halfway",
            "Whenever time passes, the connector is restarted after half of it.",
        ),
    ],
)
def test_what_a_connector_forgets_at_a_restart_is_noticed(
    tmp_path: Path, forgets: str, clause: str, situation: str, phrase: str
) -> None:
    driver = f"hostile_drivers:Forgets{forgets}AtRestart"
    words = ("--connector-class", driver, "--clause", clause)
    code, said = run(tmp_path, *words, "--quick")
    assert (code, "Not conformant" in said) == (0, False), said
    assert "Situations: none; each scenario ran once" in said
    for options in ((DRAWN,), ("--situation", situation)):
        code, said = run(tmp_path, *words, *options)
        assert code == 1, said
        assert f"situation {phrase}" in said
        assert f"(situation {situation})" in said


def test_a_token_that_was_accepted_before_it_expired_is_noticed(tmp_path: Path) -> None:
    words = ("--connector-class", "hostile_drivers:RemembersAcceptedTokens", "--clause", "C116")
    code, said = run(tmp_path, *words, "--quick")
    assert code == 0, said
    code, said = run(tmp_path, *words, DRAWN)
    assert code == 1, said
    assert "(situation tokens-in-use)" in said
    assert "A statement <way> is rejected [with an expired token]" in said


TOKENS = """\
Feature: Tokens
  @C117
  Rule: The right credentials get a token

    Background:
      Given Percipio offers the course "Six Sigma Basics"
      And the integration is active

    Scenario: Before statistics are sent
      When a token is requested as a form
      Then the token request is accepted

    Scenario: After the first item has gone
      Given statistics are sent to 360Learning
      And Percipio drops "Six Sigma Basics"
      When a token is requested as a form
      Then the token request is accepted

    Scenario: While there is an item
      Given statistics are sent to 360Learning
      And Percipio offers the course "Data Literacy"
      And Percipio drops "Six Sigma Basics"
      When a token is requested as a form
      Then the token request is accepted
"""


def test_a_token_that_cannot_be_used_is_no_mistake_of_the_feature(tmp_path: Path) -> None:
    (tmp_path / "tokens.feature").write_text(TOKENS, encoding="utf-8")
    code, said = run(tmp_path, "tokens.feature", "--situation", "tokens-in-use")
    assert code == 0, said
    ran = scenarios_of(report_of(tmp_path))
    assert {each["verdict"] for each in ran.values()} == {"pass"}
    used = [each for each, scenario in ran.items() if scenario["situation"]["occurred"]]
    assert [each.partition("::")[2] for each in used] == [
        "While there is an item (situation tokens-in-use)"
    ]


def test_a_default_run_runs_each_scenario_under_one_and_each_clause_under_restarts(
    tmp_path: Path,
) -> None:
    code, said = run(tmp_path, "--clause", "C018", DRAWN)
    assert code == 0, said
    report = report_of(tmp_path)
    met = [each["id"] for each in report["situations"]]
    assert met[:3] == ["restart-before", "restart-after", "restart-halfway"]
    ran = scenarios_of(report)
    alone = {each for each, scenario in ran.items() if scenario["situation"] is None}
    assert {split_situation(each)[0] for each in ran} == alone
    assert report["selection"]["situations"] == "drawn"
    assert report["selection"]["under_situations"] == len(ran) - len(alone)
    assert report["selection"]["scenarios"] == len(alone)
    page = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert "Each clause under each situation" in page


def test_the_rerun_line_of_a_failure_runs_it_again_and_nothing_else(tmp_path: Path) -> None:
    code, said = run(tmp_path, *FORGETS, "--clause", "C011", DRAWN)
    assert code == 1, said
    text = (tmp_path / "out/summary.md").read_text(encoding="utf-8")
    (line, *_) = re.findall(r"^  (percipio-conformance run .*)$", text, re.MULTILINE)
    _, _, *words = shlex.split(line)
    code, said = run(tmp_path, *words, DRAWN)
    assert code == 1, said
    # A counterpart of the clause may run in addition, without a situation.
    under = [each for each in scenarios_of(report_of(tmp_path)) if split_situation(each)[1]]
    assert under == [words[words.index("--scenario") + 1]]


def test_what_failed_under_a_situation_runs_again_under_it(tmp_path: Path) -> None:
    run(tmp_path, *FORGETS, "--clause", "C011", DRAWN)
    failed = {
        each
        for each, scenario in scenarios_of(report_of(tmp_path)).items()
        if scenario["verdict"] == "fail"
    }
    assert failed
    code, said = run(tmp_path, *FORGETS, "--failed-in", "out", DRAWN, report="again")
    assert code == 1, said
    assert failed <= scenarios_of(report_of(tmp_path, "again")).keys()


def test_a_merged_run_with_situations_is_equal_to_the_whole_one(tmp_path: Path) -> None:
    words = ("--clause", "C018", DRAWN)
    run(tmp_path, *words, report="whole")
    for number, workers in ((1, ()), (2, ("-n", "2"))):
        run(tmp_path, *words, "--shard", f"{number}/2", *workers, report=f"part{number}")
    done = program(tmp_path, "merge", "part1", "part2", "--report", "merged")
    assert done.returncode == 0, done.stdout + done.stderr
    whole, merged = (without_times(report_of(tmp_path, each)) for each in ("whole", "merged"))
    assert merged["situations"] == whole["situations"]
    assert merged["digest"] == whole["digest"]


def test_an_id_selects_the_scenario_alone_or_under_its_situation(tmp_path: Path) -> None:
    asked = f"{ARRIVAL} (situation lms-refuses-once)"
    code, said = run(tmp_path, "--scenario", asked)
    assert code == 0, said
    assert list(scenarios_of(report_of(tmp_path))) == [asked]
    run(tmp_path, *ONE, DRAWN)
    assert list(scenarios_of(report_of(tmp_path))) == [ARRIVAL]


def test_what_cannot_run_under_a_situation_takes_nothing_from_the_rest(tmp_path: Path) -> None:
    words = ("--connector-factory", "lesser_clocks:triggered", "--clause", "C018")
    code, said = run(tmp_path, *words, "--quick", report="quick")
    again, _ = run(tmp_path, *words, DRAWN)
    assert again == code, said
    quick, drawn = (report_of(tmp_path, each) for each in ("quick", "out"))
    for before, after in zip(quick["clauses"], drawn["clauses"], strict=True):
        assert (before["id"], before["verdict"]) == (after["id"], after["verdict"])


def test_all_situations_run_for_each_scenario(tmp_path: Path) -> None:
    listed = program(tmp_path, "run", "--list", "--clause", "C018", "--thorough").stdout
    ids = [line.partition("\t")[0] for line in listed.splitlines()]
    alone = [each for each in ids if split_situation(each)[1] is None]
    # Statements are no part of C018, so they cannot be sent twice.
    assert len(ids) == 10 * len(alone)


def test_the_report_names_the_situation_and_counts_where_it_occurred(tmp_path: Path) -> None:
    code, said = run(tmp_path, *ONE, "--situation", "lms-answer-lost")
    assert code == 0, said
    assert "The situation occurred in 1 of 1 scenario that ran." in said
    report = report_of(tmp_path)
    assert report["verdict"] == "narrowed"
    assert report["selection"]["situation"]["id"] == "lms-answer-lost"
    (scenario,) = scenarios_of(report).values()
    assert scenario["situation"]["occurred"] == 1


def test_a_lost_answer_is_lost_on_sockets_too(tmp_path: Path) -> None:
    code, said = run(tmp_path, *ONE, "--sockets", "--situation", "lms-answer-lost")
    assert code == 0, said
    assert "The situation occurred in 1 of 1 scenario that ran." in said


def test_a_situation_that_occurs_nowhere_is_no_pass(tmp_path: Path) -> None:
    code, said = run(tmp_path, *ONE, "--situation", "statements-twice")
    assert code == 3
    assert "the situation statements-twice did not occur in any scenario" in said


def test_an_exception_does_not_run_and_says_why(tmp_path: Path) -> None:
    name = "features/launch/progress::Ada launches the course"
    code, _ = run(tmp_path, "--scenario", name, "--situation", "pause")
    assert code == 3
    (scenario,) = scenarios_of(report_of(tmp_path)).values()
    assert scenario["id"] == f"{name} (situation pause)"
    assert scenario["verdict"] == "not_applicable"
    assert scenario["reason"].endswith("situation pause: it checks the minute of a launch")


@pytest.mark.parametrize("word", ["puase", ""])
def test_an_unknown_situation_is_wrong_usage(tmp_path: Path, word: str) -> None:
    code, said = run(tmp_path, f"--situation={word}")
    assert code == 2
    assert ("Did you mean pause?" if word else "it is empty") in said


def test_an_unknown_situation_in_the_id_of_a_scenario_is_wrong_usage(tmp_path: Path) -> None:
    code, said = run(tmp_path, "--scenario", f"{ARRIVAL} (situation puase)")
    assert code == 2
    assert "Did you mean pause?" in said


def test_options_that_exclude_each_other_are_wrong_usage(tmp_path: Path) -> None:
    code, said = run(tmp_path, "--quick", "--thorough")
    assert code == 2
    assert "--quick and --thorough exclude each other" in said
