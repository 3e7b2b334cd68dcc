"""Words and tables as steps take them: checked before anything runs.

A step that takes a table says how it is read::

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
    """The step function reads its table with ``reader``, which raises FeatureMistake."""

    def register(function: Function) -> Function:
        _READERS[function] = reader
        return function

    return register


def checks_words(check: Callable[..., object]) -> Callable[[Function], Function]:
    """``check`` takes the words of the step by name, all or some of them, and raises FeatureMistake
    where they do not go together."""

    def register(function: Function) -> Function:
        _CHECKS[function] = check
        return function

    return register


def check_words(function: Callable[..., Any], words: dict[str, Any]) -> None:
    """Check the words of a step as the step will.

    Raises:
        FeatureMistake: they do not go together.
    """
    check = _CHECKS.get(function)
    if check is not None:
        check(**{name: words[name] for name in signature(check).parameters})


def check_table(function: Callable[..., Any], table: Table) -> None:
    """Read the table as the step will.

    Raises:
        FeatureMistake: it cannot be read.
    """
    reader = _READERS.get(function)
    if reader is not None:
        reader(table)


def read_columns(
    table: Table, *, first: Sequence[str] = (), more: Sequence[str] = ()
) -> tuple[list[str], list[list[str]]]:
    """The names in the head of a table, and its rows.

    Args:
        first: columns that it has to begin with.
        more: columns that may follow.

    Raises:
        FeatureMistake: a column is missing, unknown or there twice.
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
