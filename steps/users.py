"""Users: their identifiers on both platforms, and users that are removed and restored."""

from __future__ import annotations

from pytest_bdd import given, parsers, then

from percipio_conformance.core.outcomes import expect, expect_that
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.patterns import LEARNER, choice
from percipio_conformance.world.lms.users import METHODS, STATUSES
from percipio_conformance.world.world import World

METHOD = choice("method", METHODS)
STATUS = choice("status", STATUSES)


@action(
    parsers.re(
        r"(?:learners are recognized|the administrator chooses to recognize learners) "
        rf"by their {METHOD}"
    )
)
def recognized_by(world: World, method: str) -> None:
    world.recognize_learners_by(METHODS[method])


@then(parsers.re(rf"the settings say that learners are recognized by their {METHOD}"))
def stored_method(world: World, method: str) -> None:
    stored = world.settings()["learner_identification"]
    expect("how learners are recognized", stored, METHODS[method])


@given(
    parsers.re(
        rf"{LEARNER}'s {choice('identifier', (*METHODS, 'user ID'))} in "
        r'(?P<side>360Learning|Percipio) is (?:"(?P<value>[^"]*)"|missing)'
    )
)
def identifier(world: World, learner: str, identifier: str, side: str, value: str | None) -> None:
    if side == "360Learning":
        world.lms.users.rename_in_360learning(learner, identifier, value)
    else:
        world.lms.users.rename_in_percipio(learner, identifier, value)


@given(parsers.re(rf"another {STATUS} user of 360Learning has {LEARNER}'s {METHOD}"))
def adds_duplicate(world: World, status: str, learner: str, method: str) -> None:
    world.lms.users.add_duplicate(learner, method, STATUSES[status])


@action(parsers.re(rf"{LEARNER} is (?P<turn>removed from|invited again to) 360Learning"))
def is_removed_or_invited(world: World, learner: str, turn: str) -> None:
    # Statements that are on their way belong to the time before the change.
    world.run_until_idle()
    if turn == "removed from":
        world.lms.users.remove(learner)
    else:
        world.lms.users.invite_again(learner)


@then("360Learning has no new user")
def no_new_user(world: World) -> None:
    unexpected = world.lms.users.unexpected_users()
    expect_that(
        "the users that the connector created",
        not unexpected,
        expected="none",
        actual=", ".join(unexpected),
    )
