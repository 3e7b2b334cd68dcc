"""Actions on the setup of the integration, after it is active."""

from __future__ import annotations

from percipio_conformance.core.outcomes import expect
from percipio_conformance.stateful.action import Action
from percipio_conformance.world.world import World


class SetsUpAgain(Action, frozen=True):
    """The same parameters are submitted once more; no time passes, so they are being verified."""

    tags: bool
    """Whether the box for tags is checked, as before."""
    level = "derived"

    def phrases(self) -> tuple[str, ...]:
        tags = " with tags synchronization" if self.tags else ""
        return (f"the administrator sets up the integration{tags}",)

    def perform(self, world: World) -> None:
        box = {"tags_synchronization": True} if self.tags else {}
        expect("the error of Setup integration", world.lms.setup.submit(**box), None)


class ReconnectsStatistics(Action, frozen=True):
    """The method of identification and Percipio's LRS page are saved once more."""

    wait = "minutes"

    def phrases(self) -> tuple[str, ...]:
        return ("statistics are sent to 360Learning",)

    def perform(self, world: World) -> None:
        world.connect_statistics()
