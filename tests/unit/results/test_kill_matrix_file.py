"""The kill matrix beside the verdicts of a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sample_events as sample

from percipio_conformance import schemas
from percipio_conformance.cli.main import main
from percipio_conformance.reporting import html
from percipio_conformance.reporting.writer import write_all
from percipio_conformance.results.kill_matrix_file import ProofError, read_proof

EVIL = "<script>alert('late')</script>"


def matrix(clause: str) -> dict[str, Any]:
    return {
        "$schema": f"{schemas.BASE}mutants",
        "suite": {"name": "percipio-conformance", "version": "1.0"},
        "summary": f"2 of 2 faults caught {EVIL}",
        "complete": True,
        "problems": [],
        "average_collateral": None,
        "clauses": [
            {
                "id": clause,
                "level": "must",
                "sentence": "At six.",
                "scenarios": 1,
                "mutants": ["runs_at_seven", "sleeps_late"],
                "caught": ["runs_at_seven", "sleeps_late"],
                "own": ["runs_at_seven"],
                "missed": [],
                "collateral": [],
            }
        ],
        "scenarios": [],
        "readings": [],
        "mutants": [],
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mutants.json"
    path.write_text(json.dumps(matrix("C029")))
    return path


def test_a_clause_says_what_breaks_it_and_what_its_scenarios_noticed(path: Path) -> None:
    page = html.render(sample.conformant(), read_proof(path))
    said = " ".join(page.split())
    assert "2 mutants of this clause, 1 detected by its scenarios" in said
    assert "<code>runs_at_seven</code>, <code>sleeps_late</code>." in said
    assert said.count("of this clause, ") == 1
    assert EVIL not in page


def test_a_page_without_it_says_nothing_of_it() -> None:
    assert "mutant" not in html.render(sample.conformant())


def test_the_command_takes_it(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = path.parent / "run"
    write_all(sample.events_of(), folder)
    assert main(["report", str(folder), "--kill-matrix", str(path)]) == 0
    assert "2 mutants of this clause" in (folder / "index.html").read_text("utf-8")


@pytest.mark.parametrize("content", [None, "{", "{}", "[]"])
def test_what_is_no_matrix_is_refused_and_nothing_is_written(
    content: str | None, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = path.parent / "run"
    write_all(sample.events_of(), folder)
    before = (folder / "index.html").read_bytes()
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(ProofError):
        read_proof(path)
    assert main(["report", str(folder), "--kill-matrix", str(path)]) == 2
    assert "python -m tools.mutants --out" in capsys.readouterr().err
    assert (folder / "index.html").read_bytes() == before
