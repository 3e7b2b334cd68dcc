"""The shell session of a document, next to a served world, prints the documented output."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fenced_blocks import DOCUMENTS, Command, commands
from serving import serving

PLAYED = [
    path for path in DOCUMENTS if any("session" in each.block.words for each in commands(path))
]
# The stand-in is there on every machine, the real one on most.
CURLS = ["stand-in", *(["curl"] if shutil.which("curl") else [])]
MARK = "@@@@"

_UNSTABLE = {
    r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b": "<uuid>",
    r"\b[0-9a-f]{24}\b": "<id>",
    r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z": "<instant>",
    r"\b127\.0\.0\.1:\d+\b": "<address>",
}


def stable(text: str) -> str:
    """The parts that are equal in every world."""
    for pattern, name in _UNSTABLE.items():
        text = re.sub(pattern, name, text)
    return text


def run_session(shown: list[Command], folder: Path, curl: str) -> list[list[str]]:
    """The lines that each command prints, in one shell for all of them."""
    if curl == "stand-in":
        stand_in = folder / "curl"
        script = Path(__file__).with_name("curl.py")
        stand_in.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {script} "$@"\n')
        stand_in.chmod(0o755)
    typed = "".join(f"{each.line}\nprintf '\\n{MARK}\\n'\n" for each in shown)
    done = subprocess.run(
        ["bash", "-euo", "pipefail"],
        input=typed,
        cwd=folder,
        env=os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [each.strip().splitlines() for each in done.stdout.split(MARK)[:-1]]


def agrees(shown: str, printed: str) -> bool:
    if shown.endswith("..."):
        return printed.startswith(shown.removesuffix("..."))
    return printed == shown


@pytest.mark.parametrize("curl", CURLS)
@pytest.mark.parametrize("path", PLAYED, ids=lambda path: path.name)
def test_the_shell_shows_what_the_page_shows(path: Path, curl: str, tmp_path: Path) -> None:
    everything = commands(path)
    shown = [each for each in everything if "session" in each.block.words]
    (serve,) = (each.line for each in everything if "background" in each.block.words)
    with serving(shlex.split(serve)[2:], tmp_path):
        printed = run_session(shown, tmp_path, curl)
    for command, lines in zip(shown, printed, strict=True):
        wanted, seen = stable("\n".join(command.output)), stable("\n".join(lines))
        assert agrees(wanted, seen), f"{command.line}\nprints\n{seen}\nand not\n{wanted}"


def test_the_walk_is_short() -> None:
    (path,) = (each for each in PLAYED if each.name == "sandbox.md")
    assert len(commands(path)) <= 10
