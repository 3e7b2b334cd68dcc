"""The messages that cross a wire, as JSON Schemas and OpenAPI documents, and their one loader.

A document is named by its path below this folder without the ending: ``control/setup``.
Documents refer to each other by that name through their ``$id``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import orjson

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from jsonschema import Draft202012Validator
    from referencing import Registry

BASE = "https://percipio-conformance.invalid/schemas/"


class UnknownSchema(KeyError):
    """There is no document of that name in this folder."""


def _walk(folder: Traversable, prefix: str = "") -> dict[str, Traversable]:
    found: dict[str, Traversable] = {}
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            found |= _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".json"):
            found[prefix + entry.name.removesuffix(".json")] = entry
    return found


@cache
def _documents() -> dict[str, Traversable]:
    return _walk(files(__name__))


def names() -> list[str]:
    """Every document's name, sorted."""
    return sorted(_documents())


@cache
def load(name: str) -> dict[str, Any]:
    """The document called ``name``; shared, so treat it as read-only.

    Raises:
        UnknownSchema: no such document.
    """
    try:
        document = _documents()[name]
    except KeyError as error:
        known = ", ".join(names())
        raise UnknownSchema(f"no schema named {name!r}; there are: {known}") from error
    content: dict[str, Any] = orjson.loads(document.read_bytes())
    return content


@cache
def _registry() -> Registry[Any]:
    from referencing import Registry, Resource

    resources = [
        Resource.from_contents(load(name))
        for name in names()
        if load(name).get("$schema") and load(name).get("$id")
    ]
    return resources @ Registry()


@cache
def validator(name: str, pointer: str = "") -> Draft202012Validator:
    """A validator of the document ``name``, or of the part of it at ``pointer`` (``#/$defs/run``).

    Formats are not asserted: the world's own samples break some of them.
    """
    # Imported here, because a run without an invalid message does not need it.
    from jsonschema import Draft202012Validator

    document = load(name)
    if pointer:
        return Draft202012Validator({"$ref": document["$id"] + pointer}, registry=_registry())
    return Draft202012Validator(document, registry=_registry())


def accepts(name: str, message: object, pointer: str = "") -> bool:
    """True if ``message`` matches the document, three hundred times as fast as :func:`problems`.

    A value that only resembles JSON, such as a string enum, may be accepted; :func:`problems` is
    exact. One that JSON cannot hold is not accepted.
    """
    try:
        return _quick(name, pointer).is_valid(message)
    except ValueError:
        return False


@cache
def _quick(name: str, pointer: str) -> jsonschema_rs.Validator:
    document = load(name)
    part = {"$ref": document["$id"] + pointer} if pointer else document
    return jsonschema_rs.validator_for(part, retriever=_retrieve)


def _retrieve(uri: str) -> dict[str, Any]:
    """The document with this ``$id``: only those are loaded that a message refers to."""
    return load(uri.removeprefix(BASE))


def problems(name: str, message: object, pointer: str = "") -> list[str]:
    """What is wrong with ``message``, one line each, ``/path: sentence``; empty when nothing is."""
    found = sorted(validator(name, pointer).iter_errors(message), key=lambda each: str(each.path))
    return [
        "/" + "/".join(str(part) for part in each.absolute_path) + ": " + each.message
        for each in found
    ]
