"""Register with a guardian process what it must end if this process is killed."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from contextlib import suppress

from percipio_conformance.processes import guardian


class Guarding:
    """The connection to the guardian process, which is started with the first item to guard."""

    def __init__(self) -> None:
        self._guardian: subprocess.Popen[bytes] | None = None
        self._of = 0

    def hold(self, kind: str, name: object) -> None:
        """Let the guardian end this item after this process; ``kind`` as in ``guardian.py``."""
        if self._guardian is None or self._of != os.getpid():
            self._start()
        self._tell(f"{kind} {name}")

    def release(self, kind: str, name: object) -> None:
        """Record that the item has ended."""
        self._tell(f"-{kind} {name}")

    @property
    def pid(self) -> int:
        """The guardian's process id; 0 while there is none."""
        return self._guardian.pid if self._guardian is not None else 0

    def _start(self) -> None:
        self._of = os.getpid()
        # In its own session, so signals to our terminal or group do not reach it.
        self._guardian = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-I", "-S", guardian.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        atexit.register(self.close)

    def _tell(self, line: str) -> None:
        if self._guardian is None or self._guardian.stdin is None or self._of != os.getpid():
            return
        with suppress(OSError, ValueError):
            self._guardian.stdin.write(os.fsencode(line) + b"\n")
            self._guardian.stdin.flush()

    def close(self) -> None:
        """End the guardian: all items have ended."""
        if self._guardian is not None and self._of == os.getpid():
            with suppress(OSError, ValueError):
                self._guardian.communicate()
            self._guardian = None


guarding = Guarding()
