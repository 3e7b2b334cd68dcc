"""A finding of the smoke test: a deviation from the control protocol, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from percipio_conformance.core.outcomes import ConnectorError, ConnectorTimeout
from percipio_conformance.core.protocol_violation import ProtocolViolation
from percipio_conformance.core.timeouts import TIMEOUT_OPTION

PAGE = "docs/reference/control-protocol.md"

_WEB_PAGES = ("<!doctype", "<html")
_NOT_SERVED = (404, 405, 501)


class CheckFailed(Exception):
    """Something is not as it should be, although every answer follows its schema.

    Args:
        came: what came, in words.
        to_do: what to do about it.
        field: the message and field at fault, for example ``control/clock`` and ``/now``.
    """

    def __init__(self, came: str, to_do: str, field: tuple[str, str] | None = None) -> None:
        super().__init__(came)
        self.came = came
        self.to_do = to_do
        self.field = field


class CheckSkipped(Exception):
    """There is nothing to ask a connector that describes itself so; the reason is the message."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right.

    ``schema`` and ``places`` say which message breaks what; None and empty where it is no matter of
    a schema. ``output`` is what the connector's process wrote meanwhile.
    """

    came: str
    to_do: str
    schema: str | None = None
    places: tuple[str, ...] = ()
    output: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one check; ``words`` describes the observation or why the check was skipped."""

    name: str
    asked: str
    state: Literal["right", "wrong", "left out", "not asked"]
    words: str = ""
    finding: Finding | None = None


def found(error: CheckFailed | ConnectorError, call: str, output: str = "") -> Finding:
    """The finding behind an exception that ended the check of ``call``."""
    match error:
        case CheckFailed():
            schema, place = error.field or (None, "")
            places = (place,) if place else ()
            return Finding(error.came, error.to_do, schema, places, output)
        case ProtocolViolation():
            schema = None if error.schema is None else f"control/{error.schema}"
            return Finding(error.came, _remedy(error, call), schema, error.problems, output)
        case ConnectorTimeout():
            return Finding(
                str(error),
                "Answer at once and work in the background. If the machine is only slow, raise "
                f"{TIMEOUT_OPTION}.",
                output=output,
            )
        case _:
            return Finding(str(error), f"{PAGE} says what this call has to do.", output=output)


def _remedy(breach: ProtocolViolation, call: str) -> str:
    """Suggest what to do about an unexpected answer."""
    says = breach.came.lower()
    if breach.status is None:
        return (
            "Does the connector still run? A crash shows in its own log; so does the port it "
            "listens on."
        )
    if breach.status in _NOT_SERVED:
        return (
            f"Serve {call} below the address of the control protocol, beside the other calls; "
            f"{PAGE} has its messages."
        )
    if breach.problems:
        return (
            "Correct what is named: a place such as /a/b is the field b inside the field a, and / "
            f"is the message itself. {PAGE} has a table of all fields."
        )
    if any(each in says for each in _WEB_PAGES):
        return (
            "A web page answers here, often that of a proxy, a login or a framework's error. Let "
            "the control protocol answer at its own address, and in JSON."
        )
    if breach.schema is not None:
        return f"Answer with a JSON object; {PAGE} shows one."
    if breach.status in (401, 403):
        return "The control protocol has no login: serve it for tests only, and to everybody."
    if breach.status >= 500:
        return "The connector met an error of its own: its log says which."
    return f"Answer {call} with 2xx; the message sent follows its schema, and {PAGE} shows it."
