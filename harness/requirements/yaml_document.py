"""Reading a YAML file that must match a schema; whatever is wrong is said with its place."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import Any

import yaml

import schemas

# The parser in C is seven times as fast; a PyYAML that was built without libyaml has none.
_Parser: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
# A day stays the text that was written: our documents are JSON values, which know no dates.
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

_SHOWN = 5
"""Problems told at once; more of them is mostly one mistake repeated."""


class DocumentError(ValueError):
    """The file cannot be read, is no YAML, or does not match its schema. One problem a line."""


def read_document(source: Traversable, schema: str, pointer: str = "") -> dict[str, Any]:
    """The content of ``source``, which matches the part ``pointer`` of the schema ``schema``.

    A key given twice in one mapping is a problem too: YAML would silently take the second.

    Raises:
        DocumentError: it cannot be had so.
    """
    content = _parse(_text(source), source.name)
    found = schemas.problems(schema, content, pointer)
    if found:
        more = [f"(and {len(found) - _SHOWN} more)"] if len(found) > _SHOWN else []
        raise DocumentError("\n".join([*found[:_SHOWN], *more]))
    document: dict[str, Any] = content
    return document


def _text(source: Traversable) -> str:
    try:
        return source.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{source.name} is not text in UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise DocumentError(f"{source.name} cannot be read: {error.strerror}") from error


def _parse(text: str, name: str) -> Any:
    loader = None
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        if root is None:
            raise DocumentError(f"{name} is empty")
        for node in _mappings(root):
            _refuse_twins(node, name)
        return loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f", line {mark.line + 1}" if mark else ""
        raise DocumentError(f"{name}{place} is not YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(f"{name} is not YAML: {error}") from error
    finally:
        if loader is not None:
            loader.dispose()


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


def _refuse_twins(node: yaml.MappingNode, name: str) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value in seen:
            place = f"{name}, line {key.start_mark.line + 1}"
            raise DocumentError(
                f"{place}: {key.value!r} is given a second time; keep one of the two"
            )
        seen.add(key.value)
