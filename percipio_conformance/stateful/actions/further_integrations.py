"""Actions on further integrations, each of another group and with another customer's Percipio."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from percipio_conformance.stateful.actions.action import WAITS, Action
from percipio_conformance.stateful.setup import COPIED, activate_integration
from percipio_conformance.world.further_integrations import Customer, Group
from percipio_conformance.world.world import World

CUSTOMER_OF: dict[Group, Customer] = {"Sales": "Globex", "Legal": "Initech"}
"""The customer of each group's integration. Statements of one customer go to one integration."""

COURSE = "Six Sigma Basics"
"""The course of every further integration: an item that Acme's Percipio offers as well."""


class ConnectsGroups(Action, frozen=True):
    """The integrations of other groups are set up completely."""

    weight = 0.4
    groups: tuple[Group, ...]
    wait = "a day"
    capability: ClassVar[str | None] = "several-integrations"

    def phrases(self) -> tuple[str, ...]:
        return tuple(phrase for each in self.groups for phrase in _set_up(each))

    def perform(self, world: World) -> None:
        for group in self.groups:
            world.add_integration(group, CUSTOMER_OF[group])
            further = world.further_integration(group)
            further.percipio.catalog.offer(COURSE)
            activate_integration(further)
            further.connect_statistics()
            further.state.webhook_credentials = further.lms.setup.webhook()

    def simpler(self) -> Iterator[Action]:
        if len(self.groups) > 1:
            yield from (ConnectsGroups((each,)) for each in self.groups)


def _set_up(group: Group) -> tuple[str, ...]:
    prefix, customer = f"in {group}, ", CUSTOMER_OF[group]
    return (
        f"{group} has an integration of its own, with {customer}'s Percipio",
        f'{prefix}Percipio offers the course "{COURSE}"',
        f"{prefix}the administrator sets up the integration",
        WAITS["minutes"][0],
        f"{prefix}statistics are sent to 360Learning",
        f"{prefix}{COPIED}",
    )


class CompletesInGroup(Action, frozen=True):
    """A learner completes the course of another group's integration."""

    group: Group
    learner: str
    wait = "minutes"
    capability: ClassVar[str | None] = "several-integrations"

    def phrases(self) -> tuple[str, ...]:
        return (f'in {self.group}, {self.learner} completes "{COURSE}" in Percipio',)

    def perform(self, world: World) -> None:
        further = world.further_integration(self.group)
        further.percipio.learners.complete(self.learner, COURSE)
