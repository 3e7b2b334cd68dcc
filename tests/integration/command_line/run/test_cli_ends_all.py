"""Whatever ends a command ends everything that it has started: processes and folders."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from process_leaks import is_alive
from under_way import hostile_command, under_way, wait_for_all_with

PROGRAM = (sys.executable, "-m", "percipio_conformance")
ONE_SCENARIO = ("--scenario", "features/content/arrival::A journey becomes a course")
BEGINS_NOT = ("--connector-factory", "never_begins:NeverBegins")
COMES_NOT_BACK = ("--connector-command", hostile_command("never_comes_back"))
HIDES = ("--connector-command", hostile_command("hides_children"))
RUN = (*PROGRAM, "run", "--quick", "--report", "out", "--clause", "C013")
# With this seed the connector is reset three times in the first seconds.
EXPLORE = (*PROGRAM, "explore", "--examples", "50", "--seed", "3")


@pytest.mark.parametrize(
    "words",
    [
        (*RUN, *COMES_NOT_BACK),
        (*RUN, *BEGINS_NOT),
        (*EXPLORE, *COMES_NOT_BACK),
        (*EXPLORE, *BEGINS_NOT),
    ],
    ids=["run by command", "run in process", "explore by command", "explore in process"],
)
def test_a_signal(tmp_path: Path, words: tuple[str, ...]) -> None:
    with under_way(tmp_path, words) as command:
        assert command.states
        # The second signal comes while the first ends the work. Linux may hand two signals to two
        # threads, so a process with several threads can notice the second one first.
        code, _, complained = command.end(signal.SIGHUP, signal.SIGTERM)
        assert code in (129, 143)
        assert "Traceback" not in complained
        command.wait_for_all()
        assert not any(map(is_alive, command.reached))
        assert command.states == []


def test_a_signal_to_smoke(tmp_path: Path) -> None:
    words = (*PROGRAM, "smoke", "--connector-command", hostile_command("never_describes"))
    with under_way(tmp_path, words) as command:
        code, _, complained = command.end(signal.SIGTERM)
        assert code == 143
        assert complained == "percipio-conformance: interrupted; there is no verdict\n"
        command.wait_for_all()
        assert command.states == []


@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["alone", "with workers"])
def test_a_kill_that_no_program_can_obey(tmp_path: Path, more: tuple[str, ...]) -> None:
    words = (*RUN, *COMES_NOT_BACK, *more)
    with under_way(tmp_path, words, lines=2 if more else 1) as command:
        command.end(signal.SIGKILL)
        command.wait_for_all()
        assert not any(map(is_alive, command.reached))
        assert command.states == []


def test_children_that_hide_from_the_end_of_a_run(tmp_path: Path) -> None:
    words = (*PROGRAM, "run", "--quick", "--report", "out", *ONE_SCENARIO, *HIDES)
    with under_way(tmp_path, words, lines=3) as command:
        assert all(map(is_alive, command.reached[1:]))
        code, said, complained = command.end()
        assert (code, complained) == (0, ""), said
        assert not any(map(is_alive, command.reached))
        assert command.states == []


def test_children_that_hide_from_a_signal(tmp_path: Path) -> None:
    words = (*RUN, *HIDES)
    with under_way(tmp_path, words, lines=3) as command:
        code, _, complained = command.end(signal.SIGTERM)
        assert (code, complained) == (143, "")
        assert not any(map(is_alive, command.reached))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=lambda each: each.name)
def test_the_end_of_mutants(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "states").mkdir()
    mark = {"REACHED": str(tmp_path), "PERCIPIO_CONFORMANCE_STATE": str(tmp_path / "states")}
    with subprocess.Popen(
        [sys.executable, "-m", "tools.mutants", "--sample", "0", "-n", "2"],
        env=os.environ | mark | {"PYTHONPATH": str(Path(__file__).parents[4])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as command:
        assert command.stderr is not None
        # The mark of the first of many faults: others are running.
        assert command.stderr.read(1) in (b".", b"!")
        command.send_signal(number)
        command.stderr.read()
    assert command.returncode == (143 if number == signal.SIGTERM else -number)
    wait_for_all_with("REACHED", tmp_path)
    # A process that is killed cannot remove the folder of the connector inside of it.
    assert number == signal.SIGKILL or not list((tmp_path / "states").iterdir())
