"""`percipio-conformance clauses` with an id: the page of that clause."""

from __future__ import annotations

import json

import pytest

from percipio_conformance.cli.clause_page import clause_page
from percipio_conformance.cli.main import main
from percipio_conformance.spec.clauses import load_registry


def test_it_prints_the_page_of_the_clause(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clauses", "C013"]) == 0
    assert capsys.readouterr().out == clause_page(load_registry().clause("C013"), load_registry())


def test_several_ids_are_several_pages_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clauses", "C018", "C013"]) == 0
    said = capsys.readouterr().out
    assert 0 == said.index("# C018") < said.index("\n\n# C013\n")


def test_programs_get_the_entries_of_these_ids(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clauses", "C013", "D04", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in told["clauses"]] == ["C013", "D04"]
    assert told["counts"]["clauses"] == 2


def test_an_unknown_id_is_a_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clauses", "C999"]) == 2
    assert "There is no clause 'C999'" in capsys.readouterr().err
