"""A request with statements while it is being prepared, and what can be wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from fake_percipio.catalog.items import item
from fake_percipio.xapi.events import activity_of
from fake_percipio.xapi.statements import Statement
from percipio_conformance.core.names import Names
from percipio_conformance.core.outcomes import FeatureMistake


@dataclass(slots=True)
class StatementRequest:
    """A request to the statement address while it is being prepared."""

    statements: list[Statement]
    authorization: str | None = field(repr=False)
    content_type: str = "application/json"
    version: str | None = "1.0.3"
    below_the_address: str = "/statements"
    as_list: bool = False
    raw: bytes | None = None

    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        listed = self.as_list or len(self.statements) > 1
        return json.dumps(self.statements if listed else self.statements[0]).encode()


def _companion(kind: str) -> Callable[[Statement], Statement]:
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
        each: _companion(each)
        for each in ("without an actor", "of an unknown learner", "about unknown content")
    },
)
"""Statements that record nothing, by what is the matter with them."""

MALFORMED_BODIES: dict[str, Callable[[bytes], bytes]] = {
    "cut off in the middle": lambda whole: whole[: len(whole) // 2],
    "as text that is not JSON": lambda whole: b"Ada has completed the course",
    "as an empty body": lambda whole: b"",
    "as a bare number": lambda whole: b"42",
    "with a score that is not a number": lambda whole: (
        whole[:-1] + b', "result": {"score": {"scaled": NaN}}}'
    ),
    "nested ten thousand times": lambda whole: b"[" * 10_000 + whole + b"]" * 10_000,
    "in invalid UTF-8": lambda whole: whole.replace(b"mailto:", b"mailto:\xff\xfe"),
}
"""What a body can look like from which nobody can read a statement."""


def change(statement: Statement, path: str, value: Any) -> None:
    """Set the field at a dotted path, making the objects on the way."""
    *way, last = path.split(".")
    place = statement
    for name in way:
        place = place.setdefault(name, {})
        if not isinstance(place, dict):
            raise FeatureMistake(f"a statement has nothing below {name}, so {path} cannot be set")
    place[last] = value


def remove(statement: Statement, path: str) -> None:
    """Take the field at a dotted path away."""
    *way, last = path.split(".")
    place = statement
    try:
        for name in way:
            place = place[name]
        del place[last]
    except (KeyError, TypeError):
        raise FeatureMistake(
            f"the statement has no {path} to leave out; it has {', '.join(statement)}"
        ) from None
