"""Tables of fields and their values, in JSON."""

from __future__ import annotations

from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.core.step_tables import Table, read_columns
from percipio_conformance.files.strict_json import JsonError, parse_json
from percipio_conformance.spec.schema_fields import ABSENT
from percipio_conformance.world.percipio.field_paths import NO_FIELD


def read_fields(table: Table) -> dict[str, object]:
    """The values by path.

    Raises:
        FeatureMistake: a column is missing, there is no row, or a value is not JSON.
    """
    _, rows = read_columns(table, first=("field", "value"))
    if not rows:
        raise FeatureMistake("the table names no field; add a row for each")
    return {path: field_value(text) for path, text in rows}


def field_value(text: str) -> object:
    """The value that a cell means: JSON, or ``absent``.

    Raises:
        FeatureMistake: it is neither.
    """
    if text == ABSENT:
        return NO_FIELD
    try:
        return parse_json(text)
    except JsonError as error:
        raise FeatureMistake(
            f"{text!r} is no value in JSON: write it as in JSON, text in double quotes, or"
            f" {ABSENT!r} to leave the field out"
        ) from error
