"""Every command in README and docs has the documented effect.

Those of the tutorial are run by ``test_tutorial_in_order.py``: each continues the ones before.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fenced_blocks import DOCUMENTS, ROOT, Command, commands, named, save_files
from serving import serving

from percipio_conformance.reporting.style import PLAIN

# -P as the installed command has it: nothing is imported from the current folder.
PYTHON = (sys.executable, "-P")
PROGRAMS = {
    "percipio-conformance": (*PYTHON, "-m", "percipio_conformance"),
    "pytest": (*PYTHON, "-m", "pytest", "-p", "no:cacheprovider"),
    "python": (sys.executable,),
}
SHOWN = [each for document in DOCUMENTS for each in commands(document)]
BY_NAME = {named(path): path for path in DOCUMENTS}
TUTORIAL = ROOT / "docs" / "tutorial" / "first-verdict.md"
START_SECONDS = 30
SHOWN_URL = "http://127.0.0.1:8080/control"
"""Where a reader's connector is; a test has it on a free port."""


def environment(**more: str) -> dict[str, str]:
    # As after ``source .venv/bin/activate``: a command within a command finds our Python.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    fixed = {"PATH": path, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    # A worker of xdist has the width of its terminal in the environment; the pages have ours.
    return os.environ | fixed | {"COLUMNS": str(PLAIN.width)} | more


def split(command: Command, folder: Path) -> tuple[dict[str, str], list[str]]:
    """The variables before the program, and the program with its arguments."""
    words = shlex.split(command.line)
    variables = {}
    while re.fullmatch(r"[A-Z_]+=.*", words[0]):
        name, _, value = words.pop(0).partition("=")
        variables[name] = str((folder if value == "." else ROOT) / value)
    return variables, words


def of_kind(*, background: bool) -> list[Command]:
    chosen = [
        each
        for each in SHOWN
        if "session" not in each.block.words and ("background" in each.block.words) == background
    ]
    chosen = [each for each in chosen if "node" not in each.block.words or shutil.which("node")]
    return [each for each in chosen if not each.line.startswith("make ")]


@contextmanager
def running(arguments: list[str], folder: Path, port: int) -> Iterator[None]:
    """A connector in the background that listens on ``port``."""
    process = subprocess.Popen(
        arguments,
        cwd=folder,
        env=environment(CONTROL_PORT=str(port)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(
            transport=httpx.HTTPTransport(retries=0), trust_env=False, timeout=START_SECONDS
        ) as client:
            for _ in range(START_SECONDS * 20):
                assert process.poll() is None, f"{arguments} ended before it listened"
                try:
                    client.get(f"http://127.0.0.1:{port}/control/describe")
                    break
                except httpx.ConnectError:
                    _pause()
        yield
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _pause() -> None:
    # Another process is starting; nothing of it can be awaited from here.
    subprocess.run([sys.executable, "-c", ""], check=True)


def _run(folder: Path, report: str, *more: str) -> None:
    """A run for commands that need its report."""
    arguments = ("run", "--clause", "C018", "--report", report, *more)
    subprocess.run(
        [*PROGRAMS["percipio-conformance"], *arguments],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        check=True,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def prepare(name: str, folder: Path) -> None:
    """Write the reports that a block needs."""
    match name:
        case "":
            pass
        case "reports":
            _run(folder, "reports/latest")
            for day in ("monday", "tuesday"):
                shutil.copytree(folder / "reports/latest", folder / day)
        case "parts":
            for part in ("1", "2"):
                _run(folder, f"part-{part}", "--shard", f"{part}/2")
        case _:
            pytest.fail(f"nothing is called {name!r}")


ALONE = [each for each in of_kind(background=False) if each.block.document != named(TUTORIAL)]


@pytest.mark.parametrize("command", ALONE, ids=lambda each: each.label)
def test_a_command_does_what_the_page_says(command: Command, tmp_path: Path) -> None:
    save_files(BY_NAME[command.block.document], tmp_path, command.block)
    # The commands of a document are given in the folder of the repository; what they write is not.
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    variables, (program, *arguments) = split(command, tmp_path)
    if "long" in command.block.words:
        arguments += ["--clause", "C018"]
    prepare(command.block.value("needs"), tmp_path)
    done = subprocess.run(
        [*PROGRAMS[program], *arguments],
        cwd=ROOT if program == "pytest" else tmp_path,
        env=environment(**variables),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert_shown(command, done)


def assert_shown(command: Command, done: subprocess.CompletedProcess[str]) -> None:
    """It ended with the exit code of the page and said what the page shows."""
    said = done.stdout + done.stderr
    assert done.returncode == int(command.block.value("exit", "0")), f"{command.label}\n{said}"
    if "exact" in command.block.words:
        rest = iter(_timeless(said))
        for line in _timeless("\n".join(command.output)):
            assert line == "..." or line in rest, f"{line!r} is not in\n{said}"


def _timeless(text: str) -> list[str]:
    return [re.sub(r"\bin [\d.]+ (ms|s)\b", "in no time", line) for line in text.splitlines()]


@pytest.mark.parametrize(
    "target",
    sorted({words for each in SHOWN if (words := each.line).startswith("make ")}),
)
def test_make_knows_the_target(target: str) -> None:
    subprocess.run([*shlex.split(target), "-n"], cwd=ROOT, capture_output=True, check=True)


def test_every_command_in_the_background_is_known_to_a_test_below() -> None:
    programs = {shlex.split(each.line)[0] for each in of_kind(background=True)}
    assert programs <= {"percipio-conformance", "curl", "python", "docker", "mkdir", "exit"}


def test_the_world_by_hand_is_as_the_readme_shows_it(tmp_path: Path) -> None:
    shown = [each.line for each in of_kind(background=True) if each.block.document == "README.md"]
    serve, status, move = shown
    port = str(free_port())
    arguments = shlex.split(serve.replace("8004", port))[2:]
    with serving(arguments, tmp_path) as announced:
        assert f"http://127.0.0.1:{port}" in announced
        with httpx.Client(trust_env=False, timeout=60) as client:
            address = shlex.split(status.replace("8004", port))[-1]
            assert client.get(address).json()["state"] == "active"
            words = shlex.split(move.replace("8004", port))
            tomorrow = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d}"
            moved = client.put(words[3], content=words[5])
            # The setup of a served world has taken some of its minutes.
            assert moved.json()["now"][:10] >= tomorrow
