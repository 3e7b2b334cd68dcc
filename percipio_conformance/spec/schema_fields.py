"""The fields of catalog items and statements, and the values that sequences give to them.

The values are derived from the schemas; ``features/values.yaml`` adds what a schema cannot say.
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
ITEM = "percipio/catalog-item"
STATEMENT = "xapi/statement"
_NAMES = {ITEM: "catalog_item", STATEMENT: "statement"}
"""The key in the file for each schema."""

ABSENT = "absent"
"""Instead of a value in JSON: there is no such field."""

TITLE_TEXTS = tuple(each for each in TEXTS if each)
"""Parts of titles, derived like the values of other fields."""

Property = Literal["description", "duration", "picture", "address"]
"""A property of a course in 360Learning that shows the value of a field."""

PROPERTIES: tuple[Property, ...] = get_args(Property)


@dataclass(frozen=True)
class SchemaField:
    """A field, by its path with list positions: ``localizedMetadata.0.description``.

    ``values`` are JSON, or :data:`ABSENT`. ``left_out`` is the reason why sequences never set it.
    """

    path: str
    values: tuple[str, ...]
    shown: Property | None
    left_out: str | None


@cache
def fields_of(schema: str) -> Mapping[str, SchemaField]:
    """All fields by path, in the order of the schema :data:`ITEM` or :data:`STATEMENT`.

    Raises:
        DocumentError: ``features/values.yaml`` does not match its schema or names no field.
    """
    written = read_document(FILE, "values")[_NAMES[schema]]
    derived = dict(_Walk(schemas.load(schema), written["parts"]).fields())
    for path in written["fields"]:
        if path not in derived:
            raise DocumentError(f"{FILE.name} names {path}, which is no field of {schema}")
    return {
        path: _field(path, values, written["fields"].get(path, {}))
        for path, values in derived.items()
    }


@cache
def set_by_sequences(schema: str) -> Mapping[str, SchemaField]:
    """The fields that sequences set."""
    return {path: each for path, each in fields_of(schema).items() if each.left_out is None}


def number_of_values() -> int:
    """The number of values of all fields that sequences set."""
    return sum(len(each.values) for name in _NAMES for each in set_by_sequences(name).values())


def _field(path: str, derived: tuple[str, ...], entry: Mapping[str, Any]) -> SchemaField:
    values = entry.get("values")
    return SchemaField(
        path=path,
        values=derived if values is None else tuple(_json(each) for each in values),
        shown=entry.get("shown"),
        left_out=entry.get("left_out"),
    )


@dataclass(frozen=True)
class _Walk:
    """Finds the fields of a document; an object that may be null or missing is one field, unless
    ``parts`` says by what definition it is read."""

    document: Schema
    parts: Mapping[str, str]

    def fields(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each path, with the values in JSON."""
        yield from self._below(self.document, "")

    def _below(
        self, schema: Schema, path: str, *, optional: bool = False
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        if path in self.parts:
            schema, optional = self.document["$defs"][self.parts[path]], False
        node = resolved(schema, self.document)
        if node.get("type") == "object" and "properties" in node and not optional:
            for name, below in node["properties"].items():
                further = f"{path}.{name}" if path else name
                missing = name not in node.get("required", ())
                yield from self._below(below, further, optional=missing)
        elif node.get("minItems") and self._is_object(node["items"]):
            yield from self._below(node["items"], f"{path}.0")
        else:
            values = tuple(_json(each) for each in values_of(schema, self.document))
            yield path, (*values, ABSENT) if optional else values

    def _is_object(self, schema: Schema) -> bool:
        return resolved(schema, self.document).get("type") == "object"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
