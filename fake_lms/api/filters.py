"""Filters in left-hand-side brackets: ``status[eq]=published``, ``mail[in]=a&mail[in]=b``.

Several values of ``in`` and ``nin`` repeat the parameter, with or without an index:
``type[in][0]=course&type[in][1]=path`` (360Learning, filtering guide). Filters are joined by AND.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from fake_lms.core import timestamps
from fake_lms.core.errors import RefusedError

T = TypeVar("T")

EQ_NE = frozenset({"eq", "ne"})
STRING = frozenset({"eq", "ne", "in", "nin"})
DATE = frozenset({"lt", "gte"})
EQ = frozenset({"eq"})
IN = frozenset({"in"})

_KEY = re.compile(r"(?P<field>\w+)\[(?P<operator>\w+)\](\[\d*\])?")


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One property to filter by: its value in an item, the operators it takes, how to read one.

    With ``many`` the value is a collection and ``in`` means that it holds one of the values.
    """

    value: Callable[[T], Any]
    operators: frozenset[str]
    read: Callable[[str], Any] = str
    many: bool = False


@dataclass(frozen=True, slots=True)
class _Condition(Generic[T]):
    name: str
    field: Field[T]
    operator: str
    wanted: list[Any]

    def holds(self, item: T) -> bool:
        value = self.field.value(item)
        match self.operator:
            case "in" if self.field.many:
                return any(each in self.wanted for each in value)
            case "eq" | "in":
                return value in self.wanted
            case "ne" | "nin":
                return value not in self.wanted
            case "lt":
                return value is not None and value < self.wanted[0]
            case _:
                return value is not None and value >= self.wanted[0]


class Filters(Generic[T]):
    """The conditions of one request."""

    def __init__(self, conditions: list[_Condition[T]]) -> None:
        self._conditions = conditions

    def keeps(self, item: T) -> bool:
        return all(each.holds(item) for each in self._conditions)

    def equals(self, name: str) -> Any:
        """The value that ``name`` must have, or None; lets a list start from an index."""
        for each in self._conditions:
            if each.name == name and each.operator == "eq":
                return each.wanted[0]
        return None


def read_filters(query: Iterable[tuple[str, str]], fields: Mapping[str, Field[T]]) -> Filters[T]:
    """Read the filters in the query parameters; parameters without brackets are ignored.

    Raises:
        RefusedError: ``invalidFilter`` for an unknown property or operator, or a value it cannot
            have. An answer that ignored the filter would be wrong without a sign of it.
    """
    found: dict[tuple[str, str], list[Any]] = {}
    for key, text in query:
        matched = _KEY.fullmatch(key)
        if matched is None:
            if key in fields or "[" in key:
                raise RefusedError("invalidFilter", f"Write filters as field[operator], not {key}")
            continue
        name, operator = matched["field"], matched["operator"]
        field = fields.get(name)
        if field is None:
            raise RefusedError(
                "invalidFilter", f"{name} is not a filter here; there are {_list(fields)}"
            )
        if operator not in field.operators:
            raise RefusedError(
                "invalidFilter", f"{name} takes {_list(field.operators)}, not {operator}"
            )
        try:
            found.setdefault((name, operator), []).append(field.read(text))
        except ValueError as error:
            raise RefusedError("invalidFilter", f"{key}: {error}") from error
    return Filters(
        [
            _Condition(name, fields[name], operator, wanted)
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
