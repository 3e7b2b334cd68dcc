"""The replay command in every report can be copied, and a shell parses it as intended."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from program import program

from percipio_conformance.core.printable import is_shell_line, printable, shell_line
from percipio_conformance.core.redaction import redact_text
from percipio_conformance.reporting.style import TerminalStyle, to_copy

NAMES = (
    "a_course *with* `signs` | <b> $HOME $(id) \\ ! # ~ & ; é",
    'it\'s "quoted"',
    "\x1b[31mred\x1b[0m \u202eback \u200b \x7f\x85 \U000e0041",
    "two\nlines\tand a tab",
    "``` and ` and ~~~",
    " begins and ends with blanks  ",
    "a ::error:: and ##[group]",
)
SHELLS = [each for each in ("bash", "zsh", "ksh") if shutil.which(each)]


def read_by(shell: str, line: str) -> list[bytes]:
    """The arguments that ``percipio-conformance`` gets when ``line`` is pasted into a shell."""
    show = "percipio-conformance() { printf '%s\\0' \"$@\"; }\n"
    done = subprocess.run(
        [shell, "-c", show + line], capture_output=True, check=True, env={"LC_ALL": "C"}
    )
    return done.stdout.split(b"\0")[:-1]


@pytest.mark.parametrize("name", [*NAMES, "plain", "", "https://u:[redacted]@host/", "'", "''"])
def test_our_own_lines_are_known_again(name: str) -> None:
    line = redact_text(shell_line(["percipio-conformance", "run", name]))
    assert is_shell_line(line), line


@pytest.mark.parametrize(
    "line",
    [
        "a; b", "a & b", "a | b", "a > b", "$(a)", "`a`", "a $b", "a 'b", 'a "$b"', "a\nb",
        "a \\\n b", "a #b", "!a", "~a", "a*", "a {b,c}", "a 'b'\tc", "a $'\\'; b'", "", " a",
        "a  b", "é",
    ],
)  # fmt: skip
def test_a_line_with_which_a_shell_would_do_more_is_refused(line: str) -> None:
    assert not is_shell_line(line)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"no text \xff\xfe")])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_a_shell_reads_the_very_words(shell: str, name: str, ascii_only: bool) -> None:
    line = shell_line(["percipio-conformance", "run", name], ascii_only=ascii_only)
    assert printable(line.replace("::", "").replace("##", "")) == line.replace("::", "").replace(
        "##", ""
    )
    assert line.isascii() or not ascii_only
    assert read_by(shell, line) == [b"run", os.fsencode(name)]


def test_a_narrow_terminal_shows_a_line_that_can_be_copied() -> None:
    line = to_copy(
        shell_line(["percipio-conformance", "run", "Größe"]), TerminalStyle(unicode=False)
    )
    assert line == "percipio-conformance run 'Gr'$'\\xc3\\xb6\\xc3\\x9f''e'"
    assert read_by("bash", line) == [b"run", "Größe".encode()]


FEATURE = """\
Feature: Names
  Background:
    Given it is 12 January 2026, 12:00 CET
    And the integration is active

  @C018
  Rule: A promise
"""
SCENARIO = """
    Scenario: {name}
      When a day passes
      Then 360Learning shows "Nothing of this name"
"""
WRITTEN = [each.strip() for each in NAMES if "\n" not in each]
ODDEST = WRITTEN[2]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a scenario of each of these names has failed."""
    folder: Path = tmp_path_factory.mktemp("names")
    feature = FEATURE + "".join(SCENARIO.format(name=each) for each in WRITTEN)
    (folder / "own_names.feature").write_text(feature, encoding="utf-8")
    done = program(folder, "run", "own_names.feature", "--report", "out")
    assert done.returncode == 1, done.stdout + done.stderr
    (folder / "said.txt").write_text(done.stdout, encoding="utf-8")
    return folder


def from_terminal(folder: Path) -> list[str]:
    return re.findall(r"^ +rerun +(.*)$", (folder / "said.txt").read_text("utf-8"), re.M)


def from_summary(folder: Path) -> list[str]:
    text = (folder / "out" / "summary.md").read_text("utf-8")
    found = re.findall(r"^- rerun:\n\n  (`{3,})sh\n  (.*)\n  \1$", text, re.M)
    return [line for _, line in found]


def from_page(folder: Path) -> list[str]:
    text = (folder / "out" / "index.html").read_text("utf-8")
    found = re.findall(r'<pre class="replay"[^>]*>(.*?)</pre>', text, re.S)
    return [html.unescape(each) for each in found]


def from_junit(folder: Path) -> list[str]:
    tree = ElementTree.fromstring(  # noqa: S314 - our own file
        (folder / "out" / "junit.xml").read_text("utf-8")
    )
    return [
        line
        for failure in tree.iter("failure")
        for line in re.findall(r"^rerun: (.*)$", failure.text or "", re.M)
    ]


@pytest.mark.parametrize("copied", [from_terminal, from_summary, from_page, from_junit])
def test_what_is_copied_names_the_scenario(
    played: Path, copied: Callable[[Path], list[str]]
) -> None:
    asked = {tuple(read_by("bash", line)) for line in copied(played)}
    assert asked == {
        (
            *(b"run", b"own_names.feature", b"--scenario", f"own_names::{name}".encode()),
            b"--no-config",
        )
        for name in WRITTEN
    }


def test_what_is_copied_plays_it_again(played: Path) -> None:
    tool = played / "tools" / "percipio-conformance"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec {sys.executable} -m percipio_conformance "$@"\n')
    tool.chmod(0o755)
    (line,) = (each for each in from_summary(played) if "\\x1b" in each)
    done = subprocess.run(
        ["bash", "-c", f"{line} --report again"],
        cwd=played,
        env=os.environ | {"PATH": f"{tool.parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    (clause,) = json.loads((played / "again" / "report.json").read_text())["clauses"]
    assert [each["name"] for each in clause["scenarios"]] == [ODDEST]
