"""A condition on one property of an object, as the filters of a list state them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

T = TypeVar("T")

Operator = Literal["eq", "ne", "in", "nin", "lt", "gte"]


@dataclass(frozen=True, slots=True)
class Condition(Generic[T]):
    """``value`` gives the property; ``lt`` and ``gte`` compare it with the first wanted one.

    With ``many`` it gives a collection, and ``in`` means that it holds one of the wanted values.
    The name identifies the property: two conditions of one name on one kind of object have the
    same ``value``.
    """

    name: str
    value: Callable[[T], Any]
    operator: Operator
    wanted: Sequence[Any]
    many: bool = False

    def holds(self, item: T) -> bool:
        """True if ``item`` fulfills the condition."""
        value = self.value(item)
        match self.operator:
            case "in" if self.many:
                return any(each in self.wanted for each in value)
            case "eq" | "in":
                return value in self.wanted
            case "ne" | "nin":
                return value not in self.wanted
            case "lt":
                return value is not None and value < self.wanted[0]
            case "gte":
                return value is not None and value >= self.wanted[0]
