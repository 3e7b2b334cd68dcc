"""Signals that end a run: the current work is canceled, and its resources are closed.

The first signal ends the work: the coroutine that :func:`run` runs is canceled, any other code
gets a ``KeyboardInterrupt``. Senders such as ``timeout`` and CI servers often send a
second signal at once, which must not interrupt the closing: a signal counts again only after
``UNINTERRUPTED_SECONDS``, for work that does not end when it is canceled. While the run is closing
down (:func:`close_down`), signals are ignored.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

from percipio_conformance.core.real_time import real_monotonic

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")

ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""The signals of a person, a CI server and a closed terminal."""

UNINTERRUPTED_SECONDS = 5.0
"""Real time in seconds for the work to end, before another signal interrupts it."""

CAUSES = {"SIGINT": "Ctrl-C (SIGINT)"}


Handler = Callable[[int, FrameType | None], Any] | int | None


@dataclass
class _State:
    received: signal.Signals | None = None
    received_at: float = 0.0
    task: asyncio.Task[Any] | None = None
    is_closing: bool = False
    before: dict[signal.Signals, Handler] = field(default_factory=dict)


_state = _State()


def watch() -> None:
    """Start to handle the signals that end a run, except those that this process must ignore.

    A signal that a shell or ``nohup`` has set to be ignored stays ignored. Only the main thread
    of a process receives signals; in other threads this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    if not _state.before:
        _state.received, _state.is_closing = None, False
    for each in ENDING:
        before = signal.getsignal(each)
        if before in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(each, _end)
            _state.before[each] = before


def rest() -> None:
    """Restore the signal handlers from before :func:`watch`."""
    for each, before in _state.before.items():
        signal.signal(each, before)
    _state.before.clear()


def received() -> signal.Signals | None:
    """The first signal that asked this process to end; None without one."""
    return _state.received


def name_of(number: signal.Signals) -> str:
    """Name of the signal that ended the run: ``Ctrl-C (SIGINT)``, ``SIGTERM``."""
    return CAUSES.get(number.name, number.name)


def exit_code_of(number: int) -> int:
    """Exit code of a program that a signal ended, by shell convention."""
    return 128 + number


def close_down() -> None:
    """Ignore further signals while the run closes."""
    _state.is_closing = True


def run(runner: asyncio.Runner, work: Coroutine[Any, Any, T]) -> T:
    """Run ``work`` and return its result; a signal cancels it.

    Raises:
        KeyboardInterrupt: a signal ended it.
    """
    # Imported here, because commands that only print watch for signals, too.
    import asyncio

    async def watched() -> T:
        _state.task = asyncio.current_task()
        try:
            return await work
        finally:
            _state.task = None

    try:
        return runner.run(watched())
    except asyncio.CancelledError:
        if _state.received is not None and not _state.is_closing:
            raise KeyboardInterrupt from None
        raise


def _end(number: int, frame: FrameType | None) -> None:
    first = _state.received is None
    if first:
        _state.received = signal.Signals(number)
    elif _state.is_closing or real_monotonic() - _state.received_at < UNINTERRUPTED_SECONDS:
        return
    _state.received_at = real_monotonic()
    task = _state.task
    if task is None or not first:
        raise KeyboardInterrupt
    task.cancel()
    # Wake the loop, which may be waiting for the network.
    task.get_loop().call_soon_threadsafe(lambda: None)
