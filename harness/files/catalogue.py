"""The file of a real site's items that the user names: ``--catalog`` and ``--items``."""

from __future__ import annotations

from pathlib import Path

from fake_percipio.importing import CatalogueFileError, items_of
from fake_percipio.items import Item
from harness.files.reading import MOST_OF_A_CATALOGUE, UnreadableFile, read_bytes
from harness.files.strict_json import JsonError, refuse_depth

__all__ = ["CatalogueFileError", "read_catalogue"]


def read_catalogue(path: Path) -> list[Item]:
    """The items of the file, unchanged and in order.

    Raises:
        CatalogueFileError: the file cannot be read or is not a catalogue; where and why.
    """
    try:
        items = items_of(read_bytes(path, MOST_OF_A_CATALOGUE), path)
        # What we read, the simulated Percipio has to be able to write.
        refuse_depth(items)
    except (UnreadableFile, JsonError) as error:
        named = "" if isinstance(error, UnreadableFile) else f"{path}: "
        raise CatalogueFileError(
            f"the catalogue file {named}{error}; check its path, or export it again"
        ) from error
    return items
