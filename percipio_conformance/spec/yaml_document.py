"""Read a YAML file and validate it against a schema; each problem is reported with its place."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from percipio_conformance import schemas
from percipio_conformance.core.printable import printable
from percipio_conformance.files.json_file import shape_problems
from percipio_conformance.files.reading import (
    MOST_OF_A_DOCUMENT,
    UnreadableFile,
    read_text,
    text_of,
)

# The parser in C is seven times as fast; a PyYAML that was built without libyaml has none.
_Parser: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
# A date stays text: our documents are JSON values, which have no dates.
_Loader: Any = type(
    "_Loader",
    (_Parser,),
    {
        "yaml_implicit_resolvers": {
            first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
            for first, resolvers in _Parser.yaml_implicit_resolvers.items()
        }
    },
)

_DEEPEST = 50
_MOST_VALUES = 100_000
_SHOWN = 5


class DocumentError(ValueError):
    """The file cannot be read, is not YAML, or does not match its schema. One problem a line."""


def read_document(source: Traversable, schema: str, pointer: str = "") -> dict[str, Any]:
    """The content of ``source``, which matches the part ``pointer`` of the schema ``schema``.

    A key given twice in one mapping is a problem too: YAML would silently take the second.

    Raises:
        DocumentError: it cannot be had so.
    """
    content = _parse(_text(source), source.name)
    if not schemas.accepts(schema, content, pointer):
        found = shape_problems(schema, content, pointer, _SHOWN)
        if found:
            raise DocumentError("\n".join(found))
    document: dict[str, Any] = content
    return document


def _text(source: Traversable) -> str:
    try:
        if isinstance(source, Path):
            return read_text(source, MOST_OF_A_DOCUMENT)
        return text_of(source.read_bytes(), source.name)
    except UnreadableFile as error:
        raise DocumentError(str(error)) from error


def _parse(text: str, name: str) -> Any:
    loader = None
    try:
        _refuse_depth(text, name)
        loader = _Loader(text)
        root = loader.get_single_node()
        if root is None:
            raise DocumentError(f"{name} is empty")
        for node in _mappings(root):
            _reject_duplicate_keys(node, name)
        _refuse_growth(root, name)
        return loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f", line {mark.line + 1}" if mark else ""
        raise DocumentError(f"{name}{place} is not YAML: {printable(error.problem)}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(f"{name} is not YAML: {printable(error)}") from error
    finally:
        if loader is not None:
            loader.dispose()


def _refuse_depth(text: str, name: str) -> None:
    """The parser in C goes one call deeper for each level, and ends the process at some depth."""
    depth = 0
    for event in yaml.parse(text, Loader=_Parser):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise DocumentError(f"{name}: it is nested more than {_DEEPEST} levels deep")


def _refuse_growth(root: yaml.Node, name: str) -> None:
    """Refuse aliases of aliases: a few of them expand to billions of values."""
    sizes: dict[int, int] = {}

    def size(node: yaml.Node) -> int:
        if id(node) not in sizes:
            sizes[id(node)] = _MOST_VALUES + 1  # what holds itself is endless
            below = [each for pair in node.value for each in pair] if _is_map(node) else node.value
            parts = [] if isinstance(node, yaml.ScalarNode) else below
            sizes[id(node)] = 1 + sum(map(size, parts))
        return sizes[id(node)]

    if size(root) > _MOST_VALUES:
        raise DocumentError(f"{name}: its aliases make more than {_MOST_VALUES:,} values of it")


def _is_map(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode)


def _mappings(root: yaml.Node) -> Iterator[yaml.MappingNode]:
    """Every mapping below ``root``, each once even where aliases tie knots."""
    waiting, seen = [root], {id(root)}
    while waiting:
        node = waiting.pop()
        below: list[yaml.Node] = []
        if isinstance(node, yaml.MappingNode):
            yield node
            below = [each for pair in node.value for each in pair]
        elif isinstance(node, yaml.SequenceNode):
            below = node.value
        for each in below:
            if id(each) not in seen:
                seen.add(id(each))
                waiting.append(each)


def _reject_duplicate_keys(node: yaml.MappingNode, name: str) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value in seen:
            place = f"{name}, line {key.start_mark.line + 1}"
            raise DocumentError(
                f"{place}: {key.value[:80]!r} is given a second time; keep one of the two"
            )
        seen.add(key.value)
