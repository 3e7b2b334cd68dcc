"""Language versions that are items of their own, as one item."""

from __future__ import annotations

from typing import Any

import pytest

from reference_impl.rules.course_mapping import Mapped, Options, to_course
from reference_impl.rules.interpretations import Interpretations
from reference_impl.rules.items import Associations, Item, LocalizedMetadata
from reference_impl.rules.settings import Settings
from reference_impl.rules.translation_groups import (
    Joining,
    content_of,
    in_order,
    joined,
    joining_of,
)


def version(name: str, locale: str | None, *, group: str | None = "g", **more: Any) -> Item:
    values: dict[str, Any] = {
        "id": name,
        "link": f"https://share.percipio.com/cd/{name}",
        "locale_codes": [locale] if locale else None,
        "localized_metadata": [LocalizedMetadata(locale, f"Title {name}", f"About {name}")],
        "associations": Associations(translation_group_id=group),
    }
    return Item(**(values | more))


ENGLISH = version("en", "en-US")
FRENCH = version("fr", "fr-FR")
GERMAN = version("de", "de-DE")


@pytest.mark.parametrize(
    ("settings", "readings", "joining"),
    [
        (Settings(globalization=True), Interpretations(), "all"),
        (Settings(), Interpretations(), "none"),
        (Settings(globalization=True), Interpretations(joins_groups=False), "none"),
        (Settings(), Interpretations(default_language_only=True), "default"),
        (Settings(globalization=True), Interpretations(default_language_only=True), "all"),
        (Settings(), Interpretations(default_language_only=True, joins_groups=False), "none"),
    ],
)
def test_when_groups_are_joined(
    settings: Settings, readings: Interpretations, joining: Joining
) -> None:
    assert joining_of(readings, settings) == joining


def test_a_content_is_an_item_or_a_group() -> None:
    assert content_of(ENGLISH, "none") == "en"
    assert content_of(ENGLISH, "all") == content_of(FRENCH, "default") == "group/g"
    assert content_of(version("en", "en-US", group=None), "all") == "en"
    assert content_of(version("en", "en-US", group=""), "all") == "en"
    assert content_of(Item("bare"), "all") == "bare"


def test_a_group_named_after_its_first_item_is_not_that_item() -> None:
    first = version("en", "en-US", group="en")
    assert content_of(first, "all") != content_of(first, "none")


@pytest.mark.parametrize(
    ("versions", "first"),
    [
        ([FRENCH, GERMAN], "fr"),
        ([FRENCH, ENGLISH], "en"),
        ([FRENCH, version("both", None, locale_codes=["en-US", "fr-FR"])], "both"),
        ([version("gb", "en-GB"), FRENCH], "gb"),
        ([version("en", "en-US", link=None), FRENCH], "fr"),
        ([FRENCH, version("en", "en-US", localized_metadata=[])], "fr"),
        ([version("blank", None, link=""), version("other", None, link=None)], "blank"),
    ],
)
def test_which_version_leads(versions: list[Item], first: str) -> None:
    assert in_order(versions)[0].id == first


def test_the_joined_item_has_every_language_and_the_leading_version_s_rest() -> None:
    together = joined([ENGLISH, FRENCH, GERMAN])
    assert (together.id, together.link) == ("en", ENGLISH.link)
    assert together.locales() == ("en-US", "fr-FR", "de-DE")
    assert [each.title for each in together.metadata()] == ["Title en", "Title fr", "Title de"]


def test_areas_and_subjects_are_those_of_any_version() -> None:
    filed = [
        Associations(areas=["Cloud"], subjects=["Go"], translation_group_id="g"),
        None,
        Associations(areas=["Nuage", "Cloud"], subjects=None, translation_group_id="g"),
    ]
    together = joined([version(str(n), None, associations=each) for n, each in enumerate(filed)])
    assert together.associations == Associations(
        areas=["Cloud", "Nuage"], subjects=["Go"], translation_group_id="g"
    )


def test_texts_without_a_locale_are_in_that_of_their_item() -> None:
    mute = version("fr", "fr-FR", localized_metadata=[LocalizedMetadata(None, "Bases")])
    assert joined([ENGLISH, mute]).metadata()[1].locale_code == "fr-FR"
    silent = version("x", None)
    assert joined([ENGLISH, silent]).metadata()[1].locale_code is None


def test_one_version_is_itself() -> None:
    assert joined([FRENCH]) is FRENCH


def test_no_language_comes_twice_and_none_is_the_default_one() -> None:
    versions = [
        ENGLISH,
        version("fr", "fr-FR"),
        version("fr2", "fr-BE"),
        version("en2", "en-AU"),
        version("xx", "xx-XX"),
        version("gb", "en-GB"),
    ]
    options = Options(author_id="a", tags=False, translations=True)
    made = to_course(joined(versions), "course", "x", options)
    assert isinstance(made, Mapped)
    assert made.course.default_lang == "en"
    assert isinstance(made.course.translations, tuple)
    assert [each.lang for each in made.course.translations] == ["fr", "en_GB"]


def test_a_default_language_nobody_knows_is_not_translated_into_its_stand_in() -> None:
    options = Options(author_id="a", tags=False, translations=True)
    made = to_course(joined([version("xx", "xx-XX"), ENGLISH, FRENCH]), "course", "x", options)
    assert isinstance(made, Mapped)
    assert isinstance(made.course.translations, tuple)
    assert [each.lang for each in made.course.translations] == ["fr"]


def test_every_locale_of_every_version_stays() -> None:
    two = version(
        "two",
        None,
        locale_codes=["fr-FR", "de-DE", "nl-NL"],
        localized_metadata=[
            LocalizedMetadata("fr-FR", "Bases"),
            LocalizedMetadata("de-DE", "Grundlagen"),
        ],
    )
    together = joined([ENGLISH, two])
    assert together.locales() == ("en-US", "fr-FR", "de-DE", "nl-NL")
    assert [each.locale_code for each in together.metadata()] == ["en-US", "fr-FR", "de-DE"]
