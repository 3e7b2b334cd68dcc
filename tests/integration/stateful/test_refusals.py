"""Failures of 360Learning within one action of a sequence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from searches import world_of_reference

from percipio_conformance.stateful.actions.circumstances import REFUSALS, LmsRefuses
from percipio_conformance.stateful.actions.statistics_actions import Does

DAY = timedelta(days=1)


@pytest.mark.parametrize("how", REFUSALS)
def test_a_failure_that_meets_no_request_does_not_meet_a_later_one(how: str) -> None:
    with world_of_reference() as world:
        world.percipio.catalog.offer("Six Sigma Basics")
        world.percipio.learners.add_unknown_learner("Zoe")
        action = LmsRefuses(Does("Zoe", "completes", "Six Sigma Basics"), how)  # type: ignore[arg-type]
        assert world.lms.setup.submit() is None
        world.advance_by(2 * DAY)
        action.perform(world)
        assert world.lms.outages.pending == []
