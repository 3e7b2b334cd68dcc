"""What is seen while a run goes on: marks in lines one can count, failures on their own."""

from __future__ import annotations

import io

from harness.commands.face import MARKS_IN_A_LINE, Face
from harness.story.events import ScenarioFinished, Verdict


class Output(io.StringIO):
    encoding = "utf-8"


def scenario(number: int, verdict: Verdict = "pass") -> ScenarioFinished:
    return ScenarioFinished(
        id=f"a::{number}",
        feature="a.feature",
        subject="Subject",
        rule="Rule",
        name="Name",
        clauses=["C013"],
        level="must",
        verdict=verdict,
        duration_s=0.0,
        replay="again",
    )


def shown(*verdicts: Verdict) -> str:
    out = Output()
    face = Face(out)
    for number, verdict in enumerate(verdicts):
        face.pytest_conformance_event(scenario(number, verdict))
    return out.getvalue()


def test_a_full_line_says_how_many_are_done() -> None:
    lines = shown(*["pass"] * (2 * MARKS_IN_A_LINE + 1)).split("\n")
    assert lines[:2] == [
        f"{'✔' * MARKS_IN_A_LINE} {MARKS_IN_A_LINE}",
        f"{'✔' * MARKS_IN_A_LINE} {2 * MARKS_IN_A_LINE}",
    ]
    assert lines[2] == "✔"


def test_a_failure_stands_alone_and_leaves_no_empty_line() -> None:
    told = "✘ C013 Subject > Name"
    assert shown("pass", "fail", "fail", "pass") == f"✔\n{told}\n{told}\n✔"
    assert shown("fail") == f"{told}\n"
    full: list[Verdict] = ["pass"] * MARKS_IN_A_LINE
    assert shown(*full, "fail").endswith(f" {MARKS_IN_A_LINE}\n{told}\n")
