"""Which file of a real site's items a run read: a replay has to read the very same."""

from __future__ import annotations

import hashlib
from pathlib import Path

from harness.files.reading import MOST_OF_A_CATALOGUE, read_bytes
from harness.story.events import CatalogueUsed


def used_catalogue(path: Path) -> CatalogueUsed:
    """The file as a report names it.

    Raises:
        UnreadableFile: it cannot be read.
    """
    digest = hashlib.sha256(read_bytes(path, MOST_OF_A_CATALOGUE)).hexdigest()
    return CatalogueUsed(path=str(path), sha256=digest)
