"""A session of tests fails when anything that it has started outlives it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from process_leaks import is_alive

TESTS = Path(__file__).parents[2]

LEAVES = {
    "nothing": "def test(): pass",
    "process": """
import subprocess, sys
left = []
def test():
    words = [sys.executable, "-c", "import signal; signal.pause()"]
    left.append(subprocess.Popen(words, start_new_session=True))
""",
    "folder": """
import os, tempfile
def test():
    tempfile.mkdtemp(prefix="connector-", dir=os.environ["PERCIPIO_CONFORMANCE_STATE"])
""",
}


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "with workers"])
@pytest.mark.parametrize("leaves", LEAVES)
def test_what_is_left_is_named_and_ended(
    tmp_path: Path, leaves: str, workers: tuple[str, ...]
) -> None:
    tests = tmp_path / "tests"
    tests.mkdir()
    shutil.copy(TESTS / "conftest.py", tests / "conftest.py")
    # A process that stays need not be waited for as long as one that is about to end.
    leaks = (TESTS / "process_leaks.py").read_text(encoding="utf-8")
    assert "TIMEOUT_SECONDS = 10.0\n" in leaks
    leaks = leaks.replace("TIMEOUT_SECONDS = 10.0\n", "TIMEOUT_SECONDS = 1.0\n")
    (tests / "process_leaks.py").write_text(leaks, encoding="utf-8")
    # The conftest reads this file to find out what is installed.
    shutil.copy(TESTS.parent / "pyproject.toml", tmp_path / "pyproject.toml")
    (tests / "test_it.py").write_text(LEAVES[leaves])
    words = ("-c", str(tmp_path / "pyproject.toml"), "-p", "no:cacheprovider", *workers)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words, str(tests)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(TESTS.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 passed" in done.stdout, done.stdout + done.stderr
    assert done.returncode == (0 if leaves == "nothing" else 1), done.stdout
    assert ("left behind by the tests" in done.stdout) == (leaves != "nothing")
    if leaves != "nothing":
        line = next(each for each in done.stdout.splitlines() if each.startswith(f"{leaves} "))
        place = line.split()[1].rstrip(":")
        # A process that has ended may wait for its parent to take notice.
        assert not (is_alive(int(place)) if leaves == "process" else Path(place).exists())
