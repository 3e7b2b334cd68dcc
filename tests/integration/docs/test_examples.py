"""The examples: small, without packages, and judged as their pages say.

The connectors in Node.js and Go run completely in ``make examples``; nothing here needs either.
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
GO = sorted((EXAMPLES / "go-connector").glob("*.go"))
LONGEST_GO = 250
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


@pytest.mark.parametrize("path", GO, ids=lambda path: path.name)
def test_a_file_of_the_go_connector_is_short_and_needs_no_package(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_GO
    # A package from elsewhere has a host in its path.
    assert not re.findall(r'^\s*(?:import )?"[^"/]+\.[^"]*"$', text, re.MULTILINE)
    assert "require" not in (path.parent / "go.mod").read_text(encoding="utf-8")


def test_the_page_of_the_go_connector_names_every_file_of_it() -> None:
    page = (EXAMPLES / "go-connector" / "README.md").read_text(encoding="utf-8")
    named = {each for each in re.findall(r"`(\w+\.go)`", page) if not each.endswith("_test.go")}
    assert named == {each.name for each in GO if not each.name.endswith("_test.go")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_a_command_of_an_example_names_a_program_that_is_there(page: Path) -> None:
    for command in commands(page):
        for path in re.findall(r"examples/\S+\.\w+", command.line):
            assert (ROOT / path).is_file(), path


@pytest.mark.parametrize(
    ("target", "advice"),
    [
        ("node", "apt-get install nodejs (Debian), brew install node (macOS)"),
        ("go", "apt-get install golang-go (Debian), brew install go (macOS)"),
    ],
)
def test_make_says_what_to_install_where_a_language_is_missing(
    tmp_path: Path, target: str, advice: str
) -> None:
    make = shutil.which("make")
    assert make is not None
    done = subprocess.run(
        [make, target],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode != 0
    assert advice in done.stdout
