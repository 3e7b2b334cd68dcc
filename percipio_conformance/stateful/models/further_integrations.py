"""A model of further integrations: what happens at one customer affects no other one.

Each has one course, which learners complete; its settings and its catalog stay the same. Written
from the clauses C012, C017, C047, C101 and D14, and from what the readings say of learners.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from random import Random

from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.actions.further_integrations import (
    COURSE,
    CompletesInGroup,
    ConnectsGroups,
)
from percipio_conformance.stateful.checks.catalog_checks import course_is
from percipio_conformance.stateful.checks.group_checks import in_group
from percipio_conformance.stateful.checks.postcondition import Postcondition
from percipio_conformance.stateful.checks.setup_checks import credentials_are_stable
from percipio_conformance.stateful.checks.statistics_checks import (
    DeliveryPattern,
    Row,
    attempts_are,
)
from percipio_conformance.world.further_integrations import GROUPS, Group
from percipio_conformance.world.personas import LEARNERS


class FurtherIntegrations:
    """The groups that have an integration, and who has completed its course."""

    def __init__(self) -> None:
        self._completed: dict[Group, dict[str, datetime]] = {}

    def allows(self, action: Action, unknown: frozenset[str]) -> bool:
        """True if the action is possible now.

        Args:
            unknown: learners whom 360Learning does not know by the address that they have at every
                customer.
        """
        match action:
            case ConnectsGroups(groups):
                return self._completed.keys().isdisjoint(groups)
            case CompletesInGroup(group, learner):
                completed = self._completed.get(group)
                return completed is not None and learner not in completed and learner not in unknown
        return True

    def do(self, action: Action, now: datetime) -> None:
        """Update the state for the action, at the instant at which it happens."""
        match action:
            case ConnectsGroups(groups):
                self._completed |= {each: {} for each in groups}
            case CompletesInGroup(group, learner):
                self._completed[group][learner] = now

    def propose(self, draw: Random) -> Action:
        """Draw one candidate."""
        if self._completed:
            return CompletesInGroup(draw.choice(GROUPS), draw.choice(LEARNERS))
        return ConnectsGroups(GROUPS)

    def postconditions(self, removed: set[str]) -> Iterator[Postcondition]:
        """All postconditions that must hold now; ``removed``: users whom 360Learning does not
        have."""
        for group, completed in self._completed.items():
            yield from in_group(group, self._of_group(completed, removed))

    def _of_group(
        self, completed: dict[str, datetime], removed: set[str]
    ) -> Iterator[Postcondition]:
        yield course_is(COURSE, "one active", "course", "C017")
        yield credentials_are_stable()
        for learner in LEARNERS:
            if learner in removed:
                continue
            if learner in completed:
                row = Row(100, None, 0, completed[learner])
                yield from attempts_are(learner, COURSE, [row], DeliveryPattern())
            else:
                (none,) = attempts_are(learner, COURSE, [], DeliveryPattern())
                # Only another customer's statistics could make an attempt.
                yield replace(none, blame=lambda actual: "D14")
