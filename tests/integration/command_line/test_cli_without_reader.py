"""The verdict, exit code and files of a command do not depend on a reader of its output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]
PROGRAM = f"{sys.executable} -m percipio_conformance"
FAILS = (
    "--quick --connector-factory connectors.content.updates:never_restores --clause C030"
    " --report out"
)


def shell(folder: Path, line: str) -> tuple[list[str], str]:
    """The exit codes of a pipeline in which a connector fails, and what it said on stderr."""
    done = subprocess.run(
        ["bash", "-c", f'{line}; echo "codes ${{PIPESTATUS[*]}}" >&2'],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(TESTS / "mutants")},
        capture_output=True,
        text=True,
        check=True,
    )
    said, _, codes = done.stderr.rpartition("codes ")
    return codes.split(), said


@pytest.mark.parametrize(
    "end",
    ["| true", "| head -1", ">&-", "2>&-", ">&- 2>&- <&-", "2>&1 | true"],
)
def test_the_verdict_of_a_run_does_not_depend_on_a_reader(tmp_path: Path, end: str) -> None:
    codes, said = shell(tmp_path, f"{PROGRAM} run {FAILS} {end}")
    assert codes[0] == "1"
    assert said == ""
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert (report["verdict"], report["exit_code"]) == ("not conformant", 1)
    assert len(list((tmp_path / "out").iterdir())) == 6


def test_every_command_that_judges_keeps_its_exit_code(tmp_path: Path) -> None:
    shell(tmp_path, f"{PROGRAM} run {FAILS}")
    passes = f"{PROGRAM} run --quick --clause C018 --report good"
    assert shell(tmp_path, f"{passes} | true")[0][0] == "0"
    assert shell(tmp_path, f"{PROGRAM} compare good out | true")[0][0] == "1"
    assert shell(tmp_path, f"{PROGRAM} replay Percipio --report nowhere 2>&1 | true")[0][0] == "2"
    merged = f"{PROGRAM} merge shard --report merged"
    shell(tmp_path, f"{PROGRAM} run {FAILS.replace('out', 'shard')} --shard 1/1")
    assert shell(tmp_path, f"{merged} | true")[0][0] == "1"
    assert json.loads((tmp_path / "merged" / "report.json").read_text())["exit_code"] == 1
    smoke = f"{PROGRAM} smoke --connector-factory known_failures:nothing_of_the_kind 2>&1"
    assert shell(tmp_path, f"{smoke} | true")[0][0] == "2"


def test_what_only_prints_ends_with_its_reader(tmp_path: Path) -> None:
    codes, said = shell(
        tmp_path, f"{PROGRAM} generate statements --learners 20000 --days 365 | head -c 10"
    )
    assert codes == ["0", "0"]
    assert said == ""
    assert shell(tmp_path, f"{PROGRAM} run --help | true")[0][0] == "0"


def test_a_full_disk_is_not_taken_for_a_missing_reader(tmp_path: Path) -> None:
    codes, said = shell(tmp_path, f"{PROGRAM} run --quick --clause C018 --report out > /dev/full")
    assert codes == ["3"]
    assert "not all of the output could be written: No space left on device" in said
    assert json.loads((tmp_path / "out" / "report.json").read_text())["exit_code"] == 0
    codes, _ = shell(tmp_path, f"{PROGRAM} run {FAILS} > /dev/full")
    assert codes == ["1"]


def test_pytest_plays_to_its_end_as_well(tmp_path: Path) -> None:
    checkout = TESTS.parent
    words = f"-c {checkout / 'pyproject.toml'} {checkout / 'features'}"
    codes, said = shell(tmp_path, f"{sys.executable} -m pytest {words} {FAILS} | true")
    assert codes[0] == "1"
    assert said == ""
    assert (tmp_path / "out" / "report.json").exists()
