"""``mutants`` as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from percipio_conformance import schemas
from tools.mutants.cli import main


def test_one_fault_is_played_and_written_down(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["--fault", "reports_back", "-n", "1", "--format", "json"]
    assert main([*words, "--out", str(tmp_path)]) == 0
    report = json.loads(capfd.readouterr().out)
    assert schemas.problems("mutants", report) == []
    assert report["summary"] == "1 of 1 mutant detected by a clause of their own"
    assert [each["name"] for each in report["mutants"]] == ["reports_back"]
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "index.html",
        "mutants.json",
        "mutants.txt",
    ]


def test_a_fault_that_is_missed_is_red(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    # The fault does what it does; what is demanded of the suite is too much.
    from tools.mutants.registry import load_mutants

    mutant = load_mutants()["reports_back"].mutant
    monkeypatch.setitem(mutant.__dict__, "spares", frozenset())
    monkeypatch.setitem(mutant.__dict__, "warns", frozenset({"C029"}))
    assert main(["--clause", "C004", "-n", "1"]) == 1
    assert "reports_back is missed: C029 should be warn and is pass" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--fault", "runs_at_six"], "Did you mean runs_at_six_utc"),
        (["--clause", "C999"], "There is no clause"),
        (["--clause", "C134", "--fault", "reports_back"], "No mutant breaks C134"),
    ],
)
def test_wrong_usage(words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words]) == 2
    assert complaint in capsys.readouterr().err


def test_outside_a_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tools.mutants import registry

    monkeypatch.setattr(registry.load_mutants, "__defaults__", (tmp_path,))
    assert main([]) == 2
    assert "run this in a checkout" in capsys.readouterr().err


def test_the_faults_are_listed_without_playing_one(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "--clause", "C030"]) == 0
    listed = dict(line.split("\t") for line in capfd.readouterr().out.splitlines())
    assert "C030" in listed["never_restores"].split()
    assert all("C030" in clauses.split() for clauses in listed.values())


def test_an_unknown_fault_is_answered_with_near_ones(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--fault", "never_restore"]) == 2
    said = capfd.readouterr().err
    assert "There is no mutant 'never_restore'. Did you mean never_restores" in said
    assert "`python -m tools.mutants --list` lists all" in said
