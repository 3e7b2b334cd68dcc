import json

import msgspec

from percipio_conformance.core.events import ScenarioFinished, encode
from percipio_conformance.results.digest import digest_of, with_digest, without_times


def lines(events):
    return [json.loads(encode(each)) for each in events]


def test_times_and_order_do_not_count(safe_events):
    slower = [
        msgspec.structs.replace(each, duration_s=99.0)
        if isinstance(each, ScenarioFinished)
        else each
        for each in safe_events
    ]
    assert digest_of(lines(reversed(slower))) == digest_of(lines(safe_events))


def test_every_line_counts(safe_events):
    whole = digest_of(lines(safe_events))
    for number in range(len(safe_events)):
        fewer = [*safe_events[:number], *safe_events[number + 1 :]]
        assert digest_of(lines(fewer)) != whole
        assert digest_of(lines([*safe_events, safe_events[number]])) != whole


def test_a_seal_is_of_the_story_and_not_of_itself(safe_events):
    once = with_digest(safe_events)
    assert once[-1].digest == digest_of(lines(safe_events))
    assert with_digest(once) == once


def test_times_are_left_out_at_every_depth():
    assert without_times({"a_s": 1, "b": [{"c_at": 2, "d": 3}], "seconds": 4}) == {
        "b": [{"d": 3}],
        "seconds": 4,
    }
