"""Items changed since an instant: the same as a look at every item."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson
from hypothesis import given
from hypothesis import strategies as st

from fake_percipio.catalog.catalog import Catalog
from fake_percipio.catalog.items import item

START = datetime(2026, 1, 5, 11, tzinfo=UTC)
TITLES = st.sampled_from(["Agile", "Basics", "Coaching", "Design"])
HOURS = st.integers(-3, 12)
STEPS = st.one_of(
    st.tuples(st.just("put"), TITLES, HOURS),
    st.tuples(st.just("edit"), TITLES, HOURS),
    st.tuples(st.just("remove"), TITLES, HOURS),
    st.tuples(st.just("read"), TITLES, HOURS),
)


@given(st.lists(STEPS, max_size=30))
def test_a_snapshot_holds_what_changed_in_catalog_order(steps: list[tuple[str, str, int]]) -> None:
    now = START
    catalog = Catalog(lambda: now)
    changed: dict[str, datetime] = {}
    for action, title, hours in steps:
        now += timedelta(minutes=30)
        key = item(title)["id"]
        if action == "put":
            # An item may say that it was updated in the future.
            updated = START + timedelta(hours=hours)
            catalog.put(item(title, updated=updated))
            changed[key] = max(now, updated)
        elif action == "edit" and key in catalog:
            catalog.update(key, duration="PT2H")
            changed[key] = now
        elif action == "remove" and key in catalog:
            catalog.remove(key)
            del changed[key]
        elif action == "read":
            since = START + timedelta(hours=hours)
            found = catalog.snapshot(since)
            expected = [each for each in catalog if changed[each["id"]] >= since]
            whole, _ = found.page(0, 100)
            assert [each["id"] for each in expected] == _ids(whole)


def _ids(page: bytes) -> list[str]:
    return [each["id"] for each in orjson.loads(page)]
