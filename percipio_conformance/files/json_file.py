"""Reads a JSON file from outside and validates it against a schema of the suite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from percipio_conformance import schemas
from percipio_conformance.core.printable import printable, short
from percipio_conformance.files.reading import UnreadableFile, read_text
from percipio_conformance.files.strict_json import JsonError, parse_json

_SHOWN = 3


class WrongShape(ValueError):
    """The file is JSON, but violates its schema; the message lists the first violations."""


def read_json(
    path: Path, most: int, schema: str, upgrade: Callable[[Any], Any] = lambda value: value
) -> Any:
    """Reads a file of at most ``most`` bytes and validates its value against ``schema``.

    ``upgrade`` converts a value of an earlier version to this version before the validation.

    Raises:
        UnreadableFile: the file does not exist, is too large, or is not accepted JSON.
        WrongShape: the value violates the schema.
    """
    try:
        value = upgrade(parse_json(read_text(path, most)))
    except JsonError as error:
        raise UnreadableFile(f"{path} cannot be read: {error}") from error
    if not schemas.accepts(schema, value):
        wrong = shape_problems(schema, value)
        raise WrongShape("\n".join(f"  {each}" for each in wrong))
    return value


def shape_problems(schema: str, value: Any, pointer: str = "", most: int = _SHOWN) -> list[str]:
    """Returns the first ``most`` schema errors, each a short line of printable text.

    Further errors usually repeat the same mistake.
    """
    found = schemas.problems(schema, value, pointer)
    shown = [short(printable(each)) for each in found[:most]]
    return [*shown, f"(and {len(found) - most} more)"] if len(found) > most else shown
