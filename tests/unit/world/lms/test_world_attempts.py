from datetime import UTC, datetime

import pytest

from fake_lms.training.attempts import Attempt
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.world.lms.attempts import (
    FIGURES,
    figure,
    format_duration,
    read_seconds,
    same_value,
)

ATTEMPT = Attempt(
    id="a",
    course_id="c",
    user_id="u",
    recorded_at=datetime(2026, 1, 12, 9, 5, tzinfo=UTC),
    progress=50,
    score=0,
    time_spent_ms=625_000,
    last_activity_at=datetime(2026, 1, 12, 8, 0, tzinfo=UTC),
)


def test_an_attempt_in_words() -> None:
    assert [figure(name, ATTEMPT) for name in FIGURES] == [
        "50 %",
        "0 %",
        "10 minutes 25 seconds",
        "12 January 2026, 09:00:00 CET",
        "empty",
    ]


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (0, "nothing"),
        (1_000, "1 second"),
        (4_392_000, "1 hour 13 minutes 12 seconds"),
        (108_300_000, "30 hours 5 minutes"),
        (1_500, "1 second 500 milliseconds"),
    ],
)
def test_a_format_duration(milliseconds: int, words: str) -> None:
    assert format_duration(milliseconds) == words


@pytest.mark.parametrize(
    ("words", "seconds"), [("4 seconds", 4), ("1 hour 13 minutes 12 seconds", 4_392)]
)
def test_a_time_is_read_as_it_is_written(words: str, seconds: int) -> None:
    assert read_seconds(words) == seconds
    assert format_duration(seconds * 1_000) == words


@pytest.mark.parametrize("words", ["", "soon", "10 minutes or so", "PT10M"])
def test_other_words_are_no_time(words: str) -> None:
    with pytest.raises(FeatureMistake, match="is not a time"):
        read_seconds(words)


def test_a_feature_need_not_tell_the_seconds() -> None:
    assert same_value("last activity", "12 January 2026, 09:00 CET") == figure(
        "last activity", ATTEMPT
    )
    assert same_value("last activity", "empty") == "empty"
    assert same_value("score", "91 %") == "91 %"
