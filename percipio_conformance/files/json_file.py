"""A JSON file from outside that has to match one of our schemas."""

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
    """The file is JSON and does not match its schema; a few lines say where."""


def read_json(
    path: Path, most: int, schema: str, upgrade: Callable[[Any], Any] = lambda value: value
) -> Any:
    """The value in the file, of at most ``most`` bytes, which the schema called ``schema`` accepts.

    ``upgrade`` brings a value of an earlier version into the present shape before that.

    Raises:
        UnreadableFile: it is not there, too large, or no JSON that we read.
        WrongShape: the schema does not accept it.
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
    """The first ``most`` schema errors, each a short line of printable text.

    More of them is mostly one mistake repeated.
    """
    found = schemas.problems(schema, value, pointer)
    shown = [short(printable(each)) for each in found[:most]]
    return [*shown, f"(and {len(found) - most} more)"] if len(found) > most else shown
