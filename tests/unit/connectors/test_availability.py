"""The consequences of an absent connector, and the limit of tries."""

from __future__ import annotations

import pytest

from percipio_conformance.connectors.availability import AvailabilityTracker
from percipio_conformance.core.outcomes import ConnectorError, NotTestable, Unreachable
from percipio_conformance.core.timeouts import MAX_FAILED_STARTS, MAX_TIMEOUTS

GONE = Unreachable("nobody answers at http://somewhere")


def test_one_that_never_answered_is_not_judged_and_not_asked_again() -> None:
    availability = AvailabilityTracker()
    availability.ensure_available()
    assert isinstance(availability.missed(GONE), Unreachable)
    with pytest.raises(Unreachable, match="nobody answers"):
        availability.ensure_available()


def test_the_limit_of_timeouts_names_the_option_of_the_run() -> None:
    availability = AvailabilityTracker("--connector-timeout")
    for _ in range(MAX_TIMEOUTS):
        availability.broke_off(silent=True)
    with pytest.raises(NotTestable, match="reached the --connector-timeout limit 20 times"):
        availability.ensure_available()


def test_one_that_went_away_fails_where_that_is_noticed_and_nowhere_else() -> None:
    availability = AvailabilityTracker()
    availability.met()
    first = availability.missed(GONE)
    assert isinstance(first, ConnectorError)
    assert "answered earlier in this run, and now: nobody answers" in str(first)
    availability.ensure_available()
    assert isinstance(availability.missed(GONE), NotTestable)


def test_one_whose_going_away_was_blamed_already_is_not_blamed_again() -> None:
    availability = AvailabilityTracker()
    availability.met()
    availability.broke_off(silent=False)
    assert isinstance(availability.missed(GONE), NotTestable)


def test_after_some_scenarios_it_is_no_longer_asked() -> None:
    availability = AvailabilityTracker()
    availability.met()
    for _ in range(MAX_FAILED_STARTS):
        availability.ensure_available()
        availability.missed(GONE)
    with pytest.raises(NotTestable, match="stopped responding"):
        availability.ensure_available()


def test_one_that_comes_back_is_judged_again() -> None:
    availability = AvailabilityTracker()
    availability.met()
    for _ in range(MAX_FAILED_STARTS - 1):
        availability.missed(GONE)
    availability.met()
    availability.ensure_available()
    assert isinstance(availability.missed(GONE), ConnectorError)


def test_one_that_uses_up_its_time_again_and_again_ends_the_trying() -> None:
    availability = AvailabilityTracker()
    availability.met()
    for _ in range(MAX_TIMEOUTS):
        availability.ensure_available()
        availability.broke_off(silent=True)
    with pytest.raises(NotTestable, match=f"{MAX_TIMEOUTS} times"):
        availability.ensure_available()
