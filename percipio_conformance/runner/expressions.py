"""Checks the expressions of ``-k`` and ``-m`` before the collection."""

from __future__ import annotations

import re

from _pytest.mark.expression import Expression

from percipio_conformance.spec.clauses import ClauseRegistry
from percipio_conformance.spec.tags import CLAUSE

_OPERATORS = re.compile(r"[()]|\b(?:and|or|not)\b")


class WrongExpression(ValueError):
    """An expression that cannot be parsed. The message gives the reason and a correction."""


def check_expressions(keyword: str | None, tags: str | None, registry: ClauseRegistry) -> None:
    """Checks the values of ``-k`` and ``-m``, and the clauses that ``-m`` names.

    Raises:
        WrongExpression: one of them is not an expression.
        UnknownClause: ``-m`` names a clause that does not exist, so it would match nothing.
    """
    _compile("-k", keyword)
    _compile("-m", tags)
    for word in re.findall(r"[\w.:+-]+", tags or ""):
        if CLAUSE.fullmatch(word):
            registry.clause(word)


def _compile(option: str, expression: str | None) -> None:
    if not expression or not expression.strip():
        return
    try:
        Expression.compile(expression)
    except SyntaxError as error:
        words = expression.split()
        plain = option == "-k" and len(words) > 1 and not _OPERATORS.search(expression)
        together = f"write {'_'.join(words)}, or join words" if plain else "join words"
        raise WrongExpression(
            f"{option} {expression!r} cannot be read, at column {error.offset}: {error.msg};"
            f" {together} with and/or"
        ) from error
