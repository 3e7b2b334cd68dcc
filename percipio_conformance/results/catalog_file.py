"""The file of a real site's items that the user names: ``--catalog`` and ``--items``."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fake_percipio.catalog.importing import CatalogueFileError, items_of
from fake_percipio.catalog.items import Item
from percipio_conformance.core.events import CatalogueUsed
from percipio_conformance.files.reading import MOST_OF_A_CATALOGUE, UnreadableFile, read_bytes
from percipio_conformance.files.strict_json import JsonError, refuse_depth

__all__ = ["CatalogueFileError", "read_catalogue", "used_catalogue"]


def read_catalogue(path: Path) -> tuple[list[Item], CatalogueUsed]:
    """The items of the file, unchanged and in order, and the file as a report names it.

    Raises:
        CatalogueFileError: the file cannot be read or is not a catalogue; where and why.
    """
    try:
        content = read_bytes(path, MOST_OF_A_CATALOGUE)
        items = items_of(content, path)
        # What we read, the simulated Percipio has to be able to write.
        refuse_depth(items)
    except (UnreadableFile, JsonError) as error:
        named = "" if isinstance(error, UnreadableFile) else f"{path}: "
        raise CatalogueFileError(
            f"the catalogue file {named}{error}; check its path, or export it again"
        ) from error
    return items, _used(path, content)


def used_catalogue(path: Path) -> CatalogueUsed:
    """The file as a report names it: a replay has to read the very same. Its items are not read.

    Raises:
        UnreadableFile: it cannot be read.
    """
    return _used(path, read_bytes(path, MOST_OF_A_CATALOGUE))


def _used(path: Path, content: bytes) -> CatalogueUsed:
    return CatalogueUsed(path=str(path), sha256=hashlib.sha256(content).hexdigest())
