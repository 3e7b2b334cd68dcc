"""The page ``docs/reference/control-protocol.md``, generated from the schemas and from a real run.

``python -m tools.docs.protocol_page`` writes it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from percipio_conformance import schemas
from percipio_conformance.spec.clauses import load_registry
from tools.docs.protocol_calls import (
    ABOUT_CAPABILITIES,
    CALLS,
    CAPABILITIES,
    CLOCK,
    ERRORS,
    INTRODUCTION,
    Call,
)
from tools.docs.protocol_examples import Example, Examples, record_examples
from tools.docs.protocol_platforms import PLATFORMS
from tools.docs.protocol_starting import STARTING

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "control-protocol.md"

SHARED = {"instant": "an instant", "run": "a [run record](#run-record)"}
"""Schemas that others refer to, and their names in a table."""

STEPS = (
    "Noon of the day before. The connector is idle until the run.",
    "The world moves to the start of the run. The connector still has work at this instant.",
    "The suite polls until the connector is idle: the run waits for the pause that Percipio"
    " requested, and announces its end.",
    "The world moves to the end of the pause, not to the next day.",
    "The run has ended. Its record contains `retries: 1`; the next work is due tomorrow.",
)


def render() -> str:
    """The whole page as Markdown."""
    examples = record_examples()
    explained: set[str] = set()
    parts = [
        "# The control protocol",
        INTRODUCTION,
        "\n".join(_overview()),
        *(part for call in CALLS for part in _call(call, examples, explained)),
        "## Run record",
        _folded(
            f"{_sentence(schemas.load('control/run'))} `status` contains the last one. The numbers"
            " count pages read, items seen, courses by result, and repeated requests."
        ),
        _table("run"),
        _schema("run"),
        "## Errors",
        ERRORS,
        _table("error"),
        _schema("error"),
        "Three examples from the reference connector:",
        *(_exchange(each) for each in examples.refusals),
        "## Capabilities",
        ABOUT_CAPABILITIES,
        "\n".join(_capabilities()),
        "## The two platforms",
        PLATFORMS,
        "## How a connector is started",
        STARTING,
        "## The clock",
        CLOCK,
        *_walkthrough(examples.daily_run),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def fields(schema: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str, str, str]]:
    """(name, type, required, meaning) of every field, those of nested objects by their path."""
    required = schema.get("required", [])
    for name, field in schema.get("properties", {}).items():
        path = prefix + name
        yield path, _type(field), "yes" if name in required else "no", _meaning(field)
        yield from fields(field, f"{path}.")
        yield from fields(field.get("items", {}), f"{path}[].")


def _overview() -> Iterator[str]:
    yield "| call | request | response |"
    yield "|---|---|---|"
    for call in CALLS:
        anchor = call.name.lower().replace(" ", "-")
        sent, answered = (f"`{each}`" if each else "empty" for each in (call.sends, call.answers))
        yield f"| [`{call.name}`](#{anchor}) | {sent} | {call.status}, {answered} |"


def _capabilities() -> Iterator[str]:
    declared = schemas.load("control/describe")["properties"]["capabilities"]["items"]["enum"]
    clauses = load_registry().clauses
    yield "| capability | meaning | clauses |"
    yield "|---|---|---|"
    for name in declared:
        held = [each.id for each in clauses if each.capability == name]
        yield f"| `{name}` | {CAPABILITIES[name]} | {_ranges(held) or 'scenarios of others'} |"


def _ranges(identifiers: list[str]) -> str:
    """``C018 to C020, C022``: neighbors by number are joined."""
    groups: list[list[str]] = []
    for each in identifiers:
        before = groups[-1][-1] if groups else ""
        if before[:1] == each[:1] and int(before[1:]) + 1 == int(each[1:]):
            groups[-1].append(each)
        else:
            groups.append([each])
    return ", ".join(
        " to ".join((each[0], each[-1])) if len(each) > 2 else ", ".join(each) for each in groups
    )


def _call(call: Call, examples: Examples, explained: set[str]) -> Iterator[str]:
    """One call; ``explained`` holds the messages so far, each is explained once."""
    yield f"## {call.name}"
    yield _folded(call.meaning)
    for verb, name in (("Request", call.sends), ("Response", call.answers)):
        if name in explained:
            yield f"{verb}: `{name}`, as above."
        elif name is not None:
            yield _folded(f"{verb}: `{name}`. {_sentence(schemas.load(f'control/{name}'))}")
            yield _table(name)
            yield _schema(name)
            explained.add(name)
    if call.errors:
        yield _folded(f"Errors: {call.errors}")
    yield _exchange(examples.calls[call.name])


def _walkthrough(examples: list[Example]) -> Iterator[str]:
    for number, (words, example) in enumerate(zip(STEPS, examples, strict=True), start=1):
        yield f"{number}. {words}"
        yield _exchange(example)


def _exchange(example: Example) -> str:
    asked = f"{example.call}\n{example.sent}".strip()
    return f"```text\n{asked}\n\n-> {example.status}\n{example.answered}".strip() + "\n```"


def _table(name: str) -> str:
    rows = fields(schemas.load(f"control/{name}"))
    lines = ["| field | type | required | meaning |", "|---|---|---|---|"]
    lines += [
        f"| `{path}` | {kind} | {required} | {words} |" for path, kind, required, words in rows
    ]
    return "\n".join(lines)


def _schema(name: str) -> str:
    text = (files(schemas) / "control" / f"{name}.json").read_text(encoding="utf-8").strip()
    return (
        f"<details>\n<summary>Schema <code>control/{name}</code></summary>\n\n"
        f"```json\n{text}\n```\n\n</details>"
    )


def _sentence(schema: dict[str, Any]) -> str:
    words = str(schema["description"])
    call, colon, rest = words.partition(": ")
    # "POST reset: forget everything": the heading has named the call already.
    return rest[:1].upper() + rest[1:] if colon and call.split(" ")[0].isupper() else words


def _folded(words: str) -> str:
    return textwrap.fill(words, 100, break_long_words=False, break_on_hyphens=False)


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return SHARED[_referred(field)]
    if "oneOf" in field:
        return " or ".join(_type(each) for each in field["oneOf"])
    if "enum" in field:
        return ", ".join(f"`{each}`" for each in field["enum"])
    if field["type"] == "array":
        return f"list of {_type(field['items'])}"
    kinds = field["type"] if isinstance(field["type"], list) else [field["type"]]
    return " or ".join(kinds)


def _meaning(field: dict[str, Any]) -> str:
    words = str(field.get("description", "")).replace("|", "\\|")
    if "default" in field:
        words += f" The default is `{str(field['default']).lower()}`."
    return words.strip()


def _referred(field: dict[str, Any]) -> str:
    return str(field["$ref"]).rpartition("/")[2]


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
