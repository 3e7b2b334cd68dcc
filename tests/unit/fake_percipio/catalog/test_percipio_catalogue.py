from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from fake_percipio.catalog.catalog import Catalogue, NotInCatalogueError
from fake_percipio.catalog.items import Item, item


@pytest.fixture
def catalogue(clock) -> Catalogue:
    filled = Catalogue(clock)
    filled.load(item(title) for title in ("Ada", "Bob", "Cleo"))
    return filled


def titles(catalogue: Catalogue) -> list[str]:
    return [each["localizedMetadata"][0]["title"] for each in catalogue]


def test_order_is_that_of_coming_and_replacing_keeps_it(catalogue: Catalogue) -> None:
    second = catalogue.ids()[1]
    catalogue.put(item("Bobby", identifier=second))
    assert titles(catalogue) == ["Ada", "Bobby", "Cleo"]
    assert len(catalogue) == 3


def test_an_item_is_served_as_it_was_given(catalogue: Catalogue) -> None:
    odd: Item = {"id": "x", "unknown": [1.50, None], "lifecycle": None}
    catalogue.put(odd)
    assert catalogue.snapshot().items[-1] == orjson.dumps(odd)


def test_looking_at_an_item_cannot_change_it(catalogue: Catalogue) -> None:
    key = catalogue.ids()[0]
    catalogue.get(key)["code"] = "changed"
    assert catalogue.get(key)["code"] != "changed"


def test_update_goes_by_dotted_path_and_is_dated(catalogue: Catalogue, clock) -> None:
    key = catalogue.ids()[0]
    clock.move(days=1)
    catalogue.update(key, duration=None, **{"localizedMetadata.0.title": "Ada Lovelace"})
    found = catalogue.get(key)
    assert found["localizedMetadata"][0]["title"] == "Ada Lovelace"
    assert found["duration"] is None
    assert found["lifecycle"]["lastUpdatedDate"] == "2026-01-15T05:00:00Z"


def test_a_path_that_leads_nowhere_is_refused(catalogue: Catalogue) -> None:
    key = catalogue.ids()[0]
    for path in ("localizedMetadata.7.title", "nowhere.title", "code.x"):
        with pytest.raises(LookupError, match="cannot be set there"):
            catalogue.update(key, **{path: 1})


def test_retired_items_stay_and_come_back(catalogue: Catalogue) -> None:
    key = catalogue.ids()[0]
    lifecycle = catalogue.retire(key)["lifecycle"]
    assert (lifecycle["status"], lifecycle["retiredDate"]) == ("INACTIVE", "2026-01-14T05:00:00Z")
    lifecycle = catalogue.reactivate(key)["lifecycle"]
    assert (lifecycle["status"], lifecycle["retiredDate"]) == ("ACTIVE", None)


def test_languages_are_added_and_replaced(catalogue: Catalogue) -> None:
    key = catalogue.ids()[0]
    catalogue.localize(key, "fr-FR", "Ada en français", None)
    found = catalogue.localize(key, "en-US", "Ada again", "")
    assert found["localeCodes"] == ["en-US", "fr-FR"]
    assert [each["title"] for each in found["localizedMetadata"]] == [
        "Ada again",
        "Ada en français",
    ]


def test_a_removed_item_vanishes_and_can_return(catalogue: Catalogue) -> None:
    gone = catalogue.remove(catalogue.ids()[1])
    assert titles(catalogue) == ["Ada", "Cleo"]
    with pytest.raises(NotInCatalogueError, match="put it first"):
        catalogue.get(gone["id"])
    catalogue.put(gone)
    assert gone["id"] in catalogue


def test_a_snapshot_is_frozen(catalogue: Catalogue) -> None:
    before = catalogue.snapshot()
    catalogue.remove(catalogue.ids()[0])
    assert (len(before), len(catalogue.snapshot())) == (3, 2)
    page, count = before.page(1, 5)
    assert count == 2
    assert [each["id"] for each in orjson.loads(page)] == catalogue.ids()


def test_changes_since_an_instant_include_what_was_gained(catalogue: Catalogue, clock) -> None:
    start = clock()
    clock.move(days=1)
    catalogue.put(item("Old but newly licensed", published=datetime(2015, 1, 1, tzinfo=UTC)))
    catalogue.update(catalogue.ids()[0], duration=None)
    since = catalogue.snapshot(start + timedelta(seconds=1))
    assert len(since) == 2
    assert len(catalogue.snapshot(start)) == 4


def test_a_generator_is_read_item_by_item(clock) -> None:
    alive: list[int] = []

    def source() -> Iterator[Item]:
        for number in range(3):
            alive.append(len(catalogue))
            yield item(str(number))

    catalogue = Catalogue(clock)
    catalogue.load(source())
    assert alive == [0, 1, 2]
