"""The page of the verdicts uses the terms of the reports."""

from __future__ import annotations

import re

import pytest
from fenced_blocks import ROOT

from percipio_conformance.cli.main import main
from percipio_conformance.core.events import (
    VERDICTS,
    Failure,
    Interpretation,
    ScenarioFinished,
    Step,
)
from percipio_conformance.core.exit_codes import EXIT_CODES
from percipio_conformance.reporting.labels import MARKS, STATUS_LABELS, explanation

PAGE = (ROOT / "docs" / "reference" / "verdicts.md").read_text("utf-8")
FAILED = ScenarioFinished(
    id="features/a::b",
    feature="features/a.feature",
    feature_title="A",
    rule="A promise",
    name="b",
    clauses=["C018"],
    level="must",
    verdict="fail",
    duration_s=0.0,
    replay="percipio-conformance run",
    steps=[Step(keyword="Given", text="a day", verdict="pass", duration_s=0.0)],
    failure=Failure(
        step="Then b",
        message="b",
        expected="1",
        actual="2",
        output="words",
        interpretations=[Interpretation(ambiguity="A-B", question="?", reading="b", meaning="B.")],
        other_profile="{name: ours, title: ours}",
    ),
    unattributed=1,
)


def test_the_page_has_the_six_verdicts_with_their_marks() -> None:
    rows = re.findall(r"^\| ([^\d\s]) \| ([a-z ]+) \|", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted((MARKS[each], STATUS_LABELS[each]) for each in VERDICTS)
    for other in ("known_failure", "planned"):
        assert f"`{MARKS[other]}`" in PAGE, other


@pytest.mark.parametrize("page", ["README.md", "docs/reference/verdicts.md"])
def test_the_pages_give_every_exit_code_the_same_meaning(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    rows = re.findall(r"^\| (\d[\d, ]*) \| (.+) \|$", text, re.MULTILINE)
    assert dict(rows) == EXIT_CODES


def test_the_help_gives_them_the_same_meaning(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for code, meaning in EXIT_CODES.items():
        assert f"{code} {meaning}".replace("`", "") in said


@pytest.mark.parametrize("label", [label for label, _ in explanation(FAILED)])
def test_every_part_of_a_failure_is_explained(label: str) -> None:
    explained = re.findall(r"^\| ([a-z, ]+) \| ", PAGE.partition("| part | ")[2], re.MULTILINE)
    assert label in [word for cell in explained for word in cell.split(", ")]
