"""The steps that set fields of an item, and their errors, in a feature of a user."""

from __future__ import annotations

from pathlib import Path

import pytest
from program import program

FEATURE = """Feature: Fields
  @C030
  Rule: Changes arrive

    Scenario: A field
      Given Percipio offers the course "Six Sigma Basics"
      And the integration is active
      And Percipio sets fields of "Six Sigma Basics":
        | field    | value      |
        | {field} | {value}    |
      When a day passes
      Then the course of "Six Sigma Basics" shows:
        | property   | value   |
        | {name} | {text} |
"""
RIGHT = {"field": "duration", "value": '"PT90M"', "name": "duration", "text": "90 minutes"}


def _run(tmp_path: Path, **words: str) -> tuple[int, str]:
    (tmp_path / "own.feature").write_text(FEATURE.format(**RIGHT | words), encoding="utf-8")
    done = program(tmp_path, "run", "own.feature", "--report", "out")
    return done.returncode, done.stdout + done.stderr


def test_a_set_field_is_shown(tmp_path: Path) -> None:
    code, said = _run(tmp_path)
    assert "1 pass" in said, said
    assert code == 0, said


def test_another_value_fails(tmp_path: Path) -> None:
    code, said = _run(tmp_path, text="91 minutes")
    assert code == 1, said
    assert "expected      91 minutes" in said
    assert "actual        90 minutes" in said


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({"value": "PT90M"}, "'PT90M' is no value in JSON: write it as in JSON, text in double"),
        ({"name": "lenght"}, "there is no property of a course 'lenght'"),
        ({"field": "publication.isbn.digits"}, "there is nothing at 'publication.isbn"),
    ],
)
def test_a_mistake_is_explained(tmp_path: Path, words: dict[str, str], problem: str) -> None:
    code, said = _run(tmp_path, **words)
    assert code == 2, said
    assert problem in " ".join(said.split()), said
