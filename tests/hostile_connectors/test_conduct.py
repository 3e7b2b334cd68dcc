"""Connectors that mistake how much they may say, which world they are in, or what is theirs."""

from __future__ import annotations

from typing import Any

import pytest

SAVES_SETTINGS, LATER, SCHEDULE = "C105", "C018", "C013"
MOST_MEMORY = 300_000_000


@pytest.mark.parametrize(
    "way", ["many capabilities", "the same capability", "a long name", "a long version"]
)
def test_a_description_that_is_far_too_large(hold: Any, way: str) -> None:
    ended = hold("describes_too_much", SAVES_SETTINGS, LATER, WAY=way)
    assert ended.code == 3, ended.said
    (said,) = ended.messages()
    assert "no connector to judge: GET describe" in said
    assert len(said) < 4_200
    no_harm(ended)


@pytest.mark.parametrize("way", ["ignores reset", "mixes the clocks"])
def test_one_that_stays_in_another_world(hold: Any, way: str) -> None:
    ended = hold("keeps_its_past", SCHEDULE, WAY=way)
    assert ended.code == 1, ended.said
    assert ended.verdicts == {SCHEDULE: "fail"}
    assert all("GET clock answers that it is" in each for each in ended.messages())
    no_harm(ended)


def test_what_is_called_with_the_token_of_another_world_changes_nothing(hold: Any) -> None:
    ended = hold("keeps_its_past", SAVES_SETTINGS, LATER, WAY="calls later")
    assert ended.code == 0, ended.said
    assert ended.verdicts == {SAVES_SETTINGS: "pass", LATER: "pass"}
    no_harm(ended)


def test_one_that_hoards_connections(hold: Any) -> None:
    ended = hold("hoards_connections", SAVES_SETTINGS, LATER, CONNECTIONS="900")
    assert ended.code in (0, 1), ended.said
    no_harm(ended)


def no_harm(ended: Any) -> None:
    assert "Traceback" not in ended.said
    assert ended.peak < MOST_MEMORY
    assert ended.seconds < 120
