"""Output that may lose its reader: a command runs to its end regardless.

``percipio-conformance run | head -1`` closes our output during a run. Python would raise
``BrokenPipeError`` at the next print, which would end the run.
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
    """Writes to a file descriptor while it has a reader, and discards the output afterwards."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._is_open = True
        self.ends_with_reader = False
        """Whether writing without a reader is an error."""
        self.problem: OSError | None = None
        """Why output was not written, for example a full disk; a missing reader does not count."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Write or discard all of ``data``.

        Raises:
            BrokenPipeError: the reader is gone, and the output ends with its reader.
        """
        rest = memoryview(data).cast("B")
        while self._is_open and rest:
            try:
                rest = rest[os.write(self._descriptor, rest) :]
            except BlockingIOError:
                # A CI server may provide a non-blocking pipe.
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
    """Standard output and error, which can be written with or without a reader."""

    def __init__(self) -> None:
        self._lasting = [each for each in map(_last, ("stdout", "stderr")) if each is not None]

    @property
    def problem(self) -> OSError | None:
        """Why some output was not written; a missing reader does not count."""
        return next((each.problem for each in self._lasting if each.problem is not None), None)

    def end_with_reader(self) -> None:
        """Raise ``BrokenPipeError`` from now on: the command only prints."""
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

    Otherwise the next file or socket that is opened would get that number and the output.
    """
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            # The system returns the lowest free number, which is this one.
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or _text(Lasting(1))
    sys.stderr = sys.stderr or _text(Lasting(2))


def _last(name: str) -> Lasting | None:
    stream = getattr(sys, name)
    try:
        stream.flush()
        raw = Lasting(stream.fileno())
    except (AttributeError, OSError, ValueError):
        # Not a file: a test captures the output to the end.
        return None
    setattr(sys, name, _text(raw, stream))
    return raw


def _text(raw: Lasting, like: TextIO | None = None) -> TextIO:
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=getattr(like, "encoding", "utf-8"),
        # A character outside the encoding is shown as an escape instead of an error.
        errors="backslashreplace",
        line_buffering=getattr(like, "line_buffering", False),
    )
