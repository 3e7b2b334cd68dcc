"""Checks of the arguments and tables of steps, made before a run.

A step that takes a table registers a reader for it::

    @given("Percipio offers:")
    @reads_table(read_items)
    def offers_table(world, datatable): ...
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import signature
from typing import Any, TypeVar

from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.core.text import did_you_mean

Table = Sequence[Sequence[str]]
Reader = Callable[[Table], object]
Function = TypeVar("Function", bound=Callable[..., Any])

_ORDINALS = ("first", "second", "third")
_READERS: dict[Callable[..., Any], Reader] = {}
_CHECKS: dict[Callable[..., Any], Callable[..., object]] = {}


def reads_table(reader: Reader) -> Callable[[Function], Function]:
    """Registers the reader of a step function's table; ``reader`` raises FeatureMistake."""

    def register(function: Function) -> Function:
        _READERS[function] = reader
        return function

    return register


def checks_arguments(check: Callable[..., object]) -> Callable[[Function], Function]:
    """Registers a check of the arguments of a step function.

    ``check`` takes some or all arguments of the step by name, and raises FeatureMistake if their
    combination is invalid.
    """

    def register(function: Function) -> Function:
        _CHECKS[function] = check
        return function

    return register


def check_arguments(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    """Check the arguments of a step with its registered check.

    Raises:
        FeatureMistake: their combination is invalid.
    """
    check = _CHECKS.get(function)
    if check is not None:
        check(**{name: arguments[name] for name in signature(check).parameters})


def check_table(function: Callable[..., Any], table: Table) -> None:
    """Read the table of a step with its registered reader.

    Raises:
        FeatureMistake: the table cannot be read.
    """
    reader = _READERS.get(function)
    if reader is not None:
        reader(table)


def read_columns(
    table: Table, *, first: Sequence[str] = (), more: Sequence[str] = ()
) -> tuple[list[str], list[list[str]]]:
    """Splits a table into its column names and its rows.

    Args:
        first: the required columns, at the beginning.
        more: the optional columns after them.

    Raises:
        FeatureMistake: a column is missing, unknown or duplicate.
    """
    head, *rows = (list(row) for row in table)
    wanted = f"its columns are {', '.join(first)}" if first else f"it may have {', '.join(more)}"
    if first and more:
        wanted += f"; {', '.join(more)} may follow"
    for number, name in enumerate(first):
        if number >= len(head) or head[number] != name:
            raise FeatureMistake(f"the {_ORDINALS[number]} column must be {name!r}: {wanted}")
    for name in head[len(first) :]:
        if name not in more:
            near = did_you_mean(name, more)
            raise FeatureMistake(f"the table has an unknown column {name!r}: {wanted}.{near}")
    twice = sorted({name for name in head if head.count(name) > 1})
    if twice:
        raise FeatureMistake(f"the table has the column {twice[0]!r} twice: delete one of them")
    return head, rows
