"""Connectors that mistake how much they may say, which world they are in, or what is theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

SAVES_SETTINGS, LATER, SCHEDULE = "C120", "C018", "C013"
SAVES_FILTERS = "C142"
"""Saves settings too, and needs no statement."""
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


def test_what_is_called_with_the_token_of_another_world_is_refused(
    hold: Any, tmp_path: Path
) -> None:
    answered = tmp_path / "answered"
    ended = hold("keeps_its_past", SAVES_SETTINGS, LATER, WAY="calls later", ANSWERED=str(answered))
    assert ended.code == 0, ended.said
    assert ended.verdicts == {SAVES_SETTINGS: "pass", LATER: "pass"}
    statuses = {tuple(line.split()) for line in answered.read_text().splitlines()}
    assert {status for world, status in statuses if world == "1"} >= {"200"}
    assert {status for world, status in statuses if world != "1"} == {"401"}
    no_harm(ended)


@pytest.mark.parametrize(
    ("connections", "status", "clause"),
    [("100", "401", SAVES_SETTINGS), ("900", "503", SAVES_FILTERS)],
)
def test_one_that_hoards_connections_is_turned_away_in_that_scenario_alone(
    hold: Any, tmp_path: Path, connections: str, status: str, clause: str
) -> None:
    answered = tmp_path / "answered"
    ended = hold(
        *("hoards_connections", clause, LATER),
        CONNECTIONS=connections,
        ANSWERED=str(answered),
    )
    # A request beyond the limit is refused; no clause here needs one.
    assert set(answered.read_text().splitlines()) == {status}
    assert ended.code == 0, ended.said
    assert ended.verdicts == {clause: "pass", LATER: "pass"}
    no_harm(ended)


def no_harm(ended: Any) -> None:
    assert "Traceback" not in ended.said
    assert ended.peak < MOST_MEMORY
    assert ended.seconds < 120
