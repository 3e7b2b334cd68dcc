"""A scenario ends within a minute or so of real time, whatever a connector does with the clock."""

from __future__ import annotations

from typing import Any

import pytest

SETTINGS, CATALOG = "C120", "C013"


@pytest.mark.parametrize(
    ("ahead", "words"),
    [("1", "next_due was less than 1 second ahead"), ("1100000", "not the next look")],
)
def test_one_that_is_always_due_again_is_blamed_for_that(hold: Any, ahead: str, words: str) -> None:
    ended = hold("is_always_due", SETTINGS, timeout=5.0, AHEAD=ahead)
    assert ended.code == 1, ended.said
    assert ended.verdicts == {SETTINGS: "fail"}
    assert words in ended.failure(SETTINGS)["message"]
    # Twenty times the timeout, what one scenario may take in all, would be this long.
    assert ended.seconds < 100
