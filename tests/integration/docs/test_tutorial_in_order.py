"""The tutorial works from top to bottom in one folder, with the files that it leaves there.

A connector that still runs, or a report of an earlier command, would affect the later ones.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path

from fenced_blocks import ROOT, Command, commands_of, with_prose
from test_commands import (
    PROGRAMS,
    SHOWN_URL,
    TUTORIAL,
    assert_shown,
    environment,
    free_port,
    running,
)

CONNECTOR = "python connector.py"


def run_command(command: Command, folder: Path, port: int) -> None:
    """One command, with the reader's connector on ``port``."""
    program, *arguments = shlex.split(
        command.line.replace(SHOWN_URL, f"http://127.0.0.1:{port}/control")
    )
    done = subprocess.run(
        [*PROGRAMS[program], *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert_shown(command, done)


def test_it_can_be_followed_from_top_to_bottom(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    port = free_port()
    started = []
    with ExitStack() as second_terminal:
        for prose, block in with_prose(TUTORIAL):
            if "Ctrl-C" in prose:
                second_terminal.close()
            if name := block.value("file"):
                (tmp_path / name).write_text(block.text, encoding="utf-8")
            for command in commands_of(block):
                if command.line == CONNECTOR:
                    arguments = [*PROGRAMS["python"], "connector.py"]
                    second_terminal.enter_context(running(arguments, tmp_path, port))
                    started.append(command.line)
                elif "background" in block.words:
                    # The whole suite on sockets takes minutes; its command is shown to be read.
                    continue
                elif "node" not in block.words or shutil.which("node"):
                    run_command(command, tmp_path, port)
    assert started == [CONNECTOR]


def test_it_names_what_installs_the_suite_and_nothing_more() -> None:
    before, _, _ = TUTORIAL.read_text("utf-8").partition("## 1.")
    assert "`make conformance`" in before
    assert "make test" not in before
