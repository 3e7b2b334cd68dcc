"""An invalid answer fails the scenario with a reason, and the next scenario runs.

C120 saves settings, where these programs fail; C018 does not.
"""

from __future__ import annotations

from typing import Any

import pytest

SAVES_SETTINGS, LATER = "C120", "C018"
MOST_MEMORY = 300_000_000


@pytest.mark.parametrize(
    ("way", "problem"),
    [
        ("byte_by_byte", "was not answered in whole within 4 seconds"),
        ("too_short", "peer closed connection without sending complete message body"),
        ("closes_in_mid_body", "peer closed connection without sending complete message body"),
        ("never_begins", "was not answered in whole within 4 seconds"),
        ("old_as_the_web", "PUT settings got no answer from the connector: RemoteProtocolError"),
        ("heads_without_end", "PUT settings got no answer from the connector: RemoteProtocolError"),
        ("two_lengths", "PUT settings got no answer from the connector: RemoteProtocolError"),
    ],
)
def test_bytes_that_are_not_an_answer(hold: Any, way: str, problem: str) -> None:
    ended = hold("speaks_raw", SAVES_SETTINGS, LATER, timeout=4.0, WAY=way)
    check(ended, problem)


@pytest.mark.parametrize(
    ("way", "problem"),
    [
        ("elsewhere", "PUT settings was answered 302"),
        ("in circles", "PUT settings was answered 307"),
        ("nested deeply", "something that is not JSON"),
        ("nested", "breaks the schema control/settings"),
        ("a long number", "something that is not JSON"),
        ("not a number", "something that is not JSON"),
        ("not UTF-8", "something that is not JSON"),
        ("half a surrogate", "something that is not JSON"),
        ("a list", "breaks the schema control/settings"),
        ("a text", "breaks the schema control/settings"),
        ("a page in no charset", "PUT settings was answered 500: <html>oops</html>"),
        ("a packed page", "PUT settings was answered 500: <html>oops</html>"),
        ("many wrong fields", "breaks the schema control/settings"),
        ("a cookie", "PUT settings was answered 403"),
    ],
)
def test_answers_that_say_nothing(hold: Any, way: str, problem: str) -> None:
    check(hold("speaks_nonsense", SAVES_SETTINGS, LATER, WAY=way), problem)


def test_what_comes_after_an_answer_is_not_part_of_it(hold: Any) -> None:
    ended = hold("speaks_raw", SAVES_SETTINGS, LATER, WAY="too_long")
    assert ended.code == 0, ended.said
    assert ended.verdicts == {SAVES_SETTINGS: "pass", LATER: "pass"}


def check(ended: Any, problem: str) -> None:
    assert ended.code == 1, ended.said
    assert ended.verdicts == {SAVES_SETTINGS: "fail", LATER: "pass"}
    assert problem in ended.failure(SAVES_SETTINGS)["message"]
    assert len(ended.failure(SAVES_SETTINGS)["message"]) < 4_200
    assert "Traceback" not in ended.said
    assert ended.peak < MOST_MEMORY
    assert ended.seconds < 120
