"""Searches of a repository: the same objects as a look at each of them, with less work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fake_lms.core import date_index, repository
from fake_lms.core.conditions import Condition, Operator
from fake_lms.core.repository import Repository

START = datetime(2026, 1, 5, tzinfo=UTC)
COLORS = ("red", "green", "blue", None)


@dataclass
class Thing:
    """An object that changes in place."""

    id: str
    color: str | None
    tags: tuple[str, ...]
    at: datetime | None


DAYS = st.none() | st.integers(0, 9).map(lambda days: START + timedelta(days=days))
TAGS = st.lists(st.sampled_from("xyz"), max_size=3).map(tuple)
CONTENTS = st.tuples(st.sampled_from(COLORS), TAGS, DAYS)
CONDITIONS: st.SearchStrategy[Condition[Thing]] = st.one_of(
    st.builds(
        lambda operator, wanted: Condition("color", lambda each: each.color, operator, wanted),
        st.sampled_from(["eq", "in", "ne", "nin"]),
        st.lists(st.sampled_from(("red", "green", "white")), min_size=1),
    ),
    st.builds(
        lambda wanted: Condition("tags", lambda each: each.tags, "in", wanted, many=True),
        st.lists(st.sampled_from("xyz"), min_size=1),
    ),
    st.builds(
        lambda operator, days: Condition(
            "at", lambda each: each.at, operator, [START + timedelta(days=days)]
        ),
        st.sampled_from(["lt", "gte"]),
        st.integers(0, 10),
    ),
)
PUT, CHANGE, DROP, SEARCH = "put", "change", "drop", "search"
STEPS = st.one_of(
    st.tuples(st.just(PUT), CONTENTS),
    st.tuples(st.just(CHANGE), st.tuples(st.integers(0), CONTENTS)),
    st.tuples(st.just(DROP), st.integers(0)),
    st.tuples(st.just(SEARCH), st.tuples(st.lists(CONDITIONS, max_size=3), st.integers(-1, 40))),
)


@pytest.fixture(autouse=True, scope="module")
def small_pieces() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repository, "SMALL", 0)
        patch.setattr(repository, "MOST_VALUES", 3)
        patch.setattr(repository, "FEW", 2)
        patch.setattr(date_index, "FANOUT", 2)
        yield


@settings(max_examples=300)
@given(st.lists(STEPS, max_size=40))
def test_a_search_finds_what_a_look_at_each_object_finds(steps: list[tuple[str, object]]) -> None:
    stored: Repository[Thing] = Repository()
    held: dict[str, Thing] = {}
    made = 0
    for step in steps:
        match step:
            case "put", (color, tags, at):
                made += 1
                thing = Thing(f"{made:04}", color, tags, at)
                held[thing.id] = thing
                stored.put(thing.id, thing)
            case "change", (number, (color, tags, at)) if held:
                thing = list(held.values())[number % len(held)]
                thing.color, thing.tags, thing.at = color, tags, at
                stored.refresh(thing.id)
            case "drop", int(number) if held:
                key = list(held)[number % len(held)]
                del held[key]
                stored.drop(key)
            case "search", (conditions, after):
                cursor = None if after < 0 else f"{after:04}"
                found = [each.id for each in stored.after(cursor, conditions)]
                assert found == [
                    each.id
                    for each in held.values()
                    if (cursor is None or each.id > cursor)
                    and all(one.holds(each) for one in conditions)
                ]


@pytest.mark.parametrize(
    ("name", "operator", "wanted"),
    [
        ("color", "eq", ["red"]),
        ("color", "in", ["red", "blue"]),
        ("color", "ne", ["green"]),
        ("color", "nin", ["green", "white"]),
        ("tags", "in", ["x"]),
        ("at", "gte", [START + timedelta(days=1_999)]),
        ("at", "lt", [START + timedelta(days=1)]),
    ],
)
def test_a_search_looks_only_at_what_may_fit(
    name: str, operator: Operator, wanted: list[object]
) -> None:
    stored: Repository[Thing] = Repository()
    for number in range(2_000):
        rare = number in (0, 1_000, 1_999)
        at = START + timedelta(days=number)
        thing = Thing(
            f"{number:04}", "red" if rare else "green", ("x",) if rare else ("y", "z"), at
        )
        stored.put(thing.id, thing)
    looked = 0

    def value(each: Thing) -> object:
        nonlocal looked
        looked += 1
        return getattr(each, name)

    condition = Condition(name, value, operator, wanted, many=name == "tags")
    first = list(stored.after(None, [condition]))
    assert looked >= 2_000
    looked = 0
    assert list(stored.after(None, [condition])) == first
    assert 0 < len(first) == looked <= 3


def test_a_window_of_time_is_found_without_a_look_at_what_is_before_and_behind_it() -> None:
    stored: Repository[Thing] = Repository()
    for number in range(2_000):
        thing = Thing(f"{number:04}", None, (), START + timedelta(days=number))
        stored.put(thing.id, thing)
    looked = 0

    def at(each: Thing) -> datetime | None:
        nonlocal looked
        looked += 1
        return each.at

    since = Condition("at", at, "gte", [START + timedelta(days=1_000)])
    until = Condition("at", at, "lt", [START + timedelta(days=1_002)])
    for _ in range(2):
        looked = 0
        assert [each.id for each in stored.after(None, [since, until])] == ["1000", "1001"]
    assert looked == 4
