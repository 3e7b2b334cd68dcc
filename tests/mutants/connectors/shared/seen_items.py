"""Which items a run has returned, and how their courses are archived."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

import httpx
import msgspec
import orjson

from connectors.shared.reference_variants import Hands
from reference_impl.lms.bulk import run_bulk
from reference_impl.percipio.catalog_reader import CatalogReader, Page
from reference_impl.rules.items import UnreadableItemError, read_item


def id_of(raw: msgspec.Raw) -> str | None:
    try:
        return read_item(raw).id
    except UnreadableItemError:
        return None


class SeenItems:
    """Which items the present run has returned, and which any run before in the same world."""

    def __init__(self) -> None:
        self.ever: set[str] = set()
        self.now: set[str] = set()
        self._http: httpx.AsyncClient | None = None

    async def pages(self, reader: CatalogReader) -> AsyncGenerator[Page, None]:
        if reader._http is not self._http:
            # Another world has begun, and its items may have the same ids.
            self._http, self.ever = reader._http, set()
        self.now = set()
        async for page in CatalogReader.pages(reader):
            self.now |= {identity for raw in page.items if (identity := id_of(raw))}
            yield page
        self.ever |= self.now


async def archive_courses_of(hands: Hands, items: Sequence[str]) -> None:
    objects = [orjson.dumps({"externalId": each}) for each in items]
    path = f"/api/v2/bulk/integrations/{hands.integration}/courses"
    if objects:
        await run_bulk(hands.lms, hands.activity, "DELETE", path, objects)
