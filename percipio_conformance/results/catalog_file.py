"""Reads the file with the items of a real site, from ``--catalog`` and ``--items``."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fake_percipio.catalog.importing import CatalogFileError, items_of
from fake_percipio.catalog.items import Item
from percipio_conformance.core.events import CatalogUsed
from percipio_conformance.files.reading import MOST_OF_A_CATALOG, UnreadableFile, read_bytes
from percipio_conformance.files.strict_json import JsonError, reject_depth

__all__ = ["CatalogFileError", "read_catalog", "used_catalog"]


def read_catalog(path: Path) -> tuple[list[Item], CatalogUsed]:
    """Returns the items of the file, unchanged and in order, and its path and digest for a report.

    Raises:
        CatalogFileError: the file cannot be read or is not a catalog.
    """
    try:
        content = read_bytes(path, MOST_OF_A_CATALOG)
        items = items_of(content, path)
        # The simulated Percipio must be able to serialize the items again.
        reject_depth(items)
    except (UnreadableFile, JsonError) as error:
        named = "" if isinstance(error, UnreadableFile) else f"{path}: "
        raise CatalogFileError(
            f"the catalog file {named}{error}; check its path, or export it again"
        ) from error
    return items, _used(path, content)


def used_catalog(path: Path) -> CatalogUsed:
    """Returns the path and digest of the file; a replay requires the same digest.

    Raises:
        UnreadableFile: the file cannot be read.
    """
    return _used(path, read_bytes(path, MOST_OF_A_CATALOG))


def _used(path: Path, content: bytes) -> CatalogUsed:
    return CatalogUsed(path=str(path), sha256=hashlib.sha256(content).hexdigest())
