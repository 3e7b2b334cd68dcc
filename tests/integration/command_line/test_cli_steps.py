"""``percipio-conformance steps``, and the message about a wrong step of a feature."""

from __future__ import annotations

from pathlib import Path

from program import program

WRONG = """\
Feature: Wrong
  @C018
  Rule: A promise
    Scenario: A wrong step
      Given it is 12 January 2026, 12:00 CET
      When the day passes
      Then 360Learning shows "Fire"
"""


def test_all_phrases_are_listed_by_kind_and_topic(tmp_path: Path) -> None:
    done = program(tmp_path, "steps")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert "# Percipio's catalog, and its changes" in lines
    assert "  Given Percipio offers: [table]" in lines
    kinds = [line.split()[0] for line in lines if line.startswith(("  Given", "  When", "  Then"))]
    assert len(kinds) > 150
    assert kinds == sorted(kinds, key=["Given", "When", "Then"].index)


def test_phrases_are_found_by_their_words_and_choices(tmp_path: Path) -> None:
    done = program(tmp_path, "steps", "offers", "audiobook")
    assert done.returncode == 0
    assert '  Given Percipio offers the <kind> "<title>"\n' in done.stdout
    assert "      <kind>: " in done.stdout
    assert "Then " not in done.stdout


def test_words_of_no_phrase_are_answered_with_the_nearest(tmp_path: Path) -> None:
    done = program(tmp_path, "steps", "the day passes")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no phrase holds 'the day passes'. The nearest are:\n  When a day passes" in done.stderr


def test_a_wrong_step_of_a_feature_is_answered_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "wrong.feature").write_text(WRONG, encoding="utf-8")
    done = program(tmp_path, "run", "wrong.feature")
    assert done.returncode == 2
    said = done.stdout + done.stderr
    assert "no step definition matches When 'the day passes'; the nearest are:" in said
    assert "When a day passes" in said
