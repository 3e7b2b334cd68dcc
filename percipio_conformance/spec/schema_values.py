"""Representative values of a JSON Schema: the ends of ranges, each name, empty and unusual text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec

Schema = Mapping[str, Any]

TEXTS = (
    "",
    "Data & AI: 100 % of #1 <b>/ 'quoted' + more",
    "Überblick, 日本語 und Привет",
    "Cafe\u0301 🎓",
)
"""Empty text, characters with a meaning in markup and addresses, other scripts, combined ones."""

INSTANTS = ("1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2038-01-19T03:14:08Z")
"""The start of Unix time, a leap day, the first second that a signed 32-bit number cannot hold."""

UUIDS = ("0f0f0f0f-0000-4000-8000-00000000000a", "0F0F0F0F-0000-4000-8000-00000000000A")

LOCALES = ("es", "pt-BR", "zh-Hant-TW")

ADDRESSES = ("https://xapi.example/path?a=b&c=d#e", "urn:uuid:0f0f0f0f-0000-4000-8000-00000000000a")

LARGE = 2_147_483_647

_ANY = ("null", "boolean", "number", "string", "array", "object")
"""The types of a schema that names none."""


def values_of(schema: Schema, document: Schema) -> list[Any]:
    """The values, each of which matches the schema; none if that takes more than this module knows,
    as with alternatives, or with a pattern that none of its texts matches.

    ``document`` is the document that ``$ref`` in the schema points into (``#/$defs/place``).
    """
    found = {msgspec.json.encode(each): each for each in _values(schema, document)}
    return list(found.values())


def resolved(schema: Schema, document: Schema) -> dict[str, Any]:
    """The schema with the content of its ``$ref`` and of its ``allOf``."""
    merged = dict(schema)
    parts = list(merged.pop("allOf", ()))
    if "$ref" in merged:
        parts.append(document["$defs"][merged.pop("$ref").rpartition("/")[2]])
    for part in (resolved(each, document) for each in parts):
        properties = {**part.get("properties", {}), **merged.get("properties", {})}
        required = [*part.get("required", []), *merged.get("required", [])]
        merged = {**part, **merged}
        if properties:
            merged |= {"properties": properties, "required": required}
    return merged


def _values(schema: Schema, document: Schema) -> Iterator[Any]:
    node = resolved(schema, document)
    for option in node.get("anyOf", ()):
        yield from _values(option, document)
    if "enum" in node:
        yield from node["enum"]
    elif "const" in node:
        yield node["const"]
    elif not node.keys() & {"anyOf", "oneOf", "if"}:
        types = node.get("type", _ANY)
        for each in (types,) if isinstance(types, str) else types:
            yield from _OF_TYPE[each](node, document)


def _strings(node: Schema, document: Schema) -> Iterator[str]:
    texts = (*INSTANTS, *UUIDS, *LOCALES, *ADDRESSES) if "pattern" in node else TEXTS
    for each in texts:
        if len(each) >= node.get("minLength", 0) and re.search(node.get("pattern", ""), each):
            yield each


def _numbers(node: Schema, document: Schema) -> Iterator[float]:
    yield node.get("minimum", 0)
    if "number" in node.get("type", "number"):
        yield 0.5
    yield node.get("maximum", LARGE)


def _lists(node: Schema, document: Schema) -> Iterator[list[Any]]:
    """No element, each value alone, the first one twice, and all of them."""
    elements = values_of(node.get("items", {"type": "string"}), document)
    if not node.get("minItems"):
        yield []
    if not elements:
        return
    yield from ([each] for each in elements)
    if not node.get("uniqueItems"):
        yield [elements[0], elements[0]]
    yield elements


def _objects(node: Schema, document: Schema) -> Iterator[dict[str, Any]]:
    """The first value of each property; each other one, one at a time; required ones only."""
    properties = node.get("properties", {})
    if not properties:
        yield from _maps(node, document)
        return
    known = {name: values_of(each, document) for name, each in properties.items()}
    required = node.get("required", ())
    if not all(known[name] for name in required):
        return
    values = {name: several for name, several in known.items() if several}
    whole = {name: each[0] for name, each in values.items()}
    yield whole
    for name, several in values.items():
        yield from (whole | {name: each} for each in islice(several, 1, None))
    yield {name: whole[name] for name in properties if name in required}


def _maps(node: Schema, document: Schema) -> Iterator[dict[str, Any]]:
    """An empty map, each value under the first name, the first value under all names."""
    names = values_of({"type": "string"} | node.get("propertyNames", {}), document)
    further = node.get("additionalProperties", True)
    values = values_of(further if isinstance(further, Mapping) else {"type": "string"}, document)
    yield {}
    if not names or not values:
        return
    yield from ({names[0]: each} for each in values)
    yield dict.fromkeys(names, values[-1])


_OF_TYPE: Mapping[str, Callable[[Schema, Schema], Iterator[Any]]] = {
    "null": lambda node, document: iter((None,)),
    "boolean": lambda node, document: iter((False, True)),
    "string": _strings,
    "integer": _numbers,
    "number": _numbers,
    "array": _lists,
    "object": _objects,
}
