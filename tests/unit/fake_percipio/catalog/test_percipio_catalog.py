from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from fake_percipio.catalog.catalog import Catalog, NotInCatalogError
from fake_percipio.catalog.items import Item, item


@pytest.fixture
def catalog(clock) -> Catalog:
    filled = Catalog(clock)
    filled.load(item(title) for title in ("Ada", "Bob", "Cleo"))
    return filled


def titles(catalog: Catalog) -> list[str]:
    return [each["localizedMetadata"][0]["title"] for each in catalog]


def test_order_is_that_of_coming_and_replacing_keeps_it(catalog: Catalog) -> None:
    second = catalog.ids()[1]
    catalog.put(item("Bobby", identifier=second))
    assert titles(catalog) == ["Ada", "Bobby", "Cleo"]
    assert len(catalog) == 3


def test_an_item_is_served_as_it_was_given(catalog: Catalog) -> None:
    odd: Item = {"id": "x", "unknown": [1.50, None], "lifecycle": None}
    catalog.put(odd)
    assert catalog.snapshot().items[-1] == orjson.dumps(odd)


def test_looking_at_an_item_cannot_change_it(catalog: Catalog) -> None:
    key = catalog.ids()[0]
    catalog.get(key)["code"] = "changed"
    assert catalog.get(key)["code"] != "changed"


def test_update_goes_by_dotted_path_and_is_dated(catalog: Catalog, clock) -> None:
    key = catalog.ids()[0]
    clock.move(days=1)
    catalog.update(key, duration=None, **{"localizedMetadata.0.title": "Ada Lovelace"})
    found = catalog.get(key)
    assert found["localizedMetadata"][0]["title"] == "Ada Lovelace"
    assert found["duration"] is None
    assert found["lifecycle"]["lastUpdatedDate"] == "2026-01-15T05:00:00Z"


def test_a_path_that_leads_nowhere_is_refused(catalog: Catalog) -> None:
    key = catalog.ids()[0]
    for path in ("localizedMetadata.7.title", "nowhere.title", "code.x"):
        with pytest.raises(LookupError, match="cannot be set there"):
            catalog.update(key, **{path: 1})


def test_retired_items_stay_and_come_back(catalog: Catalog) -> None:
    key = catalog.ids()[0]
    lifecycle = catalog.retire(key)["lifecycle"]
    assert (lifecycle["status"], lifecycle["retiredDate"]) == ("INACTIVE", "2026-01-14T05:00:00Z")
    lifecycle = catalog.reactivate(key)["lifecycle"]
    assert (lifecycle["status"], lifecycle["retiredDate"]) == ("ACTIVE", None)


def test_languages_are_added_and_replaced(catalog: Catalog) -> None:
    key = catalog.ids()[0]
    catalog.localize(key, "fr-FR", "Ada en français", None)
    found = catalog.localize(key, "en-US", "Ada again", "")
    assert found["localeCodes"] == ["en-US", "fr-FR"]
    assert [each["title"] for each in found["localizedMetadata"]] == [
        "Ada again",
        "Ada en français",
    ]


def test_a_removed_item_vanishes_and_can_return(catalog: Catalog) -> None:
    gone = catalog.remove(catalog.ids()[1])
    assert titles(catalog) == ["Ada", "Cleo"]
    with pytest.raises(NotInCatalogError, match="put it first"):
        catalog.get(gone["id"])
    catalog.put(gone)
    assert gone["id"] in catalog


def test_a_snapshot_is_frozen(catalog: Catalog) -> None:
    before = catalog.snapshot()
    catalog.remove(catalog.ids()[0])
    assert (len(before), len(catalog.snapshot())) == (3, 2)
    page, count = before.page(1, 5)
    assert count == 2
    assert [each["id"] for each in orjson.loads(page)] == catalog.ids()


def test_changes_since_an_instant_include_what_was_gained(catalog: Catalog, clock) -> None:
    start = clock()
    clock.move(days=1)
    catalog.put(item("Old but newly licensed", published=datetime(2015, 1, 1, tzinfo=UTC)))
    catalog.update(catalog.ids()[0], duration=None)
    since = catalog.snapshot(start + timedelta(seconds=1))
    assert len(since) == 2
    assert len(catalog.snapshot(start)) == 4


def test_a_generator_is_read_item_by_item(clock) -> None:
    alive: list[int] = []

    def source() -> Iterator[Item]:
        for number in range(3):
            alive.append(len(catalog))
            yield item(str(number))

    catalog = Catalog(clock)
    catalog.load(source())
    assert alive == [0, 1, 2]
