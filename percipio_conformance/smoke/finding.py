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
    """A check failed although every answer follows its schema.

    Args:
        received: description of the answer.
        fix: what to do about it.
        field: the message and the wrong field, for example ``control/clock`` and ``/now``.
    """

    def __init__(self, received: str, fix: str, field: tuple[str, str] | None = None) -> None:
        super().__init__(received)
        self.received = received
        self.fix = fix
        self.field = field


class CheckSkipped(Exception):
    """The check does not apply to a connector with this description; the message says why."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem to fix.

    ``schema`` and ``places`` name the violated schema and the wrong fields; None and empty if no
    schema is violated. ``output`` is the output of the connector's process during the check.
    """

    received: str
    fix: str
    schema: str | None = None
    places: tuple[str, ...] = ()
    output: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one check; ``text`` is the observation, or why the check did not run."""

    name: str
    label: str
    state: Literal["passed", "failed", "skipped", "not run"]
    text: str = ""
    finding: Finding | None = None


def found(error: CheckFailed | ConnectorError, call: str, output: str = "") -> Finding:
    """The finding behind an exception that ended the check of ``call``."""
    match error:
        case CheckFailed():
            schema, place = error.field or (None, "")
            places = (place,) if place else ()
            return Finding(error.received, error.fix, schema, places, output)
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
            return Finding(str(error), f"See {PAGE} for this call.", output=output)


def _remedy(violation: ProtocolViolation, call: str) -> str:
    """Suggest what to do about an unexpected answer."""
    says = violation.came.lower()
    if violation.status is None:
        return (
            "Is the connector still running? Look for a crash in its log, and for the port on "
            "which it listens."
        )
    if violation.status in _NOT_SERVED:
        return (
            f"Serve {call} below the URL of the control protocol, like the other calls; "
            f"{PAGE} has its messages."
        )
    if violation.problems:
        return (
            "Correct these fields: /a/b is the field b inside the field a, and / is the message "
            f"itself. {PAGE} has a table of all fields."
        )
    if any(each in says for each in _WEB_PAGES):
        return (
            "The answer is a web page, often from a proxy, a login or a framework's error. Serve "
            "the control protocol at its own URL, in JSON."
        )
    if violation.schema is not None:
        return f"Answer with a JSON object; {PAGE} shows one."
    if violation.status in (401, 403):
        return "The control protocol has no login: serve it only in tests, without authentication."
    if violation.status >= 500:
        return "The connector had an internal error; see its log."
    return f"Answer {call} with 2xx; the message sent follows its schema, and {PAGE} shows it."
