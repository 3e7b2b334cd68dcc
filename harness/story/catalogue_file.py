"""Which file of a real site's items a run read: a replay has to read the very same."""

from __future__ import annotations

import hashlib
from pathlib import Path

from harness.story.events import CatalogueUsed


def used_catalogue(path: Path) -> CatalogueUsed:
    """The file as a report names it.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return CatalogueUsed(path=str(path), sha256=digest)
