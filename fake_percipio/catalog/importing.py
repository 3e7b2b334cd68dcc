"""A catalog exported from a real site: a file that holds one JSON array of items."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any

import orjson

from fake_percipio.catalog.items import Item


class CatalogFileError(Exception):
    """The file is no usable catalog; the message says where and why."""


def items_of(content: bytes, path: str | Path) -> list[Item]:
    """The items in the content of the file ``path``, unchanged and in order.

    Raises:
        CatalogFileError: it is not JSON, is no array, or holds something that is no item, has no
            id, or has the id of an earlier one.
    """
    # Tools on Windows write a byte order mark. JSON does not allow it, but it is harmless.
    return _checked(path, _parsed(path, content.removeprefix(codecs.BOM_UTF8)))


def _parsed(path: str | Path, content: bytes) -> list[Any]:
    try:
        parsed = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise CatalogFileError(
            f"the catalog file {path} is not JSON: {error.msg} at line {error.lineno}, "
            f"column {error.colno}; export it again, it may be cut off"
        ) from error
    if not isinstance(parsed, list):
        kind = "an object" if isinstance(parsed, dict) else "a single value"
        raise CatalogFileError(
            f"the catalog file {path} holds {kind}, but a catalog is a JSON array of items; "
            "join the pages of the export into one array"
        )
    return parsed


def _checked(path: str | Path, entries: list[Any]) -> list[Item]:
    seen: dict[str, int] = {}
    for position, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            raise CatalogFileError(
                f"item {position} of the catalog file {path} is no object but "
                f"{orjson.dumps(entry).decode()[:40]}; every item must be an object with an id"
            )
        key = entry.get("id")
        where = f"item {position} ({_title(entry)}) of the catalog file {path}"
        if not isinstance(key, str) or not key:
            raise CatalogFileError(
                f"{where} has no id; the id is how a course is recognized, so it cannot be guessed"
            )
        if key in seen:
            raise CatalogFileError(
                f"{where} has the id {key} of item {seen[key]}; "
                "ids are unique in a catalog, so remove one of the two"
            )
        seen[key] = position
    return entries


def _title(entry: Item) -> str:
    match entry.get("localizedMetadata"):
        case [{"title": str(title)}, *_]:
            return orjson.dumps(title).decode()
        case _:
            return "without a title"
