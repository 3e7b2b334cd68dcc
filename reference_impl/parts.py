"""The rules the connector is made of, so that a variant can replace one of them.

The suite proves itself on deliberately broken connectors; each is the reference with one part
exchanged: ``dataclasses.replace(REFERENCE, next_run=six_in_utc)``.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from reference_impl import (
    attempts,
    fate,
    filters,
    identification,
    mapping,
    schedule,
    statements,
    translation_groups,
)
from reference_impl.catalogue import CatalogueReader, Page
from reference_impl.categories import Category, category_of
from reference_impl.items import Item
from reference_impl.readings import Readings
from reference_impl.settings import Identification, Settings


class CategoryOf(Protocol):
    """See :func:`reference_impl.categories.category_of`."""

    def __call__(self, item: Item, *, closed_list: bool) -> Category | None: ...


class FateOf(Protocol):
    """See :func:`reference_impl.fate.fate_of`."""

    def __call__(
        self,
        known: fate.Known | None,
        *,
        active: bool,
        wanted: bool,
        fingerprint: bytes,
        archive_retired: bool,
    ) -> fate.Fate: ...


class MeaningOf(Protocol):
    """See :func:`reference_impl.statements.meaning_of`."""

    def __call__(
        self, statement: Mapping[str, Any], received: datetime, readings: Readings = ..., /
    ) -> statements.Meaning | None: ...


class AttemptsOf(Protocol):
    """See :func:`reference_impl.attempts.attempts_of`."""

    def __call__(
        self, meanings: Iterable[statements.Meaning], readings: Readings = ..., /
    ) -> list[attempts.Attempt]: ...


def keeps(statement: Mapping[str, Any]) -> bool:
    """Whether an accepted statement is stored: each one is."""
    return True


@dataclass(frozen=True, slots=True)
class Parts:
    """Every rule that can be exchanged; the defaults are the reference."""

    # The daily run
    next_run: Callable[[datetime, str], datetime] = schedule.next_run
    last_due: Callable[[datetime, str], datetime] = schedule.last_due
    pages: Callable[[CatalogueReader], AsyncGenerator[Page, None]] = CatalogueReader.pages
    category_of: CategoryOf = category_of
    join: Callable[[Sequence[Item]], Item] = translation_groups.joined
    identity: Callable[[Item], str] = mapping.identity
    to_course: Callable[
        [Item, Category, str, mapping.Options], mapping.Mapped | mapping.Unusable
    ] = mapping.to_course
    is_active: Callable[[Item, datetime], bool] = fate.is_active
    lets_through: Callable[[Settings, str, Sequence[str]], bool] = filters.lets_through
    fate_of: FateOf = fate.fate_of

    # Statements
    keeps: Callable[[Mapping[str, Any]], bool] = keeps
    identifier_of: Callable[[Mapping[str, Any], Identification], str | None] = (
        identification.identifier_of
    )
    meaning_of: MeaningOf = statements.meaning_of
    attempts_of: AttemptsOf = attempts.attempts_of


REFERENCE = Parts()
