"""Output whose reader is gone: what a command does and finds does not depend on its readers.

``percipio-conformance run | head -1`` closes our output during a run. Python would raise
``BrokenPipeError`` at whatever is printed next, and the run would end there.
"""

from __future__ import annotations

import io
import os
import select
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class Lasting(io.RawIOBase):
    """Writes to a file descriptor for as long as somebody reads, and then to nowhere."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._is_open = True
        self.ends_with_reader = False
        """Whether writing without a reader is an error after all."""
        self.problem: OSError | None = None
        """Why something was not written, such as a full disk; a missing reader does not count."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Take all of ``data``.

        Raises:
            BrokenPipeError: the reader is gone, and the output ends with its reader.
        """
        rest = memoryview(data).cast("B")
        while self._is_open and rest:
            try:
                rest = rest[os.write(self._descriptor, rest) :]
            except BlockingIOError:
                # A CI server may hand over a pipe that does not wait for its reader.
                select.select([], [self._descriptor], [])
            except BrokenPipeError:
                if self.ends_with_reader:
                    raise
                self._is_open = False
            except OSError as error:
                self._is_open = False
                self.problem = error
        return memoryview(data).nbytes

    def drop(self) -> None:
        """Write nothing any more."""
        self._is_open = False

    def fileno(self) -> int:
        return self._descriptor

    def isatty(self) -> bool:
        return os.isatty(self._descriptor)

    def writable(self) -> bool:
        return True


class Outputs:
    """Standard output and error, which from now on are written to with a reader or without."""

    def __init__(self) -> None:
        self._lasting = [each for each in map(_last, ("stdout", "stderr")) if each is not None]

    @property
    def problem(self) -> OSError | None:
        """Why some of it could not be written; a missing reader does not count."""
        return next((each.problem for each in self._lasting if each.problem is not None), None)

    def end_with_reader(self) -> None:
        """Raise ``BrokenPipeError`` after all: what is printed is all that the command does."""
        for each in self._lasting:
            each.ends_with_reader = True

    def drop(self) -> None:
        """Write nothing any more."""
        for each in self._lasting:
            each.drop()

    def flush(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()


def fill_gaps() -> None:
    """Open the null device wherever standard input, output or error is closed (``>&-``).

    Otherwise the next file or socket that is opened takes that place, and is written to.
    """
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            # The lowest number that is free: this one.
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or _text(Lasting(1))
    sys.stderr = sys.stderr or _text(Lasting(2))


def _last(name: str) -> Lasting | None:
    stream = getattr(sys, name)
    try:
        stream.flush()
        raw = Lasting(stream.fileno())
    except (AttributeError, OSError, ValueError):
        # No file: a test listens, and stays to the end.
        return None
    setattr(sys, name, _text(raw, stream))
    return raw


def _text(raw: Lasting, like: TextIO | None = None) -> TextIO:
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=getattr(like, "encoding", "utf-8"),
        # A character that the encoding lacks is shown as an escape, and ends nothing.
        errors="backslashreplace",
        line_buffering=getattr(like, "line_buffering", False),
    )
