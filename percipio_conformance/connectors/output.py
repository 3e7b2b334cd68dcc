"""Standard output and error of a connector's process, kept as evidence."""

from __future__ import annotations

import asyncio
import os
from collections import deque

KEPT_BYTES = 64 * 1024
"""How much is kept at any time; of more, the latest."""

SHOWN_BYTES = 4_000
"""How much of one moment goes into a report; of more, the end."""

_READ_AT_ONCE = 64 * 1024
_MOST_READS = 32
"""Enough to empty a pipe; a program that never stops writing shall not hold us up."""


class Output:
    """The reading end of a pipe into which a process writes; its memory is bounded.

    It is read while the event loop runs. A process that writes more than the pipe holds while
    nothing runs here waits until it does.
    """

    def __init__(self) -> None:
        self._chunks: deque[bytes] = deque()
        self._kept = 0
        self._seen = 0
        self._reading: int | None = None

    def open(self) -> int:
        """Begin to listen; the writing end, which belongs to the caller."""
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
        heard = b"".join(self._chunks)[-wanted:].decode("utf-8", "replace")
        left = self._seen - mark - wanted
        return f"[{left} bytes before this]\n{heard}" if left else heard

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
            # Every writer is gone; a closed pipe is always readable and would keep the loop busy.
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
        # Asked between two steps, when no loop runs: the next turn of the loop comes here again.
        return
    loop.remove_reader(descriptor)
