from __future__ import annotations

import json
import re

import pytest
from made_up_faults import LATE, make_matrix, narrowed, outcome, played, verdict

from percipio_conformance import schemas
from tools.mutants import report_html, report_json, report_text

EVIL = "<script>alert('late')</script>"


@pytest.fixture
def matrix():
    whole = outcome(whole=True, C013="fail", C012="pass", D04="warn")
    details = {"collateral": {"D04": EVIL}, "kind": "late", "condition": "on the second day"}
    return make_matrix(verdict(whole=whole, **details), only=(), tagged=[("A-DST", "paris")])


def test_the_table_has_a_line_for_each_clause_and_says_what_is_wrong(matrix) -> None:
    lines = report_text.render(matrix).splitlines()
    assert lines[2].split() == ["C013", "must", "1", "1", "1", "1", ".", "."]
    assert lines[3].split() == ["D04", "derived", "0", ".", ".", ".", ".", "1"]
    assert any("C012 is violated by no mutant" in each for each in lines)
    assert lines[-1] == (
        "1 of 1 mutant detected by a clause of their own; "
        "1 of 2 must clauses with a scenario that detects one; "
        "1 of 1 scenario turned red by a mutant of their own clauses; "
        "1.0 unrelated clauses fail on average, in a sample of 1"
    )


def test_excused_scenarios_are_listed_with_their_reason_in_every_format() -> None:
    never = played("Never at noon", "C013", "pass")
    excuses = {never.id: f"It is {EVIL}."}
    matrix = make_matrix(verdict(narrowed(LATE, never)), excuses=excuses)
    table = report_text.render(matrix)
    assert "  1 of 2 scenarios (1 excused)\n" in table
    assert f"  excused: {never.id}: It is {EVIL}.\n" in table
    late, noon = json.loads(report_json.render(matrix))["scenarios"]
    assert (late["mutants"], late["excuse"]) == (["sleeps_late"], None)
    assert noon == {
        "id": never.id,
        "scenario": never.scenario,
        "clauses": ["C013"],
        "played": 1,
        "mutants": [],
        "excuse": f"It is {EVIL}.",
    }
    page = report_html.render(matrix)
    assert never.id in page
    assert EVIL not in page


def test_the_json_is_what_its_schema_says(matrix) -> None:
    report = json.loads(report_json.render(matrix))
    assert schemas.problems("mutants", report) == []
    (mutant,) = report["mutants"]
    assert mutant["clauses"]["C013"] == {
        "expected": "fail",
        "actual": "fail",
        "scenarios": ["features/a::At six"],
    }
    assert mutant["collateral"] == {"D04": EVIL}
    report["clauses"][0].pop("own")
    assert schemas.problems("mutants", report) != []


def test_the_page_needs_no_network_and_escapes_what_it_shows(matrix) -> None:
    page = report_html.render(matrix)
    assert EVIL not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r'(?:src|href)="(?!#|data:)', page)
    assert 'id="sleeps_late"' in page
    assert "An alarm clock that was set to another time zone." in page
