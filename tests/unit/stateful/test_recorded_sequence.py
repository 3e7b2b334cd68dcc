"""``sequence.json`` holds everything that decides what happens."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from percipio_conformance.network.traffic_log import Exchange
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.stateful import recorded_sequence, terminal
from percipio_conformance.stateful.actions.sequence import ActionSequence
from percipio_conformance.stateful.actions.statistics_actions import Does, KeepsBack, Sends
from percipio_conformance.stateful.checks.postcondition import ACTIVE, Violation
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.feature_export import feature
from percipio_conformance.stateful.runner import Failed, Passed
from percipio_conformance.stateful.search import Effort, Failing, Flaky
from percipio_conformance.stateful.statistics import AnalyticsDomain

PROFILE = load_profile("article")
TERMS = Assumptions(PROFILE, frozenset({"statistics"}), can_restart=False)
COURSE = "Six Sigma Basics"
HISTORY = ActionSequence(
    "sequences/analytics/4",
    (
        KeepsBack(),
        Does("Ada", "completes", COURSE, score=47),
        Does("Ada", "works on", COURSE, score=50, minutes=1),
        Sends(", the last one first", " one by one"),
    ),
)
SAID = Exchange(None, "lms", "GET", "lms", "/api", {"authorization": "Bearer abcdefgh"}, status=200)
BREACH = Violation(
    "the score",
    ("C052", "D02"),
    "the score of Ada's attempts",
    (f'Ada\'s attempts on "{COURSE}" are:', "| score |", "| 50 % |"),
    "50 %",
    "47 %",
)
EFFORT = Effort(3, 40, 900, False)
FAILING = Failing(HISTORY, Failed(4, BREACH, (SAID,)), 18, 26, True, EFFORT)


def test_a_history_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / recorded_sequence.FILE_NAME
    recorded_sequence.write(path, recorded_sequence.record(FAILING, AnalyticsDomain(), PROFILE, 7))
    read = recorded_sequence.read(path)
    assert read.sequence == HISTORY
    assert (read.seed, read.domain, read.outcome) == (7, "analytics", "failing")
    profile = read.recorded_profile()
    assert (profile.readings, profile.parameters) == (PROFILE.readings, PROFILE.parameters)
    assert read.runs[0].clauses == ("C052", "D02")
    assert "abcdefgh" not in path.read_text("utf-8")


def test_both_runs_of_a_flaky_one_are_told() -> None:
    flaky = Flaky(HISTORY, (Failed(4, BREACH), Passed()), EFFORT)
    written = recorded_sequence.record(flaky, AnalyticsDomain(), PROFILE, 7)
    assert written.outcome == "flaky"
    assert [each.kept for each in written.runs] == [False, True]
    assert written.runs[0].actual == "47 %"


def test_what_is_no_history_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"format": "something else"}')
    with pytest.raises(
        recorded_sequence.RecordError, match=r"is not a sequence of this version: .*has written"
    ):
        recorded_sequence.read(path)
    with pytest.raises(recorded_sequence.RecordError, match="does not exist"):
        recorded_sequence.read(tmp_path / "missing.json")


def test_moves_that_cannot_be_made_are_refused() -> None:
    written = recorded_sequence.record(FAILING, AnalyticsDomain(), PROFILE, 7)
    recorded_sequence.demand_possible(written, AnalyticsDomain(), TERMS)
    changed = msgspec.structs.replace(written, actions=written.actions[1:])
    with pytest.raises(recorded_sequence.RecordError, match="changed by hand"):
        recorded_sequence.demand_possible(changed, AnalyticsDomain(), TERMS)


def test_switches_of_another_version_are_refused() -> None:
    written = recorded_sequence.record(FAILING, AnalyticsDomain(), PROFILE, 7)
    fewer = msgspec.structs.replace(written.profile, readings={})
    with pytest.raises(recorded_sequence.RecordError, match="other ambiguities"):
        msgspec.structs.replace(written, profile=fewer).recorded_profile()


def test_the_feature_reads_like_all_others() -> None:
    readings = "@A-LASTACT.{} @A-NEWATT.{} @A-REGRESS.{}".format(
        *(PROFILE.reading(each) for each in ("A-LASTACT", "A-NEWATT", "A-REGRESS"))
    )
    assert feature(AnalyticsDomain(), HISTORY, BREACH, TERMS).endswith(
        f"""
  @C052 @D02
  Rule: The score shown is the newest one, whether or not an earlier one was better

    @profile {readings}
    Scenario: The score of Ada's attempts
      Given Percipio queues its statements
      And Ada completes "{COURSE}" in Percipio, scoring 47 %
      And a few minutes have passed
      And Ada works on "{COURSE}" in Percipio, scoring 50 %, 1 minute in all
      And a few minutes have passed
      And Percipio sends the queued statements one by one, the last one first
      When a few minutes pass
      Then Ada's attempts on "{COURSE}" are:
        | score |
        | 50 % |
"""
    )


def test_the_feature_says_how_to_run_it_under_its_profile() -> None:
    first, _ = feature(AnalyticsDomain(), HISTORY, BREACH, TERMS).split("\n", 1)
    assert first.endswith(" run sequence.feature --connector URL --profile article")
    own = replace(PROFILE, name="ours", readings={**PROFILE.readings, "A-CASE": "exact"})
    first, second, _ = feature(
        AnalyticsDomain(), HISTORY, BREACH, replace(TERMS, profile=own)
    ).split("\n", 2)
    assert first.endswith(" --profile FILE, where FILE contains")
    assert second == "# {name: ours, title: ours, readings: {A-CASE: exact}}"


def test_a_finding_is_printed_as_it_is_written() -> None:
    text = feature(AnalyticsDomain(), HISTORY, BREACH, TERMS)
    flaky = Flaky(HISTORY, (Failed(4, BREACH), Passed()), EFFORT)
    for found in (FAILING, flaky):
        said = terminal.finding(AnalyticsDomain(), found, ["percipio-conformance"], text)
        shown = said.partition("\n\n")[2]
        assert textwrap.dedent(shown[: len(textwrap.indent(text, "    "))]) == text


def test_a_title_from_a_file_adds_no_line() -> None:
    forged = replace(HISTORY, actions=(Does("Ada", "completes", "A\n  rerun      rm -rf x"),))
    text = feature(AnalyticsDomain(), forged, BREACH, TERMS)
    assert not [line for line in text.splitlines() if line.startswith("  rerun")]
    assert 'completes "A\\n  rerun      rm -rf x"' in text


def test_a_broken_protocol_is_played_where_it_was_noticed() -> None:
    # A scenario without a clause could be held against nobody.
    broken = Violation(
        "the control protocol", (), "the control protocol", ACTIVE, "an answer", "none"
    )
    written = feature(AnalyticsDomain(), HISTORY, broken, TERMS)
    sentence = load_registry().clause("C094").sentence.rstrip(".")
    assert f"  @C094\n  Rule: {sentence}\n" in written
    assert "    Scenario: The control protocol\n" in written
    assert written.endswith("Then the integration is active\n")
