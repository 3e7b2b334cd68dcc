"""The minimal synchronization: page with httpx, decode with orjson, upsert each item.

``python -m benchmarks.floor URL ORGANIZATION DATABASE``, with the bearer token in the environment
as ``FLOOR_TOKEN``. Prints how many items it saw.
"""

from __future__ import annotations

import os
import sqlite3
import sys

import httpx
import orjson
import uvloop

PAGE = 1_000


async def synchronize(url: str, organization: str, token: str, database: str) -> int:
    """One pass over the catalog; the number of items."""
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE items (id TEXT PRIMARY KEY, title TEXT, link TEXT, status TEXT)")
    path = f"{url}/content-discovery/v2/organizations/{organization}/catalog-content"
    headers = {"authorization": f"Bearer {token}"}
    seen = 0
    request_id = None
    async with httpx.AsyncClient(headers=headers, trust_env=False, timeout=120) as client:
        while True:
            query = {"max": PAGE, "offset": seen} | (
                {"pagingRequestId": request_id} if request_id else {}
            )
            response = await client.get(path, params=query)
            response.raise_for_status()
            request_id = response.headers["x-paging-request-id"]
            items = orjson.loads(response.content)
            db.execute("BEGIN")
            db.executemany(
                "INSERT INTO items VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " title = excluded.title, link = excluded.link, status = excluded.status",
                [
                    (
                        item["id"],
                        item["localizedMetadata"][0]["title"],
                        item["link"],
                        item["lifecycle"]["status"],
                    )
                    for item in items
                ],
            )
            db.execute("COMMIT")
            seen += len(items)
            if not items or seen >= int(response.headers["x-total-count"]):
                db.close()
                return seen


if __name__ == "__main__":
    print(uvloop.run(synchronize(*sys.argv[1:3], os.environ["FLOOR_TOKEN"], sys.argv[3])))
