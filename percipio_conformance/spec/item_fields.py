"""The fields of a catalog item, and the values that generated sequences give to them.

The values are derived from ``schemas/percipio/catalog-item.json``; ``features/values.yaml`` adds
what the schema cannot say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

import msgspec

from percipio_conformance import schemas
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.schema_values import TEXTS, Schema, resolved, values_of
from percipio_conformance.spec.yaml_document import DocumentError, read_document

FILE = FEATURES / "values.yaml"
SCHEMA = "percipio/catalog-item"

ABSENT = "absent"
"""Instead of a value in JSON: the item does not have the field."""

TITLE_TEXTS = tuple(each for each in TEXTS if each)
"""Parts of titles, derived like the values of other fields."""

Property = Literal["description", "duration", "picture", "address"]
"""A property of a course in 360Learning that shows the value of a field."""

PROPERTIES: tuple[Property, ...] = get_args(Property)


@dataclass(frozen=True)
class ItemField:
    """A field of an item, by its path with list positions: ``localizedMetadata.0.description``.

    ``values`` are JSON, or :data:`ABSENT`. ``left_out`` is the reason why sequences never set it.
    """

    path: str
    values: tuple[str, ...]
    shown: Property | None
    left_out: str | None


@cache
def item_fields() -> Mapping[str, ItemField]:
    """All fields of an item by path, in the order of the schema.

    Raises:
        DocumentError: ``features/values.yaml`` does not match its schema or names no field.
    """
    told = read_document(FILE, "values")["fields"]
    derived = dict(_fields(schemas.load(SCHEMA), schemas.load(SCHEMA), ""))
    for path in told:
        if path not in derived:
            raise DocumentError(f"{FILE.name} names {path}, which is no field of a catalog item")
    return {path: _field(path, values, told.get(path, {})) for path, values in derived.items()}


@cache
def set_by_sequences() -> Mapping[str, ItemField]:
    """The fields that sequences set."""
    return {path: each for path, each in item_fields().items() if each.left_out is None}


def number_of_values() -> int:
    """The number of values of all fields that sequences set."""
    return sum(len(each.values) for each in set_by_sequences().values())


def _field(path: str, derived: tuple[str, ...], told: Mapping[str, Any]) -> ItemField:
    values = told.get("values")
    return ItemField(
        path=path,
        values=derived if values is None else tuple(_json(each) for each in values),
        shown=told.get("shown"),
        left_out=told.get("left_out"),
    )


def _fields(
    schema: Schema, document: Schema, path: str, *, optional: bool = False
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each field below the schema; an object that may be null or missing is one field."""
    node = resolved(schema, document)
    if node.get("type") == "object" and "properties" in node and not optional:
        for name, below in node["properties"].items():
            further = f"{path}.{name}" if path else name
            missing = name not in node.get("required", ())
            yield from _fields(below, document, further, optional=missing)
    elif node.get("minItems") and _is_object(node["items"], document):
        yield from _fields(node["items"], document, f"{path}.0")
    else:
        values = tuple(_json(each) for each in values_of(schema, document))
        yield path, (*values, ABSENT) if optional else values


def _is_object(schema: Schema, document: Schema) -> bool:
    return resolved(schema, document).get("type") == "object"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
