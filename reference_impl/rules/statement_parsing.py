"""Parse the body of a request into statements to store. Pure, except for generated ids.

Validation follows xAPI 1.0.3 with the JSON Schema ``schemas/xapi/statement.json``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any

import jsonschema_rs
import orjson

from percipio_conformance import schemas
from reference_impl.rules.timestamps import parse_timestamp

LONGEST_COMPLAINT = 300
MOST_STATEMENTS = 10_000
"""Maximum number in one body. Percipio sends at most a few hundred; describing millions of invalid
statements would take minutes and block all other requests."""

# Properties that an LRS may add or change without making it another statement (xAPI 1.0.3,
# Data, 2.4 and 2.4.1: stored, authority, version).
_NOT_COMPARED = ("stored", "authority", "version")


@dataclass(frozen=True, slots=True)
class Statement:
    """A valid statement with an id; ``digest`` is equal for equal content."""

    id: str
    content: dict[str, Any]
    digest: bytes

    def encode(self) -> bytes:
        """The statement as JSON."""
        return orjson.dumps(self.content)


@dataclass(frozen=True, slots=True)
class Problem:
    """The problem of the statement at ``index`` of the body."""

    index: int
    id: str | None
    message: str


class UnreadableBodyError(ValueError):
    """The body is neither a statement nor a list of statements."""


class TooManyStatementsError(ValueError):
    """The body is a list of more than :data:`MOST_STATEMENTS`."""


def read_statements(
    body: bytes, new_id: Callable[[], str]
) -> tuple[list[Statement], list[Problem]]:
    """Parse a body into its valid statements and the problems of the others.

    Raises:
        UnreadableBodyError: the body is not JSON, or neither object nor array.
        TooManyStatementsError: it is an array of too many elements.
    """
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise UnreadableBodyError(f"The body is not JSON: {error}.") from error
    if not isinstance(content, (dict, list)):
        raise UnreadableBodyError(
            "The body is neither a statement (an object) nor a list of statements (an array)."
        )
    elements = content if isinstance(content, list) else [content]
    if len(elements) > MOST_STATEMENTS:
        raise TooManyStatementsError(
            f"The body holds {len(elements)} statements and at most {MOST_STATEMENTS} are taken at "
            "once; send them in several requests."
        )
    statements: list[Statement] = []
    problems: list[Problem] = []
    for index, each in enumerate(elements):
        try:
            statements.append(_read_one(each, new_id))
        except _ImpossibleError as error:
            named = each.get("id") if isinstance(each, dict) else None
            problems.append(Problem(index, named if isinstance(named, str) else None, str(error)))
    return statements, problems


class _ImpossibleError(ValueError):
    """One element of the body is no statement."""


def _read_one(content: dict[str, Any], new_id: Callable[[], str]) -> Statement:
    _validate(content)
    content["id"] = statement_id = (content.get("id") or new_id()).lower()
    compared = {key: value for key, value in content.items() if key not in _NOT_COMPARED}
    try:
        sorted_content = orjson.dumps(compared, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise _ImpossibleError("/: the statement is nested too deeply to be stored") from error
    return Statement(statement_id, content, blake2b(sorted_content, digest_size=16).digest())


def _validate(content: object) -> None:
    validator = _validator()
    if not validator.is_valid(content):
        try:
            error = next(iter(validator.iter_errors(content)))
        except ValueError as too_deep:
            # The validator can detect the error, but not locate it.
            raise _ImpossibleError("/: the statement is nested too deeply to be read") from too_deep
        path = "/" + "/".join(str(step) for step in error.instance_path)
        raise _ImpossibleError(f"{path}: {error.message}"[:LONGEST_COMPLAINT])
    assert isinstance(content, dict)
    if "timestamp" in content:
        try:
            parse_timestamp(content["timestamp"])
        except (ValueError, OverflowError) as error:
            # The pattern accepts 30 February.
            raise _ImpossibleError(f"/timestamp: there is no such instant: {error}") from error


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schemas.load("xapi/statement"))
