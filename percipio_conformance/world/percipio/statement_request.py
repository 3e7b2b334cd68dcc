"""A request with statements, and its possible errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from fake_percipio.catalog.items import item
from fake_percipio.xapi.events import activity_of
from fake_percipio.xapi.statements import Statement
from percipio_conformance.core.names import Names


@dataclass(slots=True)
class StatementRequest:
    """A request to the statement address, still open to changes.

    ``raw`` replaces the body; ``path`` comes after the statement address.
    """

    statements: list[Statement]
    authorization: str | None = field(repr=False)
    content_type: str = "application/json"
    version: str | None = "1.0.3"
    path: str = "/statements"
    as_list: bool = False
    raw: bytes | None = None

    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        listed = self.as_list or len(self.statements) > 1
        return json.dumps(self.statements if listed else self.statements[0]).encode()


def _invalid_statement(kind: str) -> Callable[[Statement], Statement]:
    def make(statement: Statement) -> Statement:
        other = deepcopy(statement)
        other["id"] = other["id"][:-4] + ("0000" if other["id"][-4:] != "0000" else "1111")
        match kind:
            case "without an actor":
                del other["actor"]
            case "of an unknown learner":
                other["actor"] = {"objectType": "Agent", "mbox": "mailto:nobody@nowhere.example"}
            case "about unknown content":
                other["object"] = {"id": activity_of(item("Never offered")).id}
        return other

    return make


INVALID_STATEMENTS = Names(
    "statement",
    {
        each: _invalid_statement(each)
        for each in ("without an actor", "of an unknown learner", "about unknown content")
    },
)
"""Statements that record nothing, by their error."""

MALFORMED_BODIES: dict[str, Callable[[bytes], bytes]] = {
    "cut off in the middle": lambda body: body[: len(body) // 2],
    "as text that is not JSON": lambda body: b"Ada has completed the course",
    "as an empty body": lambda body: b"",
    "as a bare number": lambda body: b"42",
    "with a score that is not a number": lambda body: (
        body[:-1] + b', "result": {"score": {"scaled": NaN}}}'
    ),
    "nested ten thousand times": lambda body: b"[" * 10_000 + body + b"]" * 10_000,
    "in invalid UTF-8": lambda body: body.replace(b"mailto:", b"mailto:\xff\xfe"),
}
"""Bodies that hold no readable statement; each function takes the well-formed body."""
