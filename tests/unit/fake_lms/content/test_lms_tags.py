"""Tags and the two origins of a link (C088 to C093, A-TAGNAME, A-TAGSAME)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lms_world import Clock, World

from fake_lms.content.tags import TagLink, Tags
from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.core.ids import Ids

COURSE = "c"


@pytest.fixture
def tags(world: World) -> Tags:
    return world.platform.tags


def test_names_are_unique_and_compared_exactly(tags: Tags) -> None:
    tags.add("Leadership")
    tags.add("leadership")
    with pytest.raises(RefusedError) as refused:
        tags.add("Leadership")
    assert refused.value.code == "tagNameNotAvailable"


def test_synchronizing_makes_the_tags_it_needs_one_for_each_name(tags: Tags) -> None:
    tags.synchronize(COURSE, ["Business", "Quality", "Business"])
    assert tags.names_of(COURSE) == ["Business", "Quality"]
    assert {tag.source for tag in tags} == {"integration"}


def test_synchronizing_uses_a_tag_that_people_made(tags: Tags) -> None:
    native = tags.add("Quality")
    tags.synchronize(COURSE, ["Quality"])
    assert tags.of(COURSE) == [TagLink(native.id, "integration")]
    assert len(tags) == 1
    assert tags.get(native.id).source == "native"


def test_what_is_no_longer_synchronized_goes_and_its_tag_stays(tags: Tags) -> None:
    tags.synchronize(COURSE, ["Business", "Quality"])
    tags.synchronize(COURSE, ["Quality"])
    assert tags.names_of(COURSE) == ["Quality"]
    tags.synchronize(COURSE, [])
    assert tags.of(COURSE) == []
    assert tags.named("Business") is not None


def test_put_by_hand_first_and_synchronized_later_it_survives_the_end_of_synchronizing(
    tags: Tags,
) -> None:
    quality = tags.add("Quality")
    tags.add_by_hand(COURSE, quality.id)
    tags.synchronize(COURSE, ["Quality"])
    assert tags.of(COURSE) == [TagLink(quality.id, "native")]
    tags.synchronize(COURSE, [])
    assert tags.of(COURSE) == [TagLink(quality.id, "native")]


def test_synchronized_first_and_put_by_hand_later_it_survives_as_well(tags: Tags) -> None:
    tags.synchronize(COURSE, ["Quality"])
    quality = tags.named("Quality")
    assert quality is not None
    tags.add_by_hand(COURSE, quality.id)
    tags.synchronize(COURSE, [])
    assert tags.of(COURSE) == [TagLink(quality.id, "native")]


def test_replacing_all_tags_makes_the_given_ones_native_and_drops_the_others(tags: Tags) -> None:
    tags.synchronize(COURSE, ["Business", "Quality"])
    quality, own = tags.named("Quality"), tags.add("For new hires")
    assert quality is not None
    tags.set_by_hand(COURSE, [own.id, quality.id])
    assert tags.names_of(COURSE, "native") == ["For new hires", "Quality"]
    assert tags.names_of(COURSE, "integration") == []
    tags.set_by_hand(COURSE, [])
    assert tags.of(COURSE) == []


def test_a_tag_that_does_not_exist_cannot_be_put(tags: Tags) -> None:
    with pytest.raises(NotFoundError):
        tags.set_by_hand(COURSE, ["nothing"])


def test_upserting_a_course_synchronizes_its_subjects(world: World) -> None:
    course = world.upsert(subjects=["Business", "Quality"])
    assert world.platform.tags.names_of(course.id, "integration") == ["Business", "Quality"]
    world.upsert(subjects=[])
    assert world.platform.tags.names_of(course.id) == []


_NAMES = st.sets(st.sampled_from("abcd"))


@given(st.lists(st.tuples(st.sampled_from(["hand", "replace", "sync"]), _NAMES)))
def test_a_link_lasts_as_long_as_one_of_its_origins(acts: list[tuple[str, set[str]]]) -> None:
    tags = Tags(Ids(Clock(), seed=0))
    every = {name: tags.add(name).id for name in "abcd"}
    by_hand: set[str] = set()
    synchronized: set[str] = set()
    for act, names in acts:
        if act == "sync":
            tags.synchronize(COURSE, sorted(names))
            synchronized = names
        elif act == "replace":
            tags.set_by_hand(COURSE, [every[name] for name in sorted(names)])
            by_hand, synchronized = names, synchronized & names
        else:
            for name in sorted(names):
                tags.add_by_hand(COURSE, every[name])
            by_hand = by_hand | names
        assert set(tags.names_of(COURSE)) == by_hand | synchronized
        assert set(tags.names_of(COURSE, "native")) == by_hand
