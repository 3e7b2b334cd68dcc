"""The output follows the reader's terminal: its width, its colors, and lines written again."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
from program import DRAWN, program, surroundings

FAILING = ("--connector-factory", "connectors.content.updates:never_restores", "--clause", "C030")
TO_COPY = ("      rerun         ", "  Details: ", "Report: ")
ESCAPE = re.compile(r"\x1b\[[0-9;]*[mK]")


@pytest.mark.parametrize("columns", [60, 80])
def test_lines_fit_the_width_but_for_what_is_copied(tmp_path: Path, columns: int) -> None:
    done = program(tmp_path, "run", *FAILING, COLUMNS=str(columns))
    assert done.returncode == 1, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [each for each in lines if len(each) > columns and not each.startswith(TO_COPY)] == []
    assert any(each.startswith("      rerun         percipio-conformance run ") for each in lines)


def test_the_variables_of_the_reader_decide_about_colors(tmp_path: Path) -> None:
    def colored(**variables: str) -> bool:
        return "\x1b[" in program(tmp_path, "run", "--clause", "C018", **variables).stdout

    assert not colored()
    assert colored(FORCE_COLOR="1")
    assert not colored(FORCE_COLOR="1", NO_COLOR="1")


def in_a_terminal(folder: Path, *words: str, **variables: str) -> str:
    """The output of ``percipio-conformance`` on a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-m", "percipio_conformance", *words],
        cwd=folder,
        env=surroundings() | {"COLUMNS": "80", "TERM": "xterm", "PYTHONUTF8": "1"} | variables,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    written = b""
    # Linux ends the reading of a terminal that no process has open with an error.
    while select.select([ours], [], [], 120)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    assert started.wait(timeout=60) == 0
    return written.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_a_terminal_shows_how_far_the_run_is(tmp_path: Path, workers: tuple[str, ...]) -> None:
    # With situations, so that the number of runs has two digits.
    shown = in_a_terminal(tmp_path, "run", "--clause", "C019", "--thorough", *workers)
    total = int(re.search(r" 0/(\d+)   0%\x1b\[K", shown)[1])  # type: ignore[index]
    assert total >= 10
    for done in range(1, total + 1):
        assert f" {done:>{len(str(total))}}/{total} {done * 100 // total:>3}%" in shown
    lines = re.split(r"[\r\n]", ESCAPE.sub("", shown))
    assert max(map(len, lines)) <= 80


def test_a_terminal_that_cannot_move_back_is_a_log(tmp_path: Path) -> None:
    shown = in_a_terminal(tmp_path, "run", "--quick", "--clause", "C018", TERM="dumb")
    assert "\r" not in shown
    assert "\x1b" not in shown
    assert "✔ 1/1 100%\n" in shown


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_a_log_counts_the_scenarios_of_a_part(tmp_path: Path, workers: tuple[str, ...]) -> None:
    # With situations, so that each part has several runs.
    words = ("run", "--clause", "C019", DRAWN, *workers)
    counts = []
    for part in ("1/2", "2/2"):
        shown = program(tmp_path, *words, "--shard", part).stdout
        (line,) = re.findall(r"^\S+ (\d+)/(\d+) 100%$", shown, re.MULTILINE)
        assert line[0] == line[1]
        assert int(line[1]) > 1
        counts.append(int(line[1]))
    whole = program(tmp_path, *words).stdout
    assert f" {sum(counts)}/{sum(counts)} 100%\n" in whole
