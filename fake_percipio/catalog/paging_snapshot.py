"""The frozen set of items that one paging request walks through, and where such sets are kept."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime

KEPT = 8
"""Number of datasets that an organization keeps; older ones are deleted with their ids."""


@dataclass(frozen=True, slots=True)
class PagingSnapshot:
    """The content of the catalog at one instant: encoded items, in catalog order."""

    items: tuple[bytes, ...] = field(repr=False)
    updated_since: datetime | None = None

    def __len__(self) -> int:
        return len(self.items)

    def page(self, offset: int, size: int) -> tuple[bytes, int]:
        """A JSON array of the items from ``offset`` on, at most ``size``, and how many they are."""
        chosen = list(self.items[offset : offset + size])
        if not chosen:
            return b"[]", 0
        # Adding the brackets before joining saves two copies of megabytes.
        chosen[0] = b"[" + chosen[0]
        chosen[-1] += b"]"
        return b",".join(chosen), len(chosen)


class PagingSnapshots:
    """The newest datasets of one organization by their paging request id."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._sets: OrderedDict[str, PagingSnapshot] = OrderedDict()

    def __len__(self) -> int:
        return len(self._sets)

    def put(self, paging_request_id: str, dataset: PagingSnapshot) -> None:
        """Store ``dataset``; the oldest one is removed when the limit is reached."""
        self._sets[paging_request_id] = dataset
        while len(self._sets) > self._kept:
            self._sets.popitem(last=False)

    def get(self, paging_request_id: str) -> PagingSnapshot | None:
        """The dataset with this id, or None if it was never issued or has been removed."""
        return self._sets.get(paging_request_id)
