from typing import get_args

import msgspec
import pytest

from percipio_conformance import schemas
from percipio_conformance.core import events as kinds
from percipio_conformance.core.events import RunFinished, RunStarted, decode, encode
from percipio_conformance.core.scenario_ids import scenario_id, split_situation, under_situation
from percipio_conformance.results.run_result import StreamError, parse_run


def test_every_event_survives_its_line(safe_events):
    for event in safe_events:
        line = encode(event)
        assert b"\n" not in line
        assert decode(line) == event


def test_every_event_fits_the_schema(safe_events):
    for event in safe_events:
        assert schemas.problems("event", msgspec.json.decode(encode(event))) == []


@pytest.mark.parametrize("kind", get_args(kinds.Event), ids=lambda kind: kind.__name__)
def test_schema_and_struct_name_the_same_fields(kind):
    config = kind.__struct_config__
    schema = schemas.load("event")["$defs"][config.tag]
    fields = msgspec.structs.fields(kind)
    assert list(schema["properties"]) == ["event", *(each.name for each in fields)]
    assert schema["required"] == ["event", *(each.name for each in fields if each.required)]


@pytest.mark.parametrize(
    ("kind", "definition"),
    [
        (kinds.Suite, "suite"),
        (kinds.ProfileUsed, "profile"),
        (kinds.KnownFailure, "known_failure"),
        (kinds.Selection, "selection"),
        (kinds.CatalogUsed, "catalog_used"),
        (kinds.ShardUsed, "shard"),
        (kinds.Step, "step"),
        (kinds.Exchange, "exchange"),
        (kinds.Failure, "failure"),
        (kinds.Interruption, "interruption"),
    ],
)
def test_schema_and_value_name_the_same_fields(kind, definition):
    fields = {each.name for each in msgspec.structs.fields(kind)}
    assert set(schemas.load("event")["$defs"][definition]["properties"]) == fields


def test_an_unknown_field_is_no_event():
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        decode(b'{"event": "run_finished", "color": "green"}')


@pytest.mark.parametrize(
    ("feature", "example", "expected"),
    [
        ("features/a/b.feature", "", "features/a/b::A name"),
        ("features\\a\\b.feature", "", "features/a/b::A name"),
        ("features/a/b.feature", "06:00-winter", "features/a/b::A name [06:00-winter]"),
    ],
)
def test_scenario_id_is_the_same_on_every_system(feature, example, expected):
    assert scenario_id(feature, "A name", example) == expected


def test_a_story_is_sorted_whatever_the_order(events):
    mixed = [events[0], *reversed(events[1:-1]), events[-1]]
    assert parse_run(mixed) == parse_run(events)
    story = parse_run(mixed)
    assert [each.id for each in story.clauses] == sorted(each.id for each in story.clauses)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda events: [], "beginning is missing"),
        (lambda events: events[1:], "beginning is missing"),
        (lambda events: events[:-1], "interrupted or the file is cut off"),
        (lambda events: [*events[:-1], *events], "two runs are mixed"),
        (lambda events: [*events[:2], *events[1:]], "occurs twice"),
        (lambda events: [events[0], *events[2:]], "is judged by 'features/schedule/daily_run::"),
    ],
    ids=["empty", "no start", "no end", "two runs", "twice", "lost line"],
)
def test_a_story_that_is_not_one_whole_run_is_refused(events, spoil, message):
    with pytest.raises(StreamError, match=message):
        parse_run(spoil(events))


def test_a_story_keeps_its_ends(events):
    story = parse_run(events)
    assert isinstance(story.started, RunStarted)
    assert isinstance(story.finished, RunFinished)


@pytest.mark.parametrize("scenario", ["features/a::A name", "features/a::A name [row (1)]"])
def test_the_id_of_a_scenario_under_a_situation_can_be_split(scenario: str) -> None:
    under = under_situation(scenario, "pause")
    assert under == f"{scenario} (situation pause)"
    assert split_situation(under) == (scenario, "pause")
    assert split_situation(scenario) == (scenario, None)
    # An id that names a situation keeps it.
    assert under_situation(under, "restart-after") == under
