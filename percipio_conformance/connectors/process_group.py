"""One program in a process group of its own, started and ended for certain."""

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
"""Between two looks at whether the children of a program that ended are gone as well."""


class ProcessGroup:
    """A program and whatever children it starts.

    Args:
        words: the program and its arguments; no shell reads them.
        environment: all of its environment.
        output: hears what the program and its children write.

    Raises:
        OSError: on :meth:`start`, when there is no such program or it may not be run.
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
            # A session of its own: a signal to its group reaches its children, and Ctrl-C at our
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
        """Has it ended? Waits up to ``seconds`` for that."""
        if self._process is None:
            return True
        try:
            async with asyncio.timeout(seconds):
                await self._process.wait()
        except TimeoutError:
            return False
        return True

    async def stop(self) -> None:
        """End it: SIGTERM, and SIGKILL for whatever is left of it and its children after the grace.

        What cannot be ended is named on standard error.
        """
        if self._process is None:
            return
        # To all of them, as Ctrl-C would: a wrapper such as ``sh -c`` passes nothing on.
        self._offspring.signal(signal.SIGTERM)
        # A second look: one that goes on starting others can escape the first.
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
        """Have all of them ended? Waits for that up to the grace."""
        assert self._process is not None
        with suppress(TimeoutError):
            async with asyncio.timeout(self._grace_seconds):
                await self._process.wait()
                # They are not our children: the system does not notify us when they end.
                while self._offspring.is_there():  # noqa: ASYNC110
                    await asyncio.sleep(POLL_SECONDS)
                return True
        return False
