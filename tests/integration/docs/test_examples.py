"""The examples: small, without packages, and judged as their pages say.

The Node.js connector runs completely in ``make examples``; nothing here needs Node.js.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from fenced_blocks import ROOT, commands

EXAMPLES = ROOT / "examples"
NODE = sorted((EXAMPLES / "node-connector").glob("*.mjs"))
PAGES = sorted(EXAMPLES.rglob("README.md"))
LONGEST = 150


def test_the_minimal_connector_fails_at_the_setup_first(tmp_path: Path) -> None:
    connector = EXAMPLES / "minimal_connector" / "connector.py"
    command = ["run", "--quick", "--connector-command", f"{sys.executable} {connector}"]
    command += ["--clause", "C002", "--clause", "C018", "--clause", "C064"]
    command += ["--report", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "percipio_conformance", *command],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    report = orjson.loads((tmp_path / "report.json").read_bytes())
    assert {each["id"]: each["verdict"] for each in report["clauses"] if each["scenarios"]} == {
        "C002": "fail",
        "C018": "not_applicable",
        "C064": "pass",
    }
    first = done.stdout.index("checked       the state of the integration")
    assert "actual        enabled" in done.stdout[first:]


@pytest.mark.parametrize("path", NODE, ids=lambda path: path.name)
def test_a_file_of_the_node_connector_is_short_and_needs_no_package(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    imported = re.findall(r'^(?:import|\} from) .*?"([^"]+)";$', text, re.MULTILINE)
    assert len(imported) == len(re.findall(r"\bimport\b", text))
    assert [each for each in imported if not each.startswith(("./", "node:"))] == []


def test_the_page_of_the_node_connector_names_every_file_of_it() -> None:
    page = (EXAMPLES / "node-connector" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(\w+\.mjs)`", page)) == {each.name for each in NODE}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_a_command_of_an_example_names_a_program_that_is_there(page: Path) -> None:
    for command in commands(page):
        for path in re.findall(r"examples/\S+\.\w+", command.line):
            assert (ROOT / path).is_file(), path


def test_make_says_what_to_install_where_node_is_missing(tmp_path: Path) -> None:
    make = shutil.which("make")
    assert make is not None
    done = subprocess.run(
        [make, "node"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode != 0
    assert "apt-get install nodejs (Debian), brew install node (macOS)" in done.stdout
