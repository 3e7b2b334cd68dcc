"""Ids, instants and the stored: what every other module stands on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lms_world import START, Clock

from fake_lms.core.ids import Ids
from fake_lms.core.repository import Repository
from fake_lms.core.timestamps import parse, wire


def test_ids_are_24_hexadecimal_characters_and_grow() -> None:
    clock = Clock()
    ids = Ids(clock, seed=1)
    made = [ids() for _ in range(300)]
    clock.pass_time(days=1)
    made += [ids() for _ in range(300)]
    assert made == sorted(set(made))
    assert all(len(each) == 24 and int(each, 16) for each in made)


def test_ids_keep_growing_when_a_clock_is_set_back() -> None:
    clock = Clock()
    ids = Ids(clock, seed=1)
    before = ids()
    clock.pass_time(days=-1)
    assert ids() > before


def test_same_seed_same_ids_other_seed_other_ids() -> None:
    clock = Clock()
    assert Ids(clock, seed=1)() == Ids(clock, seed=1)()
    assert Ids(clock, seed=1)() != Ids(clock, seed=2)()


def test_an_instant_on_the_wire_has_milliseconds_and_a_z() -> None:
    assert wire(START) == "2025-01-15T05:00:00.000Z"
    assert wire(START + timedelta(microseconds=123_456)) == "2025-01-15T05:00:00.123Z"


def test_any_offset_is_read_as_utc() -> None:
    assert parse("2025-01-15T06:00:00+01:00") == START
    assert parse("2025-01-15T06:00:00+01:00").tzinfo == UTC


@pytest.mark.parametrize("text", ["", "yesterday", "2025-01-15", "2025-01-15T05:00:00"])
def test_what_names_no_instant_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"2025-01-15T05:00:00\.000Z"):
        parse(text)


@given(
    st.datetimes(
        min_value=datetime(1971, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.just(timezone(timedelta(0))),
    )
)
def test_an_instant_survives_the_wire_to_the_millisecond(at: datetime) -> None:
    assert parse(wire(at)) == at.replace(microsecond=at.microsecond // 1000 * 1000)


@given(st.sets(st.text(max_size=3)), st.text(max_size=3))
def test_a_shelf_reads_on_from_any_key(keys: set[str], cursor: str) -> None:
    stored: Repository[str] = Repository()
    for key in sorted(keys):
        stored.put(key, key)
    assert list(stored.after(cursor)) == sorted(key for key in keys if key > cursor)
    assert list(stored.after(None)) == sorted(keys)


def test_a_shelf_forgets_what_is_dropped() -> None:
    stored: Repository[int] = Repository()
    for key in "abc":
        stored.put(key, ord(key))
    stored.drop("b")
    assert list(stored.after("a")) == [ord("c")]
    assert "b" not in stored
    assert len(stored) == 2
