"""Filters in brackets, and paging by the Link header, as functions and over HTTP."""

from __future__ import annotations

from datetime import datetime

import pytest
from lms_world import START, Clock, World

from fake_lms.api.filters import DATE, IN, STRING, Field, instant, one_of, read_filters
from fake_lms.core import repository
from fake_lms.core.errors import RefusedError

Item = dict[str, object]

FIELDS: dict[str, Field[Item]] = {
    "name": Field(lambda item: item.get("name"), STRING),
    "color": Field(lambda item: item.get("color"), STRING, one_of("red", "green")),
    "at": Field(lambda item: item.get("at"), DATE, instant),
    "tags": Field(lambda item: item.get("tags", ()), IN, many=True),
}
ITEMS: list[Item] = [
    {"name": "a", "color": "red", "at": START, "tags": ["x", "y"]},
    {"name": "b", "color": "green", "tags": ["y"]},
    {"color": "green", "at": datetime.max.replace(tzinfo=START.tzinfo)},
]


def kept(*query: tuple[str, str]) -> list[int]:
    filters = read_filters(query, FIELDS)
    return [place for place, item in enumerate(ITEMS) if filters.keeps(item)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ([], [0, 1, 2]),
        ([("next", "token"), ("extended", "true")], [0, 1, 2]),
        ([("name[eq]", "a")], [0]),
        ([("name[ne]", "a")], [1, 2]),
        ([("name[in]", "a"), ("name[in]", "b")], [0, 1]),
        ([("name[in][0]", "a"), ("name[in][1]", "b")], [0, 1]),
        ([("name[in][]", "b")], [1]),
        ([("name[nin]", "a"), ("name[nin]", "b")], [2]),
        ([("at[gte]", "2025-01-15T05:00:00.999Z")], [0, 2]),
        ([("at[lt]", "2025-01-15T05:00:00.000Z")], []),
        ([("at[gte]", "2025-01-15T05:00:00Z"), ("at[lt]", "2025-01-16T00:00:00Z")], [0]),
        ([("tags[in]", "x"), ("tags[in]", "z")], [0]),
        ([("color[eq]", "green"), ("name[eq]", "b")], [1]),
    ],
)
def test_filters_are_joined_by_and(query: list[tuple[str, str]], expected: list[int]) -> None:
    assert kept(*query) == expected


@pytest.mark.parametrize(
    ("key", "value", "complaint"),
    [
        ("name[gt]", "a", "name takes eq, in, ne, nin, not gt"),
        ("nom[eq]", "a", "nom is not a filter here; there are at, color, name, tags"),
        ("name", "a", "field[operator]"),
        ("name[eq", "a", "field[operator]"),
        ("color[eq]", "blue", "none of red, green"),
        ("at[lt]", "tomorrow", "2025-01-15T05:00:00.000Z"),
    ],
)
def test_a_filter_that_would_be_ignored_is_refused(key: str, value: str, complaint: str) -> None:
    with pytest.raises(RefusedError) as refused:
        kept((key, value))
    assert complaint in refused.value.message
    assert refused.value.code == "invalidFilter"


async def test_a_list_goes_on_in_the_link_header_filters_included(world: World) -> None:
    for number in range(1_203):
        world.upsert(str(number))
    world.platform.courses.archive(world.upsert("0").id, "hand")
    found: list[str] = []
    sizes = []
    async with world.client() as client:
        url: str | None = "/courses?status[eq]=published"
        while url:
            answer = await client.get(url)
            sizes.append(len(answer.json()))
            found += [each["_id"] for each in answer.json()]
            url = answer.links.get("next", {}).get("url")
            assert url is None or url.startswith("http://lms.test/api/v2/courses?next=")
    assert sizes == [500, 500, 202]
    assert len(set(found)) == 1_202


async def test_a_full_last_page_has_no_next(world: World) -> None:
    for number in range(500):
        world.upsert(str(number))
    async with world.client() as client:
        answer = await client.get("/courses")
    assert len(answer.json()) == 500
    assert "link" not in answer.headers


async def test_paging_goes_on_at_the_right_place_when_things_change_meanwhile(
    world: World, clock: Clock
) -> None:
    ids = [world.upsert(str(number)).id for number in range(10_001)]
    async with world.client() as client:
        first = await client.get(f"/groups/{world.group.id}/catalog/course-ids")
        world.platform.groups.remove_from_catalog(world.group.id, ids[0])
        second = await client.get(first.links["next"]["url"])
    assert len(first.json()) == 10_000
    assert second.json() == ids[10_000:]


@pytest.mark.parametrize("token", ["nonsense!", "e30", "", "W10"])
async def test_a_changed_next_token_is_refused(world: World, token: str) -> None:
    async with world.client() as client:
        answer = await client.get("/courses", params={"next": token})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalidPage")


async def test_filters_follow_changes_on_a_platform_with_indexes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not in the object itself changes too: the tags of a course, an operation's status."""
    monkeypatch.setattr(repository, "SMALL", 0)
    platform = world.platform
    courses = [world.upsert(str(number)) for number in range(3)]
    tag = platform.tags.add("Sales")
    async with world.client() as client:

        async def ids(path: str) -> list[str]:
            return [each["_id"] for each in (await client.get(path)).json()]

        assert await ids(f"/courses?tagIds[in]={tag.id}") == []
        platform.tags.add_by_hand(courses[2].id, tag.id)
        platform.tags.set_by_hand(courses[0].id, [tag.id])
        world.upsert("1", subjects=["Sales"])
        assert await ids(f"/courses?tagIds[in]={tag.id}") == [each.id for each in courses]
        platform.tags.set_by_hand(courses[2].id, [])
        world.upsert("1", subjects=[])
        assert await ids(f"/courses?tagIds[in]={tag.id}") == [courses[0].id]
        assert await ids("/users?mail[eq]=lin@acme.test") == [world.learner.id]
        platform.users.change_mail(world.learner.id, "lin@elsewhere.test")
        assert await ids("/users?mail[eq]=lin@acme.test") == []
        assert await ids("/bulk/operations?status[eq]=completed") == []
        operation = platform.operations.submit("deleteGroups", [], str)
        assert await ids("/bulk/operations?status[eq]=completed") == []
        await platform.operations.run_until_idle()
        assert await ids("/bulk/operations?status[eq]=completed") == [operation.id]
