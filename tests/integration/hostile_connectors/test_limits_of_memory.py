"""A run against a hostile connector needs no more memory than one against a good one."""

from __future__ import annotations

from typing import Any

import pytest

MOST_MEMORY = 300_000_000
SETTINGS, LATER, CATALOG = "C120", "C018", "C013"


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("describes_without_end", "GET describe: the answer has more than 1,048,576 bytes"),
        ("packs_a_bomb", "GET describe: the answer is compressed (Content-Encoding: gzip)"),
    ],
)
def test_a_description_without_end_is_refused(hold: Any, program: str, words: str) -> None:
    ended = hold(program, SETTINGS, LATER)
    assert ended.code == 3, ended.said
    (said,) = ended.messages()
    assert words in said
    assert ended.peak < MOST_MEMORY
    assert ended.seconds < 120


@pytest.mark.parametrize("body", [30_000_000, 200_000])
def test_a_flood_is_the_connectors_breach(hold: Any, body: int) -> None:
    ended = hold("floods_the_world", SETTINGS, LATER, timeout=60.0, BODY_BYTES=str(body))
    assert ended.code == 1, ended.said
    assert ended.verdicts == {SETTINGS: "fail", LATER: "pass"}
    said = ended.failure(SETTINGS)["message"]
    assert "requests to the simulated Percipio and 360Learning in this scenario" in said
    # Those of a scenario and of the one item that it offers.
    assert "the most is 10,020 requests and 67,174,400 bytes" in said
    assert ended.peak < MOST_MEMORY


@pytest.mark.parametrize(
    ("size", "words"),
    [(1_000_000, "too many to say where"), (50_000_000, "the answer has more than 1,048,576")],
)
def test_what_is_said_in_vain_is_not_kept(hold: Any, size: int, words: str) -> None:
    ended = hold("says_too_much", CATALOG, ANSWER_BYTES=str(size))
    assert ended.code == 1, ended.said
    assert ended.verdicts == {CATALOG: "fail"}
    assert all(words in each for each in ended.messages())
    assert ended.peak < MOST_MEMORY


def test_output_without_end_is_read_and_forgotten(hold: Any) -> None:
    ended = hold("floods_its_output", LATER, SETTINGS)
    assert ended.code == 0, ended.said
    assert ended.peak < MOST_MEMORY
