"""A connector that the harness starts as a program, restarts, and ends."""

from __future__ import annotations

import asyncio
import os

import httpx

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.command_template import CommandTemplate
from percipio_conformance.connectors.control_client import ControlClient
from percipio_conformance.connectors.output import Output
from percipio_conformance.connectors.process_group import ProcessGroup
from percipio_conformance.core.addresses import CONTROL, LOOPBACK, Addresses
from percipio_conformance.core.outcomes import ConnectorError, Unreachable
from percipio_conformance.core.real_time import real_monotonic
from percipio_conformance.core.timeouts import DEFAULT_TIMEOUT, TIMEOUT_OPTION
from percipio_conformance.network.network import Network
from percipio_conformance.network.server import free_port
from percipio_conformance.network.traffic_log import TrafficLog
from percipio_conformance.processes.guarded_folder import GuardedFolder

LOOK_SECONDS = 0.05
"""Seconds between two requests to a program that was started, until it answers."""

NOT_YET = frozenset({502, 503, 504})
"""Statuses that a program, or a proxy before it, may answer while the program starts."""


class SubprocessConnector:
    """One process for all worlds of a run, reset before each of them.

    It is restarted if ``describe`` requests that, if it exited by itself, and if it violated the
    protocol in the previous world.

    Args:
        command: split into words as a shell would, run by none; see :class:`CommandTemplate`.
        timeout_seconds: real time it gets from its start to its first answer.
        timeout_option: the name of the option that sets this time.
        port: where it serves the control protocol; 0 picks a free one.
    """

    def __init__(
        self,
        command: str,
        *,
        timeout_seconds: float = DEFAULT_TIMEOUT,
        timeout_option: str = TIMEOUT_OPTION,
        port: int = 0,
    ) -> None:
        self._command = command
        self._timeout_seconds = timeout_seconds
        self._timeout_option = timeout_option
        self._port = port
        self._folder = GuardedFolder("connector-")
        self._template: CommandTemplate | None = None
        self._process: ProcessGroup | None = None
        self._driver: ControlClient | None = None
        self._distrusted = False
        self.output: Output = Output()
        """The output of the program."""

    @property
    def url(self) -> str:
        """The URL of its control protocol."""
        return f"http://{LOOPBACK}:{self._port}"

    async def begin(
        self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog
    ) -> ControlClient:
        if self._wants_a_fresh_start():
            await self.launch(network.addresses)
        self._driver = ControlClient(network.control(traffic_log, self.url + CONTROL))
        return self._driver

    async def launch(self, addresses: Addresses) -> str:
        """Start or restart the program; return its URL.

        Raises:
            Unreachable: it cannot be started, ended at once, or does not answer in time.
        """
        await self.stop()
        self._port = self._port or free_port()
        self._template = CommandTemplate(addresses, self._port, self._folder.name)
        await self._launch()
        return self.url

    def require_restart(self) -> None:
        self._distrusted = True

    async def start(self) -> None:
        try:
            await self._launch()
        except Unreachable as error:
            # It ran before, so a failed restart is an error of the connector.
            raise ConnectorError(f"after it was stopped, {error}") from error

    async def stop(self) -> None:
        if self._process is not None:
            await self._process.stop()
            self._process = None

    async def end(self) -> None:
        """Do nothing: the next world begins with a reset."""

    async def close(self) -> None:
        await self.stop()
        self._folder.cleanup()

    def _wants_a_fresh_start(self) -> bool:
        restarts = self._driver is not None and self._driver.wants_restarts
        running = self._process is not None and self._process.is_running
        return not running or restarts or self._distrusted

    async def _launch(self) -> None:
        assert self._template is not None
        self._distrusted = False
        words = self._template.words(self._command)
        self._process = ProcessGroup(words, self._template.environment(os.environ), self.output)
        began = self.output.mark()
        try:
            await self._process.start()
        except OSError as error:
            raise Unreachable(
                f"the command {words[0]!r} cannot be started: {error.strerror}. "
                "Is it installed, and its path right from the folder you are in?"
            ) from error
        try:
            await self._wait_for_an_answer(began)
        except Unreachable:
            await self.stop()
            raise

    async def _wait_for_an_answer(self, began: int) -> None:
        assert self._process is not None
        asked = f"{self.url}{CONTROL}/describe"
        deadline = real_monotonic() + self._timeout_seconds
        async with httpx.AsyncClient(trust_env=False, verify=False) as client:  # noqa: S501 - http
            while (left := deadline - real_monotonic()) > 0:
                if await _answers(client, asked, left):
                    return
                if await self._process.wait(LOOK_SECONDS):
                    raise Unreachable(
                        f"the connector's program {_ended(self._process.exit_status)} before it "
                        f"answered GET {asked}. It wrote: {self._words_since(began)}"
                    )
        raise Unreachable(
            f"the connector's program did not answer GET {asked} within "
            f"{self._timeout_seconds:g} s. It must serve the control protocol at the port given "
            "as {port} and in CONTROL_PORT; if it only needs longer, raise "
            f"{self._timeout_option}. It wrote: {self._words_since(began)}"
        )

    def _words_since(self, mark: int) -> str:
        return self.output.since(mark).strip() or "nothing"


async def _answers(client: httpx.AsyncClient, url: str, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            # The body is not needed here, and may be endless.
            async with client.stream("GET", url, timeout=seconds) as answer:
                return answer.status_code not in NOT_YET
    except (httpx.HTTPError, TimeoutError):
        return False


def _ended(status: int | None) -> str:
    return f"was ended by signal {-status}" if status and status < 0 else f"ended with {status}"
