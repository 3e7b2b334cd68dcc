"""What a connector declares decides what it is asked, and never what it is excused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

MUTANTS = Path(__file__).parents[1]

COURSES, TAGS, TRANSLATIONS = "C018", "C089", "C042"


def run(subject: str, folder: Path, *clauses: str) -> tuple[int, str, dict[str, Any]]:
    done = subprocess.run(
        [
            *(
                sys.executable,
                "-m",
                "percipio_conformance.cli.main",
                "run",
                "--quick",
                "--report",
                str(folder / "out"),
            ),
            *("--connector-factory", f"connectors.beginners:{subject}"),
            *(word for clause in clauses for word in ("--clause", clause)),
        ],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(MUTANTS)},
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
    return done.returncode, done.stdout, report


def verdicts(report: dict[str, Any]) -> dict[str, str]:
    return {clause["id"]: clause["verdict"] for clause in report["clauses"]}


def test_what_is_declared_and_does_not_work_is_a_failure(tmp_path: Path) -> None:
    code, _, report = run("claims_what_it_cannot", tmp_path, TRANSLATIONS)
    assert verdicts(report) == {TRANSLATIONS: "fail"}
    assert code == 1


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict[str, Any]]:
    """A run against a connector that declares neither tags nor Globalization."""
    folder = tmp_path_factory.mktemp("claims")
    code, said, report = run("claims_less", folder, COURSES, TAGS, TRANSLATIONS)
    assert code == 0, said
    return folder / "out", said, report


class TestWhatIsNotDeclared:
    def test_is_not_applicable(self, done: tuple[Path, str, dict[str, Any]]) -> None:
        _, _, report = done
        assert verdicts(report) == {
            COURSES: "pass",
            TAGS: "not_applicable",
            TRANSLATIONS: "not_applicable",
        }

    def test_is_counted_as_passed_nowhere(self, done: tuple[Path, str, dict[str, Any]]) -> None:
        folder, said, report = done
        assert report["counts"]["clauses"]["must"]["pass"] == 1
        assert "Tested in full: 1 of 3 must clauses" in said
        assert "1 of 1 tested must clause passed; 2 did not apply." in " ".join(said.split())
        assert json.loads((folder / "badge.json").read_text())["color"] != "brightgreen"
        assert "Tested in full: 1 of 3 must clauses" in (folder / "summary.md").read_text()
        assert "1 of 3 must clauses" in (folder / "index.html").read_text()
        cases = ElementTree.parse(folder / "junit.xml").findall(".//testcase")  # noqa: S314
        passed = [case for case in cases if case.find("skipped") is None]
        assert {case.attrib["classname"].split(".")[1] for case in passed} == {"content"}

    def test_says_why(self, done: tuple[Path, str, dict[str, Any]]) -> None:
        _, _, report = done
        reasons = {clause["id"]: clause["reason"] for clause in report["clauses"]}
        assert reasons[TAGS] == "the connector does not declare the capability tags"


def test_who_declares_nothing_is_not_conformant(tmp_path: Path) -> None:
    code, said, report = run("claims_nothing", tmp_path, COURSES, TAGS)
    assert code == 3, said
    assert set(verdicts(report).values()) == {"not_applicable"}
    assert "the connector was not tested" in said.replace("\n", " ")
