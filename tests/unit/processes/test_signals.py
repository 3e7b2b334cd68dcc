"""Signals that end a run: the first one counts, later ones do not interrupt the closing."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator

import pytest

from percipio_conformance.processes import signals

FIRST, SECOND = signal.SIGHUP, signal.SIGTERM


@pytest.fixture(autouse=True)
def watched() -> Iterator[None]:
    signals.watch()
    yield
    signals.rest()


def test_the_second_signal_does_not_interrupt_the_closing() -> None:
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(FIRST)
    signal.raise_signal(SECOND)
    assert signals.received() == FIRST


def test_a_signal_counts_again_when_the_work_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(FIRST)
    monkeypatch.setattr(signals, "UNINTERRUPTED_SECONDS", 0)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(SECOND)
    assert signals.received() == FIRST


def test_no_signal_interrupts_the_end_of_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "UNINTERRUPTED_SECONDS", 0)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(FIRST)
    signals.close_down()
    signal.raise_signal(SECOND)
    assert signals.received() == FIRST


def test_a_signal_cancels_a_coroutine() -> None:
    canceled = []

    async def work() -> None:
        signal.raise_signal(FIRST)
        signal.raise_signal(SECOND)
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            canceled.append(True)
            raise

    with asyncio.Runner() as runner, pytest.raises(KeyboardInterrupt):
        signals.run(runner, work())
    assert canceled
    assert signals.received() == FIRST
