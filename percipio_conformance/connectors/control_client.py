"""The client of the control protocol, for any connector.

Messages are validated in both directions: an invalid message of ours is a
:class:`~percipio_conformance.core.outcomes.HarnessError`, an invalid answer is a
:class:`~percipio_conformance.core.outcomes.ConnectorError`.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import httpx
import orjson

from percipio_conformance import schemas
from percipio_conformance.connectors.schema_problems import explain
from percipio_conformance.core.outcomes import ConnectorTimeout, HarnessError
from percipio_conformance.core.protocol_violation import ProtocolViolation
from percipio_conformance.core.redaction import redact_body
from percipio_conformance.core.times import format_timestamp, parse_timestamp
from percipio_conformance.network.bodies import UnfitAnswer
from percipio_conformance.network.control_channel import ControlChannel, ControlResponse

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClockAnswer:
    """Clock state of the connector; ``ready`` means that it has no work left at this instant."""

    now: datetime
    ready: bool
    pending: int
    next_due: datetime | None


@dataclass(frozen=True, slots=True)
class SetupRejected:
    """The connector refused a message, for example a setup with a blank value."""

    code: str
    message: str
    field: str | None


class ControlProtocol(Protocol):
    """One connector under test. Every call may raise :class:`ConnectorError`.

    ``integration`` is the id of a further integration that was announced; None is the first one.
    """

    async def describe(self) -> Message: ...
    async def reset(self, message: Message) -> None: ...
    async def announce(self, message: Message) -> None: ...
    async def setup(
        self, message: Message, integration: str | None = None
    ) -> SetupRejected | None: ...
    async def status(self, integration: str | None = None) -> Message: ...
    async def settings(self, integration: str | None = None) -> Message: ...
    async def change_settings(
        self, message: Message, integration: str | None = None
    ) -> Message: ...
    async def webhook(self, integration: str | None = None) -> Message: ...
    async def move_clock(self, now: datetime) -> ClockAnswer: ...
    async def clock(self) -> ClockAnswer: ...


class ControlClient:
    """The protocol as JSON messages, for a connector in any language.

    Args:
        channel: sends the calls; its timeout limits the time for a complete response.
    """

    def __init__(self, channel: ControlChannel) -> None:
        self._channel = channel
        self.wants_restarts = False
        """Whether ``describe`` asks for a restart between two scenarios."""

    async def describe(self) -> Message:
        message = await self._ask("GET", "describe", answer="describe")
        self.wants_restarts = bool(message.get("restart_between_scenarios", False))
        return message

    async def reset(self, message: Message) -> None:
        await self._ask("POST", "reset", message, sends="reset")

    async def announce(self, message: Message) -> None:
        await self._ask("POST", "integrations", message, sends="integration")

    async def setup(self, message: Message, integration: str | None = None) -> SetupRejected | None:
        # Some scenarios send a blank or missing value on purpose and test the answer.
        response = await self._send("POST", _call("setup", integration), message)
        if response.status == httpx.codes.BAD_REQUEST:
            error = self._read(response, "error")["error"]
            return SetupRejected(error["code"], error["message"], error.get("field"))
        self._expect_success(response, "setup")
        return None

    async def status(self, integration: str | None = None) -> Message:
        return await self._ask("GET", _call("status", integration), answer="status")

    async def settings(self, integration: str | None = None) -> Message:
        return await self._ask("GET", _call("settings", integration), answer="settings")

    async def change_settings(self, message: Message, integration: str | None = None) -> Message:
        call = _call("settings", integration)
        return await self._ask("PUT", call, message, sends="settings", answer="settings")

    async def webhook(self, integration: str | None = None) -> Message:
        return await self._ask("GET", _call("webhook", integration), answer="webhook")

    async def move_clock(self, now: datetime) -> ClockAnswer:
        message = {"now": format_timestamp(now)}
        return _clock(await self._ask("PUT", "clock", message, sends="move-clock", answer="clock"))

    async def clock(self) -> ClockAnswer:
        return _clock(await self._ask("GET", "clock", answer="clock"))

    async def _ask(
        self,
        method: str,
        call: str,
        message: Message | None = None,
        *,
        sends: str | None = None,
        answer: str | None = None,
    ) -> Message:
        if sends is not None:
            wrong = _problems(sends, message)
            if wrong:
                raise HarnessError(f"our own {method} {call} breaks its schema: {'; '.join(wrong)}")
        response = await self._send(method, call, message)
        self._expect_success(response, call)
        return self._read(response, answer) if answer is not None else {}

    async def _send(self, method: str, call: str, message: Message | None) -> ControlResponse:
        body = None if message is None else orjson.dumps(message)
        limit = self._channel.timeout_seconds
        try:
            async with asyncio.timeout(limit) as timer:
                response = await self._channel.send(method, call, body)
        except (httpx.TimeoutException, TimeoutError) as error:
            raise _too_late(f"{method} {call}", limit) from error
        except UnfitAnswer as error:
            raise ProtocolViolation(f"{method} {call}: {error}", came=str(error)) from error
        except httpx.HTTPError as error:
            raise ProtocolViolation(
                f"{method} {call} got no answer from the connector: "
                f"{type(error).__name__}: {error}. Is it running, and does it serve the control "
                "protocol at this address?",
                came=f"no answer ({type(error).__name__}: {error})",
            ) from error
        if timer.expired():
            # A connector in this process can ignore that it is canceled.
            raise _too_late(f"{method} {call}", limit)
        return response

    def _expect_success(self, response: ControlResponse, call: str) -> None:
        if httpx.codes.is_success(response.status):
            return
        raise ProtocolViolation(
            f"{response.method} {call} was answered {response.status}: "
            f"{_beginning(response.body, 500) or 'no body'}",
            came=_shown(response),
            status=response.status,
        )

    def _read(self, response: ControlResponse, schema: str) -> Message:
        call = f"{response.method} {response.call.partition('?')[0]}"
        try:
            message = orjson.loads(response.body)
        except orjson.JSONDecodeError as error:
            raise ProtocolViolation(
                f"{call} was answered with something that is not JSON: "
                f"{_beginning(response.body, 200)!r}",
                came=_shown(response),
                status=response.status,
                schema=schema,
            ) from error
        wrong = _problems(schema, message, len(response.body))
        if wrong:
            raise ProtocolViolation(
                f"{call} breaks the schema control/{schema}: {'; '.join(wrong)}",
                came=_shown(response),
                status=response.status,
                schema=schema,
                problems=tuple(wrong),
            )
        assert isinstance(message, dict)
        return message


def _too_late(call: str, limit: float | None) -> ConnectorTimeout:
    return ConnectorTimeout(
        f"{call} was not answered in whole within {limit:g} seconds. Answer at once and work"
        " afterwards; GET clock says when that is done"
    )


def _call(name: str, integration: str | None) -> str:
    # Ids of 360Learning are 24 hexadecimal digits, so they need no escaping.
    return name if integration is None else f"{name}?integration={integration}"


def _shown(response: ControlResponse) -> str:
    return f"{response.status} {redact_body(response.body) or 'without a body'}"


def _beginning(body: bytes, length: int) -> str:
    # The charset of an answer may be any codec, even one that decompresses.
    return body[:length].decode("utf-8", "backslashreplace")


def _problems(schema: str, message: object, size: int = 0) -> list[str]:
    # Nearly every message is valid; only an invalid one needs the slow validator, for its messages.
    name = f"control/{schema}"
    return [] if schemas.accepts(name, message) else explain(name, message, size)


def _clock(message: Message) -> ClockAnswer:
    due = message["next_due"]
    return ClockAnswer(
        now=parse_timestamp(message["now"]),
        ready=message["state"] == "ready",
        pending=message["pending"],
        next_due=None if due is None else parse_timestamp(due),
    )
