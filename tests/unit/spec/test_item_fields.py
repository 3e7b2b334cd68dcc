"""The values that generated sequences give to the fields of a catalog item."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fake_percipio.catalog.items import item
from percipio_conformance import schemas
from percipio_conformance.spec.item_fields import ABSENT, SCHEMA, item_fields, set_by_sequences
from percipio_conformance.spec.schema_values import values_of

FIELDS = item_fields()


def _set(content: dict[str, Any], path: str, value: str) -> None:
    *way, last = path.split(".")
    place: Any = content
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value == ABSENT:
        place.pop(last, None)
    else:
        place[last] = json.loads(value)


def test_every_field_of_the_schema_has_values_or_a_reason() -> None:
    """A new field with a pattern that no derived text matches needs values in the file."""
    assert [
        path for path, each in FIELDS.items() if not each.left_out and len(each.values) < 2
    ] == []


def test_a_field_below_every_property_of_the_schema() -> None:
    assert {path.partition(".")[0] for path in FIELDS} == set(schemas.load(SCHEMA)["properties"])


@pytest.mark.parametrize("path", sorted(set_by_sequences()))
def test_every_value_makes_a_valid_item(path: str) -> None:
    for value in FIELDS[path].values:
        made = item("Six Sigma Basics", era="2024")
        _set(made, path, value)
        assert [each.message for each in schemas.validator(SCHEMA).iter_errors(made)] == [], value


def test_an_optional_field_may_be_absent_and_a_required_one_may_not() -> None:
    assert FIELDS["learningObjectives"].values[-1] == ABSENT
    assert ABSENT not in FIELDS["keywords"].values


def test_an_object_that_may_be_missing_is_one_field() -> None:
    assert "ltiResourceLink" in FIELDS
    assert "ltiResourceLink.url" not in FIELDS


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
