"""Strict JSON for text from outside: no duplicate keys, no infinite numbers, bounded depth."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import Any, NoReturn

DEEPEST = 100
"""Levels of lists and objects. A report has ten; what renders it goes one call deeper for each."""
MOST_VALUES = 5_000_000
"""An empty list takes three bytes in a file and sixty in memory."""
_DIGITS = 100


class JsonError(ValueError):
    """The text is not JSON that we read; the message says why."""


def parse_json(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        JsonError: it is not JSON (``NaN`` and ``Infinity`` are none), or gives a key twice, holds a
            number that no double can hold or half a character, is nested too deeply, or holds too
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
    refuse_depth(value)
    if "\\u" in text:
        _refuse_halves(value)
    return value


def refuse_depth(value: Any) -> None:
    """Check that ``value`` has at most :data:`DEEPEST` levels.

    Raises:
        JsonError: it has more.
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


def _refuse_halves(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise JsonError("it holds half of a character, which no file of ours does") from error


_TOO_DEEP = f"it is nested more than {DEEPEST} levels deep"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise JsonError(f"{twice[:80]!r} is given twice in one object")
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
