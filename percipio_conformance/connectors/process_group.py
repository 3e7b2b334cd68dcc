"""Start and reliably end one program in its own process group."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from percipio_conformance.connectors.output import Output
from percipio_conformance.core.printable import printable_lines
from percipio_conformance.core.timeouts import GRACE_SECONDS
from percipio_conformance.processes.child_processes import Offspring

POLL_SECONDS = 0.01
"""Seconds between two checks whether the children of an ended program have ended."""


class ProcessGroup:
    """A program and its children.

    Args:
        words: the program and its arguments, without a shell.
        environment: its complete environment.
        output: captures the output of the program and its children.

    Raises:
        OSError: on :meth:`start`, if the program does not exist or is not executable.
    """

    def __init__(
        self,
        words: Sequence[str],
        environment: Mapping[str, str],
        output: Output,
        grace_seconds: float = GRACE_SECONDS,
    ) -> None:
        self._words = words
        self._environment = environment
        self._output = output
        self._grace_seconds = grace_seconds
        self._process: asyncio.subprocess.Process | None = None
        self._offspring = Offspring()

    async def start(self) -> None:
        writing = self._output.open()
        try:
            # In its own session: a signal to its group reaches its children, and Ctrl-C at our
            # terminal leaves the end of the program to us.
            self._process = await asyncio.create_subprocess_exec(
                *self._words,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=writing,
                stderr=writing,
                env=self._offspring.environment(self._environment),
                start_new_session=True,
            )
            self._offspring.begin(self._process.pid)
        except Exception:
            self._offspring.end()
            raise
        finally:
            os.close(writing)

    @property
    def exit_status(self) -> int | None:
        """Exit status: None until it has ended, the negative signal number if one ended it."""
        return self._process.returncode if self._process is not None else None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def wait(self, seconds: float) -> bool:
        """Wait up to ``seconds`` for its end; return whether it has ended."""
        if self._process is None:
            return True
        try:
            async with asyncio.timeout(seconds):
                await self._process.wait()
        except TimeoutError:
            return False
        return True

    async def stop(self) -> None:
        """End the program and its children: SIGTERM, then SIGKILL after the grace period.

        Processes that cannot be ended are reported on standard error.
        """
        if self._process is None:
            return
        # To all of them, like Ctrl-C: a wrapper such as ``sh -c`` does not forward signals.
        self._offspring.signal(signal.SIGTERM)
        # Check again: a process that keeps starting others can escape the first check.
        if not await self._gone() or self._offspring.left():
            self._offspring.signal(signal.SIGKILL)
            await self._process.wait()
            await self._gone()
            if left := self._offspring.left():
                words = f"percipio-conformance: these could not be ended: {', '.join(left)}"
                print(printable_lines(words), file=sys.stderr)
        self._offspring.end()
        self._output.close()
        self._process = None

    async def _gone(self) -> bool:
        """Wait up to the grace period; return whether all of them have ended."""
        assert self._process is not None
        with suppress(TimeoutError):
            async with asyncio.timeout(self._grace_seconds):
                await self._process.wait()
                # They are not our children: the system does not notify us when they end.
                while self._offspring.is_there():  # noqa: ASYNC110
                    await asyncio.sleep(POLL_SECONDS)
                return True
        return False
