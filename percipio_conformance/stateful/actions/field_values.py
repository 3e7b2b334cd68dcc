"""Fields that an action sets, with their values; see ``features/values.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from percipio_conformance.spec.schema_fields import set_by_sequences
from percipio_conformance.steps.field_tables import field_value

ALONE = 0.3
"""The share of changes of a single field."""

Fields = tuple[tuple[str, str], ...]
"""Paths of fields, and their values in JSON or ``absent``."""


def draw_fields(schema: str, draw: Random) -> Fields:
    """Draw fields of the schema and a value for each of them."""
    fields = set_by_sequences(schema)
    # A change of one field alone is easily overlooked; with few at a time, most values stay unused.
    count = 1 if draw.random() < ALONE else draw.randint(1, len(fields))
    chosen = draw.sample(tuple(fields), count)
    return tuple((each, draw.choice(fields[each].values)) for each in sorted(chosen))


def listed(fields: Fields) -> tuple[str, ...]:
    """The values with their fields, ``keywords: []``."""
    return tuple(f"{path}: {value}" for path, value in fields)


def phrases(of: str, fields: Fields) -> tuple[str, ...]:
    """The step that sets the fields of an item or of statements; empty without a field."""
    rows = (f"| {path} | {value} |" for path, value in (("field", "value"), *fields))
    return (f"Percipio sets fields of {of}:", *rows) if fields else ()


def decoded(fields: Fields) -> dict[str, object]:
    """The values by path."""
    return {path: field_value(text) for path, text in fields}


def fewer(fields: Fields) -> Iterator[Fields]:
    """The fields without one half, without a quarter, and so on down to a single one."""
    size = (len(fields) + 1) // 2
    while size:
        for start in range(0, len(fields), size):
            yield fields[:start] + fields[start + size :]
        size //= 2
