"""Actions on the setup of the integration, after it is active."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from percipio_conformance.core.outcomes import expect
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.steps.integration_setup import WRONG
from percipio_conformance.world.lms.users import METHODS
from percipio_conformance.world.personas import LEARNERS
from percipio_conformance.world.world import World

Method = Literal["email address", "username"]

USERNAMES = {learner: learner.lower() for learner in LEARNERS}
"""The usernames of the learners in 360Learning."""


class SetsUpAgain(Action, frozen=True):
    """The same parameters are submitted once more; no time passes, so they are being verified."""

    weight = 0.4
    tags: bool
    """Whether the box for tags is checked, as before."""
    level = "derived"

    def phrases(self) -> tuple[str, ...]:
        tags = " with tags synchronization" if self.tags else ""
        return (f"the administrator sets up the integration{tags}",)

    def perform(self, world: World) -> None:
        box = {"tags_synchronization": True} if self.tags else {}
        expect("the error of Setup integration", world.lms.setup.submit(**box), None)


class SetsUpWrongly(Action, frozen=True):
    """Wrong parameters are submitted, and refused at once or minutes later."""

    weight = 0.4
    tags: bool = False
    """Whether the box for tags is checked; it is refused together with the parameters."""
    wait = "minutes"
    needs = {"A-RESETUP": "old-ones-stay"}  # noqa: RUF012 - never written to

    def phrases(self) -> tuple[str, ...]:
        tags = " and tags synchronization" if self.tags else ""
        return (f"the administrator sets up the integration with a wrong bearer token{tags}",)

    def perform(self, world: World) -> None:
        box = {"tags_synchronization": True} if self.tags else {}
        world.lms.setup.submit(bearer_token=WRONG["bearer_token"], **box)

    def simpler(self) -> Iterator[Action]:
        if self.tags:
            yield SetsUpWrongly()


class RenewsToken(Action, frozen=True):
    """Percipio replaces the bearer token, and the administrator submits the new one."""

    weight = 0.4
    tags: bool
    """Whether the box for tags is checked, as before."""
    wait = "minutes"

    def phrases(self) -> tuple[str, ...]:
        return (
            "Percipio withdraws Acme's bearer token",
            "Percipio gives Acme a new bearer token",
            *SetsUpAgain(self.tags).phrases(),
        )

    def perform(self, world: World) -> None:
        acme, setup = world.personas.acme, world.lms.setup
        acme.revoke_token(setup.bearer_token)
        setup.bearer_token = acme.issue_token()
        SetsUpAgain(self.tags).perform(world)


class RecognizesBy(Action, frozen=True):
    """Learners are recognized by another method, and the same users match."""

    method: Method
    wait = "minutes"
    needs = {"A-IDCHANGE": "new-statements-only"}  # noqa: RUF012
    capability = "statistics"

    def phrases(self) -> tuple[str, ...]:
        return (
            *(
                f'{learner}\'s user ID in Percipio is "{name}"'
                for learner, name in USERNAMES.items()
            ),
            f"the administrator chooses to recognize learners by their {self.method}",
        )

    def perform(self, world: World) -> None:
        for learner, name in USERNAMES.items():
            world.lms.users.rename_in_percipio(learner, "user ID", name)
        world.recognize_learners_by(METHODS[self.method])


class ReconnectsStatistics(Action, frozen=True):
    """The method of identification and Percipio's LRS page are saved once more."""

    weight = 0.4
    wait = "minutes"

    def phrases(self) -> tuple[str, ...]:
        return ("statistics are sent to 360Learning",)

    def perform(self, world: World) -> None:
        world.connect_statistics()
