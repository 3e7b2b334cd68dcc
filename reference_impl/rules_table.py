"""The table of the connector's rules, so that a variant can replace one of them.

The suite is tested with deliberately faulty connectors; each is the reference with one part
replaced: ``dataclasses.replace(REFERENCE, next_run=six_in_utc)``.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from reference_impl.percipio.catalog_reader import CatalogReader, Page
from reference_impl.rules import (
    attempts,
    course_decision,
    course_mapping,
    filters,
    identification,
    schedule,
    statement_interpretation,
    translation_groups,
)
from reference_impl.rules.categories import Category, category_of
from reference_impl.rules.course_mapping import Mapped, Options, Unusable
from reference_impl.rules.interpretations import Interpretations
from reference_impl.rules.items import Item
from reference_impl.rules.settings import Identification, Settings


class CategoryOf(Protocol):
    """See :func:`reference_impl.rules.categories.category_of`."""

    def __call__(self, item: Item, *, closed_list: bool) -> Category | None: ...


class FateOf(Protocol):
    """See :func:`reference_impl.rules.course_decision.decide`."""

    def __call__(
        self,
        known: course_decision.Known | None,
        *,
        active: bool,
        wanted: bool,
        fingerprint: bytes,
        archive_retired: bool,
    ) -> course_decision.CourseDecision: ...


class MeaningOf(Protocol):
    """See :func:`reference_impl.rules.statement_interpretation.interpret`."""

    def __call__(
        self, statement: Mapping[str, Any], received: datetime, readings: Interpretations = ..., /
    ) -> statement_interpretation.StatementFacts | None: ...


class AttemptsOf(Protocol):
    """See :func:`reference_impl.rules.attempts.attempts_of`."""

    def __call__(
        self,
        meanings: Iterable[statement_interpretation.StatementFacts],
        readings: Interpretations = ...,
        /,
    ) -> list[attempts.Attempt]: ...


def keeps(statement: Mapping[str, Any]) -> bool:
    """True if an accepted statement is to be stored: always."""
    return True


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules that can be replaced; the defaults are the reference."""

    # The daily run
    next_run: Callable[[datetime, str], datetime] = schedule.next_run
    last_due: Callable[[datetime, str], datetime] = schedule.last_due
    pages: Callable[[CatalogReader], AsyncGenerator[Page, None]] = CatalogReader.pages
    category_of: CategoryOf = category_of
    join: Callable[[Sequence[Item]], Item] = translation_groups.joined
    identity: Callable[[Item], str] = course_mapping.identity
    to_course: Callable[
        [Item, Category, str, Options],
        Mapped | Unusable,
    ] = course_mapping.to_course
    is_active: Callable[[Item, datetime], bool] = course_decision.is_active
    lets_through: Callable[[Settings, str, Sequence[str]], bool] = filters.lets_through
    fate_of: FateOf = course_decision.decide

    # Statements
    keeps: Callable[[Mapping[str, Any]], bool] = keeps
    identifier_of: Callable[[Mapping[str, Any], Identification], str | None] = (
        identification.identifier_of
    )
    meaning_of: MeaningOf = statement_interpretation.interpret
    attempts_of: AttemptsOf = attempts.attempts_of


DEFAULT_RULES = Rules()
