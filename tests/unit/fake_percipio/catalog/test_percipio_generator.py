from collections import Counter, defaultdict
from itertools import islice

import orjson
import pytest

from fake_percipio.catalog.content_types import KINDS
from fake_percipio.catalog.generator import generate
from percipio_conformance import schemas


def test_the_same_seed_gives_the_same_bytes() -> None:
    one, two = (orjson.dumps(list(generate(500, 4))) for _ in range(2))
    assert one == two
    assert orjson.dumps(list(generate(500, 5))) != one


def test_a_longer_catalog_begins_with_the_shorter_one() -> None:
    assert list(generate(100, 4)) == list(islice(generate(3000, 4), 100))


def test_every_item_is_like_a_real_one_and_ids_are_unique() -> None:
    items = list(generate(1500, 1))
    assert len({each["id"] for each in items}) == 1500
    for each in items:
        assert schemas.problems("percipio/catalog-item", each) == []


def test_the_first_items_show_every_kind() -> None:
    shown = [(each["contentType"] or {}).get("displayLabel") for each in generate(len(KINDS), 9)]
    assert Counter(shown)["Video"] == 2  # percipioType VIDEO, and linked content
    assert {"Skill BenchMark", "Book Summary", "Journey", None} <= set(shown)


def test_catalogs_hold_what_makes_connectors_stumble() -> None:
    items = list(generate(6000, 2))
    versions = [each for item in items for each in item["localizedMetadata"]]
    titles = [each["title"] for each in versions]
    about = [each["description"] for each in versions]
    assert max(map(len, titles)) > 200
    assert any(ord(letter) > 0xFFFF for title in titles for letter in title)
    assert {"", None} <= set(about)
    assert any("&quot;" in (each or "") for each in about)
    assert any("<p>" in (each or "") for each in about)
    assert len(set(titles)) < len(titles)
    assert any(each["duration"] is None for each in items if each["code"])
    assert any(len(each["localeCodes"]) > 3 for each in items)


def test_language_versions_of_courses_are_joined_and_scattered() -> None:
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for position, each in enumerate(generate(6000, 2)):
        if group := each["associations"]["translationGroupId"]:
            groups[group].append((position, each["localeCodes"][0]))
    joined = [versions for versions in groups.values() if len(versions) > 1]
    assert len(joined) > 100
    assert all(len({locale for _, locale in versions}) == len(versions) for versions in joined)
    assert any(versions[-1][0] - versions[0][0] > 1000 for versions in joined)


def test_sizes_below_zero_are_refused() -> None:
    assert list(generate(0)) == []
    with pytest.raises(ValueError, match="0 items or more"):
        generate(-1)
