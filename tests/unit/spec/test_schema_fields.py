"""The values that generated sequences give to the fields of items and statements."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fake_percipio.catalog.items import item
from percipio_conformance import schemas
from percipio_conformance.spec.schema_fields import (
    ABSENT,
    ITEM,
    STATEMENT,
    fields_of,
    number_of_values,
    set_by_sequences,
)
from percipio_conformance.spec.schema_values import values_of
from percipio_conformance.world.percipio.field_paths import NO_FIELD, set_field

PLACES = [(name, path) for name in (ITEM, STATEMENT) for path in sorted(set_by_sequences(name))]


def message(name: str) -> dict[str, Any]:
    if name == ITEM:
        return item("Six Sigma Basics", era="2024")
    return {
        "id": "0f0f0f0f-0000-4000-8000-000000000001",
        "actor": {"mbox": "mailto:ada@acme.example"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
        "object": {"id": "https://xapi.percipio.com/xapi/course/a", "definition": {}},
        "result": {"completion": True},
        "context": {"platform": "Percipio"},
        "timestamp": "2026-01-05T08:00:00.000Z",
    }


@pytest.mark.parametrize("name", [ITEM, STATEMENT])
def test_every_field_of_the_schema_has_values_or_a_reason(name: str) -> None:
    """A new field with a pattern that no derived text matches needs values in the file."""
    fields = fields_of(name)
    assert [path for path, it in fields.items() if not it.left_out and len(it.values) < 2] == []
    assert {path.partition(".")[0] for path in fields} == set(schemas.load(name)["properties"])


@pytest.mark.parametrize(("name", "path"), PLACES)
def test_every_value_makes_a_valid_message(name: str, path: str) -> None:
    for value in fields_of(name)[path].values:
        made = message(name)
        set_field(made, path, NO_FIELD if value == ABSENT else json.loads(value), within=True)
        assert [each.message for each in schemas.validator(name).iter_errors(made)] == [], value


def test_fields_of_both_messages_count() -> None:
    numbers = [
        len(each.values) for name in (ITEM, STATEMENT) for each in set_by_sequences(name).values()
    ]
    assert number_of_values() == sum(numbers)
    assert {name for name, _ in PLACES} == {ITEM, STATEMENT}


def test_an_optional_field_may_be_absent_and_a_required_one_may_not() -> None:
    fields = fields_of(ITEM)
    assert fields["learningObjectives"].values[-1] == ABSENT
    assert ABSENT not in fields["keywords"].values


def test_an_object_that_may_be_missing_is_one_field_unless_it_is_a_part() -> None:
    assert "ltiResourceLink" in fields_of(ITEM)
    assert "ltiResourceLink.url" not in fields_of(ITEM)
    assert "context" not in fields_of(STATEMENT)
    assert "context.platform" in fields_of(STATEMENT)


def test_values_of_each_type() -> None:
    place = {
        "type": "object",
        "properties": {"name": {"type": "string", "minLength": 1}, "rank": {"type": "integer"}},
        "required": ["name"],
    }
    document = {"$defs": {"place": place}}
    found = values_of({"type": "array", "items": {"$ref": "#/$defs/place"}}, document)
    assert [] in found
    assert [{"name": found[1][0]["name"]}] in found, "without the optional rank"
    assert [found[1][0], found[1][0]] in found, "the same element twice"
    assert [{**found[1][0], "rank": 2_147_483_647}] in found
    assert values_of({"type": ["integer", "null"]}, {}) == [0, 2_147_483_647, None]
    assert values_of({"type": "number", "maximum": 5}, {}) == [0, 0.5, 5]
    assert values_of({"enum": ["A", None]}, {}) == ["A", None]
    assert values_of({"anyOf": [{"type": "null"}, {"const": 1}]}, {}) == [None, 1]
    assert values_of({"type": "string", "pattern": "^x+$"}, {}) == []
    names = {
        "propertyNames": {"pattern": "^[a-z]{2}$"},
        "additionalProperties": {"type": "integer"},
    }
    assert values_of({"type": "object", **names}, {}) == [{}, {"es": 0}, {"es": 2_147_483_647}]
    assert values_of({"if": {}, "then": {"type": "string"}}, {}) == []
