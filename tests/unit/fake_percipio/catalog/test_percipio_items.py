import pytest

from fake_percipio.catalog.content_types import KINDS
from fake_percipio.catalog.items import item
from percipio_conformance import schemas


@pytest.mark.parametrize("era", ["2021", "2024"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_item_of_every_kind_is_like_a_real_one(kind: str, era: str) -> None:
    assert schemas.problems("percipio/catalog-item", item("Title", kind=kind, era=era)) == []


def test_the_type_shows_in_three_fields() -> None:
    benchmark = item("Skills", kind="benchmark")
    assert benchmark["contentType"]["displayLabel"] == "Skill BenchMark"
    assert benchmark["xapiActivityId"].endswith(f"/xapi/assessment/{benchmark['id']}")
    assert benchmark["xapiActivityTypeId"] == "http://adlnet.gov/expapi/activities/assessment"


def test_uncategorized_content_has_three_shapes() -> None:
    assert "percipioType" not in item("a", kind="uncategorized")["contentType"]
    assert item("a", kind="uncategorized (null type)")["contentType"]["percipioType"] is None
    assert item("a", kind="uncategorized (no content type)")["contentType"] is None


def test_identity_follows_from_seed_and_title_unless_given() -> None:
    assert item("Ada")["id"] == item("Ada")["id"]
    assert len({item("Ada")["id"], item("Ada", seed=1)["id"], item("Bob")["id"]}) == 3
    given = "22222222-2222-4222-8222-222222222222"
    assert given in item("Ada", identifier=given)["xapiActivityId"]


def test_language_versions_follow_the_first_one() -> None:
    channel = item("Teams", kind="channel", localized={"fr-FR": ("Équipes", None)})
    assert channel["localeCodes"] == ["en-US", "fr-FR"]
    assert [each["title"] for each in channel["localizedMetadata"]] == ["Teams", "Équipes"]


def test_none_is_null_and_nothing_is_usual() -> None:
    usual, bare = item("a"), item("a", duration=None, code=None, image=None)
    assert (usual["duration"], bare["duration"]) == ("PT52M30S", None)
    assert usual["code"]
    assert bare["code"] is None
    assert bare["imageUrl"] is None


def test_newer_answers_have_more_fields() -> None:
    older, newer = item("a"), item("a", era="2024")
    assert set(newer) - set(older) == {
        "ltiResourceLink",
        "learningObjectives",
        "providerSpecificAttributes",
        "licenseKeys",
    }
    assert newer["lifecycle"]["includedFromActivity"] is False


def test_an_unknown_kind_is_named_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'podcast'; there are: course, video"):
        item("a", kind="podcast")
