"""What an absent connector means, and when to stop asking for it."""

from __future__ import annotations

import pytest

from percipio_conformance.connectors.availability import AvailabilityTracker
from percipio_conformance.core.outcomes import ConnectorError, NotTestable, Unreachable
from percipio_conformance.core.timeouts import MAX_FAILED_STARTS, MAX_TIMEOUTS

GONE = Unreachable("nobody answers at http://somewhere")


def test_one_that_never_answered_is_not_judged_and_not_asked_again() -> None:
    presence = AvailabilityTracker()
    presence.ensure_available()
    assert isinstance(presence.missed(GONE), Unreachable)
    with pytest.raises(Unreachable, match="nobody answers"):
        presence.ensure_available()


def test_one_that_went_away_fails_where_that_is_noticed_and_nowhere_else() -> None:
    presence = AvailabilityTracker()
    presence.met()
    first = presence.missed(GONE)
    assert isinstance(first, ConnectorError)
    assert "answered earlier in this run, and now: nobody answers" in str(first)
    presence.ensure_available()
    assert isinstance(presence.missed(GONE), NotTestable)


def test_one_whose_going_away_was_blamed_already_is_not_blamed_again() -> None:
    presence = AvailabilityTracker()
    presence.met()
    presence.broke_off(silent=False)
    assert isinstance(presence.missed(GONE), NotTestable)


def test_after_some_scenarios_it_is_no_longer_asked() -> None:
    presence = AvailabilityTracker()
    presence.met()
    for _ in range(MAX_FAILED_STARTS):
        presence.ensure_available()
        presence.missed(GONE)
    with pytest.raises(NotTestable, match="went away"):
        presence.ensure_available()


def test_one_that_comes_back_is_judged_again() -> None:
    presence = AvailabilityTracker()
    presence.met()
    for _ in range(MAX_FAILED_STARTS - 1):
        presence.missed(GONE)
    presence.met()
    presence.ensure_available()
    assert isinstance(presence.missed(GONE), ConnectorError)


def test_one_that_uses_up_its_time_again_and_again_ends_the_trying() -> None:
    presence = AvailabilityTracker()
    presence.met()
    for _ in range(MAX_TIMEOUTS):
        presence.ensure_available()
        presence.broke_off(silent=True)
    with pytest.raises(NotTestable, match=f"{MAX_TIMEOUTS} times"):
        presence.ensure_available()
