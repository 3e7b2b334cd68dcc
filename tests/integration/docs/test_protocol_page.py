"""docs/reference/control-protocol.md matches the schemas."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from percipio_conformance import schemas
from percipio_conformance.spec.clauses import load_registry
from tools.docs.protocol_calls import CALLS, CAPABILITIES
from tools.docs.protocol_examples import Example, record_examples
from tools.docs.protocol_page import PAGE, fields, render

MESSAGES = {each.name: each for each in CALLS}


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    played = record_examples()
    return [*played.calls.values(), *played.refusals, *played.daily_run]


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == render(), "regenerate it: python -m tools.docs.protocol_page"


def test_every_schema_of_the_protocol_stands_on_the_page_word_for_word() -> None:
    page = PAGE.read_text("utf-8")
    for path in sorted(Path(str(schemas.__path__[0]), "control").glob("*.json")):
        if path.stem != "instant":
            assert path.read_text("utf-8").strip() in page, path.name


def test_every_capability_that_can_be_declared_is_explained() -> None:
    items = schemas.load("control/describe")["properties"]["capabilities"]["items"]
    assert list(CAPABILITIES) == items["enum"]
    of_clauses = {each.capability for each in load_registry().clauses} - {None}
    assert of_clauses <= CAPABILITIES.keys()


def test_every_call_of_the_protocol_has_an_example(examples: list[Example]) -> None:
    assert set(MESSAGES) == {each.call for each in examples}


def test_examples_keep_to_the_schemas(examples: list[Example]) -> None:
    for example in examples:
        call = MESSAGES[example.call]
        answer = call.answers if example.status < 400 else "error"
        assert example.status == call.status or example.status in (400, 409)
        if answer is not None:
            assert schemas.problems(f"control/{answer}", json.loads(example.answered)) == []
        if call.sends is not None and example.status < 400:
            assert schemas.problems(f"control/{call.sends}", json.loads(example.sent)) == []


def test_the_worked_example_is_a_back_off_inside_a_run(examples: list[Example]) -> None:
    before, begun, waiting, again, done = (json.loads(each.answered) for each in examples[-5:])
    assert [each["state"] for each in (before, begun, waiting, again, done)] == [
        "ready",
        "advancing",
        "ready",
        "advancing",
        "ready",
    ]
    assert begun["now"] == before["next_due"]
    assert again["now"] == waiting["next_due"]
    assert waiting["pending"] == 1
    assert done["pending"] == 0


def test_no_secret_stands_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    values = re.findall(r'"(?:client_secret|bearer_token)": "([^"]*)"', page)
    assert set(values) == {"[redacted]"}


def test_fields_tell_nested_ones_by_their_path() -> None:
    schema = {
        "properties": {
            "lms": {
                "type": "object",
                "properties": {"url": {"type": "string", "description": "Where."}},
                "required": ["url"],
            },
            "tags": {
                "type": "array",
                "items": {"type": "object", "properties": {"on": {"type": "boolean"}}},
            },
        },
        "required": ["lms"],
    }
    assert list(fields(schema)) == [
        ("lms", "object", "yes", ""),
        ("lms.url", "string", "yes", "Where."),
        ("tags", "list of object", "no", ""),
        ("tags[].on", "boolean", "no", ""),
    ]
