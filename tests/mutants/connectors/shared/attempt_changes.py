"""The reference connector with changed attempts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.rules import attempts, statement_interpretation
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.interpretations import ARTICLE, Interpretations
from reference_impl.rules.statement_interpretation import StatementFacts
from reference_impl.rules_table import DEFAULT_RULES

Correction: TypeAlias = Callable[[Sequence[StatementFacts], list[Attempt]], list[Attempt]]
"""From what was heard and the right attempts, never none, to those that are written."""


def rewriting(
    correction: Correction, note: Callable[[Mapping[str, Any]], None] = lambda statement: None
) -> ConnectorUnderTest:
    """Write other attempts than the right ones; ``note`` is shown each statement before that."""

    def meaning_of(
        statement: Mapping[str, Any], received: datetime, readings: Interpretations = ARTICLE
    ) -> StatementFacts | None:
        note(statement)
        return statement_interpretation.interpret(statement, received, readings)

    def attempts_of(
        meanings: Iterable[StatementFacts], readings: Interpretations = ARTICLE
    ) -> list[Attempt]:
        heard = list(meanings)
        right = attempts.attempts_of(heard, readings)
        return correction(heard, right) if right else right

    return InProcessReference(
        replace(DEFAULT_RULES, meaning_of=meaning_of, attempts_of=attempts_of)
    )


def number_at(found: Sequence[Attempt], at: datetime) -> int:
    """The attempt that went on at that time: the last one that was begun by then."""
    begun = [number for number, each in enumerate(found) if each.first_activity_at <= at]
    return begun[-1] if begun else 0


MINUTE_MS = 60_000


def shows(
    change: Callable[[list[Attempt], list[StatementFacts]], list[Attempt]],
) -> ConnectorUnderTest:
    def shown(
        meanings: Iterable[StatementFacts], readings: Interpretations = ARTICLE, /
    ) -> list[Attempt]:
        heard = list(meanings)
        made = attempts_of(heard, readings)
        return change(made, heard) if made else []

    return InProcessReference(replace(DEFAULT_RULES, attempts_of=shown))


def started_is_done(meanings: Iterable[StatementFacts], last_activity: Any = None) -> list[Attempt]:
    made = attempts_of(meanings) if last_activity is None else attempts_of(meanings, last_activity)
    return [replace(each, progress=100) for each in made]
