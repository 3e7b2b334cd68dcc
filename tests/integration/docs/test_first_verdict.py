"""The tables of the tutorial list real error messages and existing clauses."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from fenced_blocks import ROOT

from percipio_conformance import schemas
from percipio_conformance.spec.clauses import load_registry

TUTORIAL = ROOT / "docs" / "tutorial" / "first-verdict.md"
MISBEHAVING = Path(__file__).with_name("misbehaving.py")
CLAUSES = ("C018", "C019", "C020", "C023")
"""More scenarios with an active integration than there are ways to misbehave."""


def rows(name: str) -> list[list[str]]:
    """The cells of a table between the comments that name it, without its head."""
    _, _, rest = TUTORIAL.read_text("utf-8").partition(f"<!-- {name} -->\n")
    table, _, _ = rest.partition(f"<!-- end of {name} -->")
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]
    ]


def pattern(shown: str) -> re.Pattern[str]:
    """The pattern of a message whose varying parts are ``…``."""
    return re.compile(".*".join(map(re.escape, shown.strip("`").split("…"))), re.DOTALL)


def said(folder: Path, *clauses: str, code: int, **environment: str) -> list[str]:
    """The output of a run against the misbehaving connector."""
    command = [
        "run",
        "--quick",
        "--connector-command",
        shlex.join([sys.executable, str(MISBEHAVING)]),
    ]
    # Long enough for a slow machine to start the program, short enough to wait out twice.
    command += ["--timeout", "3", "--report", str(folder)]
    command += [word for clause in clauses for word in ("--clause", clause)]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "percipio_conformance", *command],
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    report = json.loads((folder / "report.json").read_text("utf-8"))
    scenarios = [each for clause in report["clauses"] for each in clause["scenarios"]]
    return [each["reason"] for each in scenarios if each["reason"]]


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The output of runs against a connector that fails in every world."""
    folder = tmp_path_factory.mktemp("misbehaving")
    wrong = said(folder / "wrong", *CLAUSES, code=1)
    weak = said(folder / "clock", CLAUSES[0], code=3, CLOCK_GRADE="none")
    return wrong + weak + said(folder / "versions", *CLAUSES, code=1, VERSIONS="many")


def test_the_suite_says_every_error_of_the_table(messages: list[str]) -> None:
    errors = rows("errors")
    assert len(errors) >= 9
    for shown, _ in errors:
        assert any(pattern(shown).fullmatch(each) for each in messages), f"{shown}: {messages}"


def test_every_capability_has_a_clause_of_its_own_to_begin_with() -> None:
    registry = load_registry()
    declared = schemas.load("control/describe")["properties"]["capabilities"]["items"]["enum"]
    shown = rows("capabilities")
    named = {capability.strip("`") for capability, _, _ in shown}
    assert named == set(declared) - {"several-integrations"}
    for capability, clause, _ in shown:
        assert registry.clause(clause).capability == capability.strip("`")
