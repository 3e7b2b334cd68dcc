"""Items, their categories, and the courses they become."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reference_impl.rules.categories import CATEGORIES, category_of
from reference_impl.rules.course_mapping import ExternalCourse, Mapped, Options, Unusable, to_course
from reference_impl.rules.items import Item, UnreadableItemError, read_item

Make = Callable[..., dict[str, Any]]
OPTIONS = Options(author_id="b" * 24, tags=True, translations=False)
SAMPLES = Path(__file__).parents[5] / "shared" / "reference" / "percipio"


def read(given: object) -> Item:
    return read_item(msgspec.Raw(msgspec.json.encode(given)))


def course_of(given: dict[str, Any], **options: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    mapped = to_course(read(given), "course", "x", replace(OPTIONS, **options))
    assert isinstance(mapped, Mapped)
    return msgspec.json.decode(msgspec.json.encode(mapped.course)), mapped.notes


@pytest.mark.parametrize(
    ("content_type", "category"),
    [
        (["COURSE", "COURSE", "Course"], "course"),
        (["BOOK", "BOOK", "Book Summary"], "book"),
        (["AUDIOBOOK", "AUDIOBOOK", "Audiobook Summary"], "audiobook"),
        (["CHANNEL", "CHANNEL", "Channel"], "channel"),
        (["JOURNEY", "CURRICULUM", "Journey"], "journey"),
        (["LINKED_CONTENT", None, "Lab"], "linked_content"),
        (["LINKED_CONTENT", "VIDEO", "Video"], "linked_content"),
        (["LINKED_CONTENT", "ASSESSMENT", "TestPrep"], "linked_content"),
        (["ASSESSMENT", "ASSESSMENT", "Assessment"], "assessment"),
        (["ASSESSMENT", None, None], "assessment"),
        (["ASSESSMENT", "ASSESSMENT", "Skill BenchMark"], "benchmark"),
        ([None, None, None], "uncategorized"),
        (["", "COURSE", "Course"], "uncategorized"),
        (None, "uncategorized"),
        (["VIDEO", "VIDEO", "Video"], None),
        (["SCHEDULED_CONTENT", None, None], None),
        (["DYNAMIC_CONTENT", None, None], None),
        (["CERTIFICATION_PATH", None, None], None),
        (["HOLOGRAM", None, None], None),
    ],
)
def test_categories(item: Make, content_type: Any, category: str | None) -> None:
    names = ("percipioType", "category", "displayLabel")
    given = item(1, contentType=content_type and dict(zip(names, content_type, strict=True)))
    assert category_of(read(given), closed_list=True) == category
    assert category_of(read(given), closed_list=False) == (category or "uncategorized")


@pytest.mark.parametrize("given", [1, None, [], {"title": "x"}, {"id": 5}, {"id": "  "}])
def test_what_cannot_be_read_has_a_reason(given: object) -> None:
    with pytest.raises(UnreadableItemError) as caught:
        read(given)
    assert caught.value.reason


def test_a_bad_field_is_named_with_the_items_id(item: Make) -> None:
    with pytest.raises(UnreadableItemError, match="duration") as caught:
        read(item(1, duration=5))
    assert caught.value.item_id == item(1)["id"]


def test_the_course_an_item_becomes(item: Make) -> None:
    course, notes = course_of(item(1))
    assert course == {
        "defaultLang": "en",
        "externalId": "x",
        "launchUrl": "https://share.percipio.com/cd/1",
        "name": "Course 1",
        "sources": [{"name": "Skillsoft"}],
        "subjects": ["Cloud", "Security"],
        "authorId": "b" * 24,
        "contentType": "course",
        "description": "<p>It &amp; us</p>",
        "difficultyLevel": "beginner",
        "duration": 53,
        "imageUrl": "https://cdn2.percipio.com/image.jpg",
    }
    assert notes == ()


@pytest.mark.parametrize(
    ("duration", "minutes", "noted"),
    [
        (None, None, ()),
        ("PT1S", 1, ()),
        ("PT1M", 1, ()),
        ("PT1M1S", 2, ()),
        ("PT0S", None, ()),
        ("PT100000M", 100_000, ()),
        ("P100D", 100_000, ("the duration 'P100D' was cut to 100000 minutes",)),
        (
            "two hours",
            None,
            ("the duration 'two hours' is no ISO 8601 duration and was left out",),
        ),
    ],
)
def test_durations(
    item: Make, duration: str | None, minutes: int | None, noted: tuple[str, ...]
) -> None:
    course, notes = course_of(item(1, duration=duration))
    assert (course.get("duration"), notes) == (minutes, noted)


def test_whatever_may_be_missing_may_be_missing(item: Make) -> None:
    title = {"localeCode": None, "title": "مرحبا 🚀" * 500, "description": " "}
    bare = {"id": "1", "link": "https://x", "localizedMetadata": [None, title]}
    course, notes = course_of(bare)
    assert course["name"] == title["title"]
    assert "description" not in course
    assert course["defaultLang"] == "en"
    assert "None" in notes[0]


@pytest.mark.parametrize(
    "change",
    [
        {"link": None},
        {"link": " "},
        {"localizedMetadata": None},
        {"localizedMetadata": [{"localeCode": "en-US", "title": " "}]},
    ],
)
def test_an_item_without_title_or_link_is_unusable(item: Make, change: Any) -> None:
    why = {
        "link": "the item has no link, and a course needs an address to launch",
        "localizedMetadata": "the item has no title in any language, and a course needs a name",
    }
    found = to_course(read(item(1, **change)), "course", "x", OPTIONS)
    assert found == Unusable(why[next(iter(change))])


def test_several_levels_are_no_level_and_no_box_no_tags(item: Make) -> None:
    course, _ = course_of(item(1, expertiseLevels=["BEGINNER", "EXPERT"]), tags=False)
    assert "difficultyLevel" not in course
    assert course["subjects"] == []


def test_areas_and_subjects_without_a_name_are_no_tags(item: Make) -> None:
    filed = {"areas": ["Cloud", None, "", "  "], "subjects": [None, "Security", "Cloud"]}
    course, _ = course_of(item(1, associations=filed))
    assert course["subjects"] == ["Cloud", "Security"]


def test_translations_when_globalization_is_on(item: Make) -> None:
    versions = [
        {"localeCode": "en-US", "title": "One", "description": "first"},
        {"localeCode": "fr-FR", "title": "Un", "description": ""},
        {"localeCode": "fr-CA", "title": "Un (CA)", "description": "premier"},
        {"localeCode": "en-AU", "title": "One again", "description": None},
        {"localeCode": "tlh", "title": "wa'", "description": None},
    ]
    given = item(1, localizedMetadata=versions)
    assert "translations" not in course_of(given)[0]
    assert course_of(given, translations=True)[0]["translations"] == [
        {"lang": "fr", "translatedFields": {"name": "Un"}},
        {"lang": "fr_CA", "translatedFields": {"name": "Un (CA)", "description": "premier"}},
    ]


def test_every_category_has_a_course(item: Make) -> None:
    for category in CATEGORIES:
        mapped = to_course(read(item(1)), category, "x", OPTIONS)
        assert isinstance(mapped, Mapped)
        assert mapped.course.content_type is not None, "a type that is not known is left out"


@pytest.mark.skipif(not SAMPLES.exists(), reason="the real items are not beside this checkout")
def test_real_items_become_courses() -> None:
    items = [
        each
        for file in sorted(SAMPLES.glob("catalog-item*.json"))
        for each in json.loads(file.read_text())
    ]
    assert items, "no sample was read"
    for given in items:
        mapped = to_course(read(given), "course", given["id"], OPTIONS)
        assert isinstance(mapped, Mapped)
        assert isinstance(mapped.course, ExternalCourse)
        assert mapped.notes == ()


def test_a_level_that_360learning_does_not_know_is_left_out(item: Make) -> None:
    course, _ = course_of(item(1, expertiseLevels=["GURU"]))
    assert "difficultyLevel" not in course


def test_a_text_without_a_locale_is_in_the_first_one_of_its_item(item: Make) -> None:
    text = {"localeCode": None, "title": "Bases", "description": None}
    course, notes = course_of(item(1, localeCodes=["fr-FR"], localizedMetadata=[text]))
    assert (course["defaultLang"], notes) == ("fr", ())


@pytest.mark.parametrize("given", [[], {"id": 5}, {"id": None}, {"title": "no id"}, {"id": " "}])
def test_what_has_no_id_is_named_by_nothing(given: object) -> None:
    with pytest.raises(UnreadableItemError) as refused:
        read(given)
    assert refused.value.item_id == ""


def test_a_blank_id_is_no_id() -> None:
    with pytest.raises(UnreadableItemError) as refused:
        read({"id": " "})
    why = "the item has a blank id, so nothing could identify its course"
    assert (refused.value.reason, str(refused.value)) == (why, why)
