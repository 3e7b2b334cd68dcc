"""Standard output and error of a connector's process, kept as evidence."""

from __future__ import annotations

import asyncio
import os
from collections import deque

KEPT_BYTES = 64 * 1024
"""Maximum number of bytes kept; older ones are dropped."""

SHOWN_BYTES = 4_000
"""Maximum number of bytes of one event in a report; longer output shows its end."""

_READ_AT_ONCE = 64 * 1024
_MOST_READS = 32
"""Enough to empty a pipe; the limit protects against a program that writes without end."""


class Output:
    """The reading end of a pipe into which a process writes, with bounded memory.

    It is read while the event loop runs. While the loop does not run, a process that writes more
    than the pipe holds has to wait.
    """

    def __init__(self) -> None:
        self._chunks: deque[bytes] = deque()
        self._kept = 0
        self._seen = 0
        self._reading: int | None = None

    def open(self) -> int:
        """Start reading; return the writing end, which belongs to the caller."""
        self.close()
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        self._reading = reading
        asyncio.get_running_loop().add_reader(reading, self._hear)
        return writing

    def close(self) -> None:
        """Stop reading; the captured output stays available."""
        if self._reading is None:
            return
        self._drain()
        asyncio.get_running_loop().remove_reader(self._reading)
        os.close(self._reading)
        self._reading = None

    def mark(self) -> int:
        """Position for :meth:`since`: the number of bytes captured so far."""
        self._drain()
        return self._seen

    def since(self, mark: int = 0) -> str:
        """Output captured since ``mark``, at most its last :data:`SHOWN_BYTES` bytes."""
        self._drain()
        wanted = min(self._seen - mark, SHOWN_BYTES)
        if wanted <= 0:
            return ""
        captured = b"".join(self._chunks)[-wanted:].decode("utf-8", "replace")
        left = self._seen - mark - wanted
        return f"[{left} bytes before this]\n{captured}" if left else captured

    def _drain(self) -> None:
        for _ in range(_MOST_READS):
            if not self._hear():
                return

    def _hear(self) -> bool:
        if self._reading is None:
            return False
        try:
            chunk = os.read(self._reading, _READ_AT_ONCE)
        except BlockingIOError:
            return False
        if not chunk:
            # All writers have closed it; a closed pipe is always readable and keeps the loop busy.
            _forget(self._reading)
            return False
        self._seen += len(chunk)
        self._chunks.append(chunk)
        self._kept += len(chunk)
        while self._kept - len(self._chunks[0]) >= KEPT_BYTES:
            self._kept -= len(self._chunks.popleft())
        return True


def _forget(descriptor: int) -> None:
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        # Called between two steps, when no loop runs; the next turn of the loop reads again.
        return
    loop.remove_reader(descriptor)
