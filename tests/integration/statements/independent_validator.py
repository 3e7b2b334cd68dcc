"""Two judges of a statement: our schema, and the models of a learning record store by others.

Ralph (ralph-malph, by France Université Numérique) reads the JSON itself and validates with
pydantic models of its own; it shares nothing with us but the xAPI specification.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import jsonschema_rs
import orjson
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement

from percipio_conformance import schemas


@cache
def _schema() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schemas.load("xapi/statement"))


def is_statement(content: object) -> bool:
    """True if this is a statement by ``schemas/xapi/statement.json``."""
    return _schema().is_valid(content)


def schema_accepts(body: bytes) -> bool:
    """True if the body is JSON and a statement by our schema."""
    try:
        return is_statement(orjson.loads(body))
    except orjson.JSONDecodeError:
        return False


def ralph_accepts(body: bytes) -> bool:
    """True if Ralph accepts the body as a statement."""
    try:
        BaseXapiStatement.model_validate_json(body)
    except ValidationError:
        return False
    except KeyError:
        # A check of Ralph's looks into the object before it knows that there is one.
        assert "object" not in orjson.loads(body)
        return False
    return True


@dataclass(frozen=True, slots=True)
class Difference:
    """Statements that Ralph accepts and xAPI 1.0.3 and our schema reject, with the reasons."""

    fault: str
    applies: Callable[[dict[str, Any]], bool]
    why: str


def _part(whole: dict[str, Any], key: str) -> dict[str, Any]:
    part = whole.get(key)
    return part if isinstance(part, dict) else {}


DIFFERENCES = {
    "the offset -00:00": Difference(
        "bad-offset",
        lambda said: said["timestamp"].endswith("-00:00"),
        "pydantic reads -00:00 as +00:00; xAPI 1.0.3, Data 4.5, forbids it by name",
    ),
    "a duration like a clock": Difference(
        "bad-duration",
        lambda said: said["result"]["duration"] == "10:25",
        "pydantic reads H:MM as a timedelta; xAPI 1.0.3, Data 4.6, wants ISO 8601 alone",
    ),
    "a duration that is a number": Difference(
        "wrong-type",
        lambda said: _part(said, "result").get("duration") == 625,
        "pydantic reads a number as seconds; a duration is a string",
    ),
    "a timestamp that is a number": Difference(
        "wrong-type",
        lambda said: said["timestamp"] == 1768294800,
        "pydantic reads a number as Unix time; a timestamp is a string",
    ),
    "a score in quotes": Difference(
        "wrong-type",
        lambda said: _part(_part(said, "result"), "score").get("raw") == "80",
        "pydantic reads a string as a decimal; xAPI 1.0.3, Data 2.2, refuses numbers in strings",
    ),
}
"""All of them; a test shows that there is no other and that each of these is real."""
