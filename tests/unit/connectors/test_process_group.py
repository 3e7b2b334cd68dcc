"""Programs are started, captured and ended, with their children."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from process_leaks import is_alive

from percipio_conformance.connectors.output import KEPT_BYTES, SHOWN_BYTES, Output
from percipio_conformance.connectors.process_group import ProcessGroup
from percipio_conformance.processes import child_processes
from percipio_conformance.processes.child_processes import Offspring

DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"


def group(code: str, output: Output, grace: float = 5.0) -> ProcessGroup:
    return ProcessGroup([sys.executable, "-c", code], os.environ, output, grace)


def play(story: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(story)


async def heard(output: Output, words: str) -> None:
    async with asyncio.timeout(20):
        while words not in output.since(0):  # noqa: ASYNC110 - it is another process that writes
            await asyncio.sleep(0.01)


def test_what_a_program_and_its_children_write_is_heard() -> None:
    async def story() -> str:
        output = Output()
        code = "import subprocess, sys; print('out', flush=True); print('err', file=sys.stderr);"
        code += "subprocess.run([sys.executable, '-c', 'print(\"child\")'])"
        process = group(code, output)
        await process.start()
        assert await process.wait(20)
        assert process.exit_status == 0
        await process.stop()
        return output.since(0)

    assert sorted(play(story()).split()) == ["child", "err", "out"]


def test_a_moment_is_told_apart_from_what_was_before() -> None:
    async def story() -> tuple[str, str]:
        output = Output()
        process = group(
            "print('before', flush=True); input_ = __import__('signal').pause()", output
        )
        await process.start()
        await heard(output, "before\n")
        mark = output.mark()
        nothing = output.since(mark)
        await process.stop()
        return nothing, output.since(0)

    nothing, everything = play(story())
    assert nothing == ""
    assert everything == "before\n"


def test_what_was_written_is_heard_without_a_turn_of_the_loop() -> None:
    async def story() -> str:
        output = Output()
        writing = output.open()
        os.write(writing, b"just now")
        os.close(writing)
        said = output.since(0)
        output.close()
        return said

    assert play(story()) == "just now"


def test_a_flood_fills_no_memory_and_its_end_is_kept() -> None:
    async def story() -> tuple[str, int]:
        output = Output()
        process = group("import sys; sys.stdout.write('x' * 3_000_000 + 'the end')", output)
        await process.start()
        assert await process.wait(20)
        await process.stop()
        return output.since(0), sum(len(each) for each in output._chunks)

    said, kept = play(story())
    assert said.endswith("xthe end")
    assert said.startswith(f"[{3_000_007 - SHOWN_BYTES} bytes before this]\n")
    assert kept < 3 * KEPT_BYTES


def test_one_that_ends_when_it_is_asked_is_not_killed(tmp_path: Path) -> None:
    async def story() -> None:
        output = Output()
        done = tmp_path / "done"
        code = "import pathlib, signal, sys\n"
        code += f"def end(*_):\n    pathlib.Path({str(done)!r}).touch()\n    sys.exit(0)\n"
        code += "signal.signal(signal.SIGTERM, end)\nprint('up', flush=True)\nsignal.pause()"
        process = group(code, output)
        await process.start()
        await heard(output, "up\n")
        await process.stop()
        assert done.exists()

    play(story())


def test_one_that_will_not_end_is_killed_after_the_grace() -> None:
    async def story() -> None:
        output = Output()
        code = DEAF + "; import os; print(os.getpid(), flush=True); signal.pause()"
        process = group(code, output, grace=0.1)
        await process.start()
        await heard(output, "\n")
        await process.stop()
        with pytest.raises(ProcessLookupError):
            os.kill(int(output.since(0)), 0)

    play(story())


def test_children_of_one_that_crashed_are_ended_too() -> None:
    async def story() -> None:
        output = Output()
        code = "import subprocess, sys, os\n"
        code += f"child = subprocess.Popen([sys.executable, '-c', {DEAF + '; signal.pause()'!r}])\n"
        code += "print(child.pid, flush=True)\nos._exit(9)"
        process = group(code, output, grace=0.1)
        await process.start()
        assert await process.wait(20)
        assert process.exit_status == 9
        child = int(output.since(0))
        os.kill(child, 0)
        await process.stop()
        async with asyncio.timeout(20):
            while is_alive(child):  # noqa: ASYNC110 - it is another process that ends
                await asyncio.sleep(0.01)

    play(story())


def test_a_program_that_is_not_there_is_an_error_of_the_system() -> None:
    async def story() -> None:
        output = Output()
        process = ProcessGroup(["/no/such/program"], os.environ, output)
        with pytest.raises(FileNotFoundError):
            await process.start()
        output.close()

    play(story())


def test_one_that_has_ended_with_all_its_children_is_not_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[int] = []
    send = Offspring.signal

    def signaled(self: Offspring, number: int) -> bool:
        sent.append(number)
        return send(self, number)

    monkeypatch.setattr(Offspring, "signal", signaled)

    async def story() -> None:
        output = Output()
        process = group("import signal; print('up', flush=True); signal.pause()", output)
        await process.start()
        await heard(output, "up\n")
        await process.stop()

    play(story())
    assert sent == [signal.SIGTERM]


def test_one_look_reads_the_list_of_processes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []

    def counted() -> list[int]:
        looks.append(os.getpid())
        return []

    monkeypatch.setattr(child_processes, "processes", counted)
    program = Offspring()
    for number, look in enumerate((program.left, program.is_there), start=1):
        look()
        assert len(looks) == number


def test_a_program_that_cannot_be_started_is_not_guarded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    guarded: list[tuple[str, object]] = []
    recorder = SimpleNamespace(
        hold=lambda *what: guarded.append(what),
        release=lambda *what: guarded.remove(what) if what in guarded else None,
    )
    monkeypatch.setattr(child_processes, "guarding", recorder)

    async def story() -> None:
        output = Output()
        for words in (["/no/such/program"], ["a\0b"]):
            with pytest.raises((FileNotFoundError, ValueError)):
                await ProcessGroup(words, os.environ, output).start()
            assert guarded == []
        output.close()

    play(story())


def test_signals_are_told_by_their_number() -> None:
    async def story() -> int | None:
        output = Output()
        process = group("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", output)
        await process.start()
        assert await process.wait(20)
        status = process.exit_status
        await process.stop()
        return status

    assert play(story()) == -signal.SIGKILL
