"""A strict JSON parser for text from outside: unique keys, finite numbers, limited depth."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import Any, NoReturn

DEEPEST = 100
"""Levels of arrays and objects. A report has ten; a renderer recurses once for each level."""
MOST_VALUES = 5_000_000
"""Number of values in one text. An empty array has three bytes in a file and sixty in memory."""
_DIGITS = 100


class JsonError(ValueError):
    """The text is not accepted JSON; the message is the reason."""


def parse_json(text: str) -> Any:
    """Parses a JSON text.

    Raises:
        JsonError: the text is not JSON (``NaN`` and ``Infinity`` are not), or contains a duplicate
            key, a number beyond the range of a double, a lone surrogate, too many levels, or too
            many values.
    """
    if sum(map(text.count, ",[{")) > MOST_VALUES:
        raise JsonError(f"it holds more than {MOST_VALUES:,} values")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
            parse_int=_int,
        )
    except RecursionError as error:
        raise JsonError(_TOO_DEEP) from error
    except json.JSONDecodeError as error:
        raise JsonError(f"it is not JSON: {error}") from error
    reject_depth(value)
    if "\\u" in text:
        _reject_surrogates(value)
    return value


def reject_depth(value: Any) -> None:
    """Check that ``value`` has at most :data:`DEEPEST` levels.

    Raises:
        JsonError: the value has more levels.
    """
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(DEEPEST):
        level = [
            held
            for each in level
            for held in (each.values() if isinstance(each, dict) else each)
            if isinstance(held, dict | list)
        ]
    if level:
        raise JsonError(_TOO_DEEP)


def _reject_surrogates(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise JsonError("it contains a lone surrogate, which is half of a character") from error


_TOO_DEEP = f"it is nested more than {DEEPEST} levels deep"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise JsonError(f"an object contains the key {twice[:80]!r} twice")
    return found


def _constant(word: str) -> NoReturn:
    raise JsonError(f"it is not JSON: {word} is not a number")


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise JsonError(f"the number {text[:80]} is too large")
    return number


def _int(text: str) -> int:
    if len(text) > _DIGITS:
        raise JsonError(f"a number has {len(text):,} digits; at most {_DIGITS} are read")
    return int(text)
