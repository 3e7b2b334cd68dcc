"""Selects scenarios of the suite by clause and by id, and adds the required counterparts.

A connector that does nothing satisfies some clauses. Such a clause counts as tested only together
with its counterpart, so one scenario of the counterpart is selected too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from percipio_conformance.spec.builtin_features import TaggedScenario, builtin_scenarios
from percipio_conformance.spec.clauses import ClauseRegistry
from percipio_conformance.spec.tags import CAPABILITY, CLAUSE, LEVEL_TAGS, PLATFORM


@dataclass(frozen=True)
class Choice:
    """The selected clauses and scenarios; without both, the selection is the whole suite.

    ``scenarios`` are the requested ids, None if there are none. ``counterparts`` are the clauses
    that run in addition, ``witnesses`` the ids of their scenarios.
    """

    clauses: tuple[str, ...] = ()
    scenarios: frozenset[str] | None = None
    counterparts: tuple[str, ...] = ()
    witnesses: frozenset[str] = frozenset()

    @property
    def everything(self) -> bool:
        """True if the selection includes every scenario."""
        return not self.clauses and self.scenarios is None

    @cached_property
    def files(self) -> frozenset[str]:
        """The feature files of the suite with a selected scenario, by their names in reports."""
        return frozenset(
            f"{each.id.partition('::')[0]}.feature"
            for each in builtin_scenarios()
            if self.takes(each.id, each.tags)
        )

    def takes(self, identifier: str, clauses: Iterable[str]) -> bool:
        """Returns True if the scenario with this id and these clauses is selected."""
        if identifier in self.witnesses:
            return True
        by_clause = not self.clauses or not set(self.clauses).isdisjoint(clauses)
        return by_clause and (self.scenarios is None or identifier in self.scenarios)


def choose_scenarios(
    clauses: tuple[str, ...], scenarios: frozenset[str] | None, registry: ClauseRegistry
) -> Choice:
    """Selects scenarios by clause and by id, with the required counterparts."""
    chosen = set(clauses)
    if scenarios and not clauses:
        chosen = _clauses_of(scenarios)
    needed = {registry.clause(each).counterpart for each in chosen} - {None, *chosen}
    counterparts = tuple(sorted(str(each) for each in needed))
    witnesses = frozenset(_witness(each) for each in counterparts)
    return Choice(clauses, scenarios, counterparts, witnesses)


def _clauses_of(scenarios: frozenset[str]) -> set[str]:
    tags = {tag for each in builtin_scenarios() if each.id in scenarios for tag in each.tags}
    return {tag for tag in tags if CLAUSE.fullmatch(tag)}


def _witness(clause: str) -> str:
    """Returns the id of the first scenario of the clause that needs no capability or reading."""
    return next(each.id for each in builtin_scenarios() if clause in each.tags and _is_plain(each))


def _is_plain(scenario: TaggedScenario) -> bool:
    special = {PLATFORM, *LEVEL_TAGS}
    return not any(
        tag in special or tag.startswith(CAPABILITY) or "." in tag for tag in scenario.tags
    )
