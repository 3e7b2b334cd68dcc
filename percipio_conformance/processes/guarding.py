"""Register with a guardian process what it must end if this process is killed."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from contextlib import suppress

from percipio_conformance.processes import guardian


class Guarding:
    """The way to the guardian of this process; it is started with the first thing to guard."""

    def __init__(self) -> None:
        self._guardian: subprocess.Popen[bytes] | None = None
        self._of = 0

    def hold(self, kind: str, name: object) -> None:
        """End this when this process is gone; ``kind`` as in ``guardian.py``."""
        if self._guardian is None or self._of != os.getpid():
            self._start()
        self._tell(f"{kind} {name}")

    def release(self, kind: str, name: object) -> None:
        """This has ended."""
        self._tell(f"-{kind} {name}")

    @property
    def pid(self) -> int:
        """Its process; 0 while there is none."""
        return self._guardian.pid if self._guardian is not None else 0

    def _start(self) -> None:
        self._of = os.getpid()
        # A session of its own: what is sent to our terminal or our group does not reach it.
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
        """There is nothing more to guard."""
        if self._guardian is not None and self._of == os.getpid():
            with suppress(OSError, ValueError):
                self._guardian.communicate()
            self._guardian = None


guarding = Guarding()
