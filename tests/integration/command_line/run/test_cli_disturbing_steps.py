"""The steps for slow answers and refused objects in a feature of a user."""

from __future__ import annotations

from pathlib import Path

import pytest
from program import program

FEATURE = """Feature: A slow 360Learning
  @C133
  Rule: A saved filter counts

    Scenario: A filter is saved while the run waits
      Given Percipio offers the book "Lean"
      And the integration is active
      And a day has passed
      And Percipio offers the course "Six Sigma Basics"
      And {slow}
      And the next daily run has begun
      When the administrator saves the types course
      And an hour passes
      Then 360Learning has one {status} course for "Lean"
      And 360Learning has one active course for "Six Sigma Basics"

    Scenario: An object is refused
      Given Percipio offers the book "Lean"
      And 360Learning refuses the first object of its next bulk operation
      And the integration is active
      When a day passes
      Then 360Learning has no course for "Lean"
      When a day passes
      Then 360Learning has one active course for "Lean"

    Scenario: A setup with another box for tags is refused
      Given Percipio offers:
        | kind   | title            | areas |
        | course | Six Sigma Basics | Data  |
      And the integration is active
      And {refused}
      When a day passes
      Then "Six Sigma Basics" has none of the tags "Data"
"""
REFUSED = (
    "the administrator sets up the integration with a wrong bearer token and tags synchronization"
)
SLOW = "360Learning takes 20 seconds to answer the connector's next write"


def _run(tmp_path: Path, *, slow: str = SLOW, status: str = "archived") -> tuple[int, str]:
    text = FEATURE.format(slow=slow, status=status, refused=REFUSED)
    (tmp_path / "own.feature").write_text(text, encoding="utf-8")
    done = program(tmp_path, "run", "own.feature", "--quick", "--report", "out")
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def test_the_steps_do_what_they_say(tmp_path: Path) -> None:
    code, said = _run(tmp_path)
    assert code == 0, said
    assert "3 pass" in said


def test_what_is_expected_otherwise_fails(tmp_path: Path) -> None:
    code, said = _run(tmp_path, status="active")
    assert code == 1, said
    assert "expected published actual archived" in said


@pytest.mark.parametrize(
    ("slow", "problem"),
    [
        (SLOW.replace("connector's next write", "next request"), "360Learning is slow to answer"),
        (SLOW.replace("20", "999999"), "999999"),
    ],
)
def test_a_mistake_is_explained(tmp_path: Path, slow: str, problem: str) -> None:
    code, said = _run(tmp_path, slow=slow)
    assert code == 2, said
    assert problem in said
