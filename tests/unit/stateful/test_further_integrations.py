"""Further integrations in a sequence: whom 360Learning knows, and what each group must show."""

from __future__ import annotations

import pytest
from test_integration_model import after, expected
from test_models import TERMS

from percipio_conformance.runner.session import START_TIME
from percipio_conformance.stateful.actions import statistics_actions as statistics
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.actions.circumstances import LmsRefuses, WhileStopped
from percipio_conformance.stateful.actions.further_integrations import (
    CompletesInGroup,
    ConnectsGroups,
)
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.integration import IntegrationDomain

COURSE = "Six Sigma Basics"
BOTH = ConnectsGroups(("Sales", "Legal"))
IN_SALES = CompletesInGroup("Sales", "Ada")


def test_a_completion_counts_in_its_own_group_alone() -> None:
    found = expected(after(BOTH, IN_SALES))
    attempts = f'Ada\'s attempts on "{COURSE}"'
    assert found[f"in Sales, {attempts}"] == 1
    assert found[f"in Legal, {attempts}"] == 0
    assert attempts not in found
    assert found[f"in Sales, the progress of {attempts}"] == ["100 %"]


def test_an_attempt_that_was_not_made_there_comes_from_another_customer() -> None:
    (attempts,) = (
        each
        for each in after(BOTH, IN_SALES).postconditions()
        if each.what == f'in Legal, Ada\'s attempts on "{COURSE}"'
    )
    assert attempts.blame(1) == "D14"


def test_each_group_keeps_its_course_and_its_credentials() -> None:
    found = expected(after(ConnectsGroups(("Legal",))))
    assert found[f'in Legal, what 360Learning has for "{COURSE}"'] == "one active course"
    assert found["in Legal, the webhook's credentials"] == "the copied ones"
    assert not any(each.startswith("in Sales") for each in found)


def test_the_lines_of_a_group_can_be_run_as_steps() -> None:
    (course,) = (
        each.then
        for each in after(ConnectsGroups(("Sales",))).postconditions()
        if each.what == f'in Sales, what 360Learning has for "{COURSE}"'
    )
    assert course == (f'in Sales, 360Learning has one active course for "{COURSE}"',)


@pytest.mark.parametrize(
    "impossible",
    [
        (IN_SALES,),
        (BOTH, BOTH),
        (BOTH, ConnectsGroups(("Legal",))),
        # A second completion would depend on a reading.
        (BOTH, IN_SALES, IN_SALES),
        # 360Learning does not know her by the address that the other customer has.
        (BOTH, statistics.GetsAddress("Ada", "ada.1@acme.example"), IN_SALES),
        (BOTH, statistics.Leaves("Ada"), IN_SALES),
    ],
)
def test_an_action_whose_result_is_open_is_not_drawn(impossible: tuple[Action, ...]) -> None:
    *story, last = impossible
    assert not after(*story).allows(last)


def test_circumstances_meet_other_integrations_as_well() -> None:
    model = after(BOTH)
    assert model.allows(WhileStopped(IN_SALES))
    assert model.allows(LmsRefuses(IN_SALES, "503"))


def test_a_connector_of_one_integration_gets_no_other() -> None:
    capabilities = TERMS.capabilities - {"several-integrations"}
    terms = Assumptions(TERMS.profile, capabilities, can_restart=True)
    assert not IntegrationDomain().model(terms, START_TIME).allows(BOTH)


def test_two_integrations_are_simplified_to_one() -> None:
    assert list(BOTH.simpler()) == [ConnectsGroups(("Sales",)), ConnectsGroups(("Legal",))]
