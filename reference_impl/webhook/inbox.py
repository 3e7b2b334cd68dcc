"""Store statements on disk before they are acknowledged.

Requests that wait in the same turn of the loop share one transaction, so that a busy sender
costs one synchronization of the disk for many statements.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from reference_impl.store.statement_store import Accepted, Outcome
from reference_impl.store.store import Store


class Inbox:
    """Stores accepted statements.

    Args:
        arrived: called after new statements are on disk.
    """

    def __init__(self, store: Store, arrived: Callable[[], None]) -> None:
        self._store = store
        self._arrived = arrived
        self._waiting: list[tuple[Sequence[Accepted], asyncio.Future[list[Outcome]]]] = []

    async def put(self, statements: Sequence[Accepted]) -> list[Outcome]:
        """Store statements; return once they are on disk, with the outcome of each.

        Raises:
            sqlite3.Error: the database rejects them; none of them is stored.
        """
        loop = asyncio.get_running_loop()
        stored: asyncio.Future[list[Outcome]] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._commit)
        self._waiting.append((statements, stored))
        return await stored

    def _commit(self) -> None:
        batches, self._waiting = self._waiting, []
        try:
            with self._store.transaction():
                outcomes = [
                    [self._store.statements.add(each) for each in batch] for batch, _ in batches
                ]
        except Exception as error:  # noqa: BLE001 - handed to every request that waits for it
            for _, stored in batches:
                if not stored.done():
                    stored.set_exception(error)
            return
        for (_, stored), outcome in zip(batches, outcomes, strict=True):
            if not stored.done():
                stored.set_result(outcome)
        if any("stored" in outcome for outcome in outcomes):
            self._arrived()
