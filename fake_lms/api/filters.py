"""Filters in left-hand-side brackets: ``status[eq]=published``, ``mail[in]=a&mail[in]=b``.

Several values of ``in`` and ``nin`` repeat the parameter, with or without an index:
``type[in][0]=course&type[in][1]=path`` (360Learning, filtering guide). Filters are joined by AND.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from fake_lms.core import timestamps
from fake_lms.core.conditions import Condition, Operator
from fake_lms.core.errors import RefusedError

T = TypeVar("T")
Other = TypeVar("Other")

EQ_NE: frozenset[Operator] = frozenset({"eq", "ne"})
STRING: frozenset[Operator] = frozenset({"eq", "ne", "in", "nin"})
DATE: frozenset[Operator] = frozenset({"lt", "gte"})
EQ: frozenset[Operator] = frozenset({"eq"})
IN: frozenset[Operator] = frozenset({"in"})

_KEY = re.compile(r"(?P<field>\w+)\[(?P<operator>\w+)\](\[\d*\])?")


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One property to filter by: its value in an item, the operators it takes, how to read one.

    With ``many`` the value is a collection and ``in`` means that it holds one of the values.
    """

    value: Callable[[T], Any]
    operators: frozenset[Operator]
    read: Callable[[str], Any] = str
    many: bool = False


class Filters(Generic[T]):
    """The conditions of one request."""

    def __init__(self, conditions: Sequence[Condition[T]]) -> None:
        self.conditions = conditions

    def keeps(self, item: T) -> bool:
        """True if ``item`` fulfills all conditions, for items that no repository holds."""
        return all(each.holds(item) for each in self.conditions)

    def on(self, values: Mapping[str, Callable[[Other], Any]]) -> list[Condition[Other]]:
        """The conditions on the properties that ``values`` gives, for other objects."""
        return [
            Condition(each.name, values[each.name], each.operator, each.wanted)
            for each in self.conditions
            if each.name in values
        ]


def read_filters(query: Iterable[tuple[str, str]], fields: Mapping[str, Field[T]]) -> Filters[T]:
    """Read the filters in the query parameters; parameters without brackets are ignored.

    Raises:
        RefusedError: ``invalidFilter`` for an unknown property or operator, or a value it cannot
            have. An answer that ignored the filter would be wrong without a sign of it.
    """
    found: dict[tuple[str, Operator], list[Any]] = {}
    for key, text in query:
        matched = _KEY.fullmatch(key)
        if matched is None:
            if key in fields or "[" in key:
                raise RefusedError("invalidFilter", f"Write filters as field[operator], not {key}")
            continue
        name = matched["field"]
        field = fields.get(name)
        if field is None:
            raise RefusedError(
                "invalidFilter", f"{name} is not a filter here; there are {_list(fields)}"
            )
        operator = next((each for each in field.operators if each == matched["operator"]), None)
        if operator is None:
            raise RefusedError(
                "invalidFilter",
                f"{name} takes {_list(field.operators)}, not {matched['operator']}",
            )
        try:
            found.setdefault((name, operator), []).append(field.read(text))
        except ValueError as error:
            raise RefusedError("invalidFilter", f"{key}: {error}") from error
    return Filters(
        [
            Condition(name, fields[name].value, operator, wanted, fields[name].many)
            for (name, operator), wanted in found.items()
        ]
    )


def one_of(*values: str) -> Callable[[str], str]:
    """A reader of an enumeration."""

    def read(text: str) -> str:
        if text not in values:
            raise ValueError(f"{text!r} is none of {', '.join(values)}")
        return text

    return read


def boolean(text: str) -> bool:
    """``true`` or ``false``."""
    return one_of("true", "false")(text) == "true"


def instant(text: str) -> datetime:
    """An instant; the platform ignores its milliseconds (360Learning, date filters)."""
    return timestamps.parse(text).replace(microsecond=0)


def _list(names: Collection[str]) -> str:
    return ", ".join(sorted(names)) or "none"
