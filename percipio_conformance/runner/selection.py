"""Selects scenarios of the suite by clause and by id, and adds the required counterparts.

A connector that does nothing satisfies some clauses. Such a clause counts as tested only together
with its counterpart, so one scenario of the counterpart is selected too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from percipio_conformance.core.scenario_ids import split_situation, under_situation
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
        alone = self._without_situations()
        return frozenset(
            f"{each.id.partition('::')[0]}.feature"
            for each in builtin_scenarios()
            if alone.takes(each.id, each.tags)
        )

    def takes(self, identifier: str, clauses: Iterable[str]) -> bool:
        """Returns True if the scenario with this id and these clauses is selected.

        An id that names a situation selects the run under it, any other the run without.
        """
        if identifier in self.witnesses:
            return True
        by_clause = not self.clauses or not set(self.clauses).isdisjoint(clauses)
        return by_clause and (self.scenarios is None or identifier in self.scenarios)

    def _without_situations(self) -> Choice:
        """Returns the selection of the same scenarios, whatever their situations."""
        return replace(
            self,
            scenarios=None if self.scenarios is None else _alone(self.scenarios),
            witnesses=_alone(self.witnesses),
        )


def choose_scenarios(
    clauses: tuple[str, ...],
    scenarios: frozenset[str] | None,
    registry: ClauseRegistry,
    situation: str | None = None,
) -> Choice:
    """Selects scenarios by clause and by id, with the required counterparts.

    Args:
        situation: the id of the situation under which all of them run, if it is one.
    """
    chosen = set(clauses)
    if scenarios and not clauses:
        chosen = _clauses_of(scenarios)
    needed = {registry.clause(each).counterpart for each in chosen} - {None, *chosen}
    counterparts = tuple(sorted(str(each) for each in needed))
    witnesses = frozenset(_witness(each) for each in counterparts)
    if situation is not None:
        witnesses = frozenset(under_situation(each, situation) for each in witnesses)
        if scenarios is not None:
            scenarios = frozenset(under_situation(each, situation) for each in scenarios)
    return Choice(clauses, scenarios, counterparts, witnesses)


def _alone(scenarios: frozenset[str]) -> frozenset[str]:
    """Returns the ids without their situations."""
    return frozenset(split_situation(each)[0] for each in scenarios)


def _clauses_of(scenarios: frozenset[str]) -> set[str]:
    alone = _alone(scenarios)
    tags = {tag for each in builtin_scenarios() if each.id in alone for tag in each.tags}
    return {tag for tag in tags if CLAUSE.fullmatch(tag)}


def _witness(clause: str) -> str:
    """Returns the id of the first scenario of the clause that needs no capability or reading."""
    return next(each.id for each in builtin_scenarios() if clause in each.tags and _is_plain(each))


def _is_plain(scenario: TaggedScenario) -> bool:
    special = {PLATFORM, *LEVEL_TAGS}
    return not any(
        tag in special or tag.startswith(CAPABILITY) or "." in tag for tag in scenario.tags
    )
