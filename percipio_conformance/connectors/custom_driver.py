"""A connector that a custom Python class drives."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import ClockAnswer, Message, SetupRejected
from percipio_conformance.connectors.loading import ConnectorOptionError
from percipio_conformance.connectors.output import Output
from percipio_conformance.connectors.schema_problems import explain
from percipio_conformance.core.outcomes import (
    ConnectorError,
    ConnectorTimeout,
    NotTestable,
    Outcome,
    Unreachable,
)
from percipio_conformance.core.printable import error_text, shown
from percipio_conformance.core.timeouts import DEFAULT_TIMEOUT
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import TrafficLog
from percipio_conformance.processes import signals

CALLS = (
    *("describe", "reset", "setup", "status", "settings", "change_settings", "webhook"),
    *("move_clock", "clock"),
)
"""The coroutines of a :class:`~percipio_conformance.connectors.control_client.ControlProtocol`."""

LIFE = ("begin", "stop", "start", "end", "close")
"""Optional members, as in ``under_test.ConnectorUnderTest``."""


def check_driver(made: Callable[[], Any], name: str) -> None:
    """Raise ConnectorOptionError unless ``made`` has every call of the protocol.

    Raises:
        ConnectorOptionError: some are missing.
    """
    missing = [call for call in CALLS if not callable(getattr(made, call, None))]
    if missing:
        raise ConnectorOptionError(
            f"the driver {name!r} lacks {', '.join(missing)}: write a class with all coroutines of "
            "percipio_conformance.connectors.control_client.ControlProtocol"
        )
    try:
        inspect.signature(made).bind()
    except TypeError as error:
        raise ConnectorOptionError(
            f"the driver {name!r} is called without arguments, and that does not fit: {error}"
        ) from error
    except ValueError:
        # A class written in C has no signature; the call itself shows an error.
        pass


def _is_instant(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


_CLOCK_FIELDS: Mapping[str, Callable[[object], bool]] = {
    "now": _is_instant,
    "ready": lambda value: isinstance(value, bool),
    "pending": lambda value: isinstance(value, int) and value >= 0,
    "next_due": lambda value: value is None or _is_instant(value),
}
"""The fields of a clock answer, as in ``schemas/control/clock.json``."""


class CustomDriverConnector:
    """A connector controlled by a custom class, which is called once, without arguments, for a run.

    It may have ``begin(network, clock, traffic_log)``, which is called for each world, ``stop`` and
    ``start`` for scenarios of a restart, ``end`` and ``close``.
    """

    output: Output | None = None

    def __init__(
        self, make: Callable[[], Any], *, timeout_seconds: float = DEFAULT_TIMEOUT
    ) -> None:
        self._make = make
        self._timeout_seconds = timeout_seconds
        self._driver: Any = None

    async def begin(
        self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog
    ) -> CheckedDriver:
        if self._driver is None:
            try:
                self._driver = self._make()
            except Exception as error:
                raise Unreachable(
                    f"the driver cannot be created: its class raised {error_text(error)}"
                ) from error
        await self._live("begin", network, clock, traffic_log)
        return CheckedDriver(self._driver, self._timeout_seconds)

    def require_restart(self) -> None:
        """Do nothing: the class handles a fresh start in ``begin``, which every world calls."""

    async def stop(self) -> None:
        if not all(hasattr(self._driver, each) for each in ("stop", "start")):
            raise NotTestable(
                "this driver cannot stop and start its connector: give its class the coroutines "
                "stop() and start()"
            )
        await self._restart("stop")

    async def start(self) -> None:
        await self._restart("start")

    async def end(self) -> None:
        await self._live("end")

    async def close(self) -> None:
        await self._live("close")

    async def _restart(self, name: str) -> None:
        # A driver may detect only now that it cannot do this.
        act, may_raise = getattr(self._driver, name), (ConnectorError, NotTestable)
        await _guarded(f"{name}()", act, self._timeout_seconds, may_raise)

    async def _live(self, name: str, *arguments: Any) -> None:
        act = getattr(self._driver, name, None)
        if act is not None:
            await _guarded(f"{name}()", lambda: act(*arguments), self._timeout_seconds)


class CheckedDriver:
    """A custom driver whose answers are validated as over HTTP; its exceptions count as its errors.

    Every call may raise :class:`~percipio_conformance.core.outcomes.ConnectorError`.
    """

    def __init__(self, driver: Any, timeout_seconds: float) -> None:
        self._driver = driver
        self._timeout_seconds = timeout_seconds

    async def describe(self) -> Message:
        return await self._message("describe", "describe")

    async def reset(self, message: Message) -> None:
        await self._call("reset", message)

    async def announce(self, message: Message) -> None:
        await self._call("announce", message)

    async def setup(self, message: Message, integration: str | None = None) -> SetupRejected | None:
        answer = await self._call("setup", message, **_of(integration))
        if answer is not None and not isinstance(answer, SetupRejected):
            raise ConnectorError(
                f"the driver's setup() gave {shown(answer)}, neither None nor Refused"
            )
        return answer

    async def status(self, integration: str | None = None) -> Message:
        return await self._message("status", "status", **_of(integration))

    async def settings(self, integration: str | None = None) -> Message:
        return await self._message("settings", "settings", **_of(integration))

    async def change_settings(self, message: Message, integration: str | None = None) -> Message:
        return await self._message("settings", "change_settings", message, **_of(integration))

    async def webhook(self, integration: str | None = None) -> Message:
        return await self._message("webhook", "webhook", **_of(integration))

    async def move_clock(self, now: datetime) -> ClockAnswer:
        return self._clock(await self._call("move_clock", now), "move_clock")

    async def clock(self) -> ClockAnswer:
        return self._clock(await self._call("clock"), "clock")

    async def _message(self, schema: str, call: str, *arguments: Any, **options: str) -> Message:
        answer = await self._call(call, *arguments, **options)
        name = f"control/{schema}"
        # schemas.accepts is not used here: it would accept an Enum or a Decimal as JSON.
        wrong = explain(name, answer)
        if wrong:
            raise ConnectorError(
                f"the driver's {call}() breaks the schema {name}: {'; '.join(wrong)}"
            )
        assert isinstance(answer, dict)
        return answer

    def _clock(self, answer: object, call: str) -> ClockAnswer:
        if not isinstance(answer, ClockAnswer):
            raise ConnectorError(f"the driver's {call}() gave {shown(answer)}, not a ClockAnswer")
        for name, fits in _CLOCK_FIELDS.items():
            value = getattr(answer, name)
            if not fits(value):
                raise ConnectorError(
                    f"the driver's {call}() gave a ClockAnswer with {name} {shown(value)}"
                )
        return answer

    async def _call(self, name: str, *arguments: Any, **options: str) -> Any:
        called = getattr(self._driver, name, None)
        if called is None:
            raise ConnectorError(
                f"the driver has no {name}(), and its connector declares what needs it"
            )
        calling = partial(called, *arguments, **options)
        return await _guarded(f"{name}()", calling, self._timeout_seconds)


def _of(integration: str | None) -> dict[str, str]:
    # A driver for one integration does not need the parameter for others.
    return {} if integration is None else {"integration": integration}


async def _guarded(
    call: str,
    calling: Callable[[], Any],
    seconds: float,
    may_raise: tuple[type[Outcome], ...] = (ConnectorError,),
) -> Any:
    try:
        async with asyncio.timeout(seconds):
            return await calling()
    except TimeoutError as error:
        raise ConnectorTimeout(
            f"the driver's {call} did not return within {seconds:g} s"
        ) from error
    except may_raise:
        raise
    except BaseException as error:
        if _is_ours(error):
            raise
        # Foreign code: any exception is a finding about the driver, not a harness error.
        raise ConnectorError(f"the driver's {call} raised {error_text(error)}") from error


def _is_ours(error: BaseException) -> bool:
    """True if the harness cancelled the work in progress, False if the driver raised the error."""
    if isinstance(error, asyncio.CancelledError):
        task = asyncio.current_task()
        return task is not None and task.cancelling() > 0
    return isinstance(error, KeyboardInterrupt) and signals.received() is not None
