"""Two plugins that detect why a run ends before its last scenario."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import Any

import pytest

from percipio_conformance.processes import signals
from percipio_conformance.runner.run import Run, Stop


class Closing:
    """Ignore signals while the run closes its resources."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_keyboard_interrupt(self) -> None:
        signals.close_down()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        signals.close_down()

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        signals.rest()


class Stops:
    """Report to the run what stopped it, and stop the workers of a parallel run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._workers: list[Any] = []

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._run.running.add(nodeid)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self._run.running.discard(nodeid)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodeready(self, node: Any) -> None:
        self._workers.append(node)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, error: object) -> None:
        if error is not None and signals.received() is None:
            self._run.crashed = True

    @pytest.hookimpl(tryfirst=True)
    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        signaled = signals.received()
        # pytest and xdist raise subclasses of KeyboardInterrupt if -x stops a run.
        if signaled is None and excinfo.type is KeyboardInterrupt:
            signaled = signal.SIGINT
        if signaled is None:
            return
        self._run.stop = Stop(signals.name_of(signaled), int(signaled))
        self._end_workers()

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        error = excinfo.exconly(tryshort=True)
        self._run.lost.append(f"internal error of pytest: {error}".rstrip("."))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._run.stop is not None:
            return
        signaled = signals.received()
        if signaled is not None:
            # The signal arrived while no code ran that it could interrupt.
            self._run.stop = Stop(signals.name_of(signaled), int(signaled))
            return
        distributor = session.config.pluginmanager.get_plugin("dsession")
        asked = session.shouldfail or session.shouldstop or getattr(distributor, "shouldstop", "")
        if asked:
            self._run.stop = Stop(_cause(str(asked), session.config.getoption("maxfail")))

    def _end_workers(self) -> None:
        """Let the workers close their resources at once, not after their scenario."""
        for node in self._workers:
            with suppress(AttributeError, OSError):
                os.kill(node.gateway._rinfo().pid, signal.SIGTERM)


def _cause(asked: str, most: int) -> str:
    if "stopping after" not in asked:
        return asked.rstrip(".")
    return "the first failure (-x)" if most == 1 else f"the limit of {most} failures (--maxfail)"
