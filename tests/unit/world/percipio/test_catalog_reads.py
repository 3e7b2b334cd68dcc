"""Which requests belong to a daily run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from percipio_conformance.world.percipio.catalog_reads import requests_of_run

DUE = datetime(2026, 1, 6, 5, 0, tzinfo=UTC)


@dataclass
class Call:
    at: datetime
    offset: int | None = 0
    max: int | None = 1_000


@pytest.mark.parametrize(
    ("seconds", "offset", "most", "belongs"),
    [
        (0, 0, 1_000, True),
        (-1, 0, 1_000, False),
        (2_700, 0, None, True),
        (2_701, 0, 1_000, False),
        # It verifies the parameters of a setup.
        (30, 0, 1, False),
        (30, None, 1, False),
        (30, 1, 1, True),
    ],
)
def test_a_run_asks_for_items_from_six_on(
    seconds: int, offset: int | None, most: int | None, belongs: bool
) -> None:
    call = Call(DUE + timedelta(seconds=seconds), offset, most)
    assert requests_of_run([call], DUE) == belongs
