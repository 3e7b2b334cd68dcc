"""Redacts and shortens the data tables and docstrings of steps for reports."""

from __future__ import annotations

from collections.abc import Sequence

from percipio_conformance.core.redaction import REDACTED, cut, is_secret_name, redact_text

SHOWN_ROWS = 100
SHOWN_CELL = 400
"""Characters of one cell."""


def shown_table(table: Sequence[Sequence[object]] | None) -> list[list[str]]:
    """Returns the rows of a data table; cells below or next to a secret's name are redacted."""
    if not table:
        return []
    head = [is_secret_name(str(cell)) for cell in table[0]]
    rows = []
    for number, row in enumerate(table[:SHOWN_ROWS]):
        beside = len(row) == 2 and is_secret_name(str(row[0]))
        rows.append(
            [
                REDACTED
                if (number and column < len(head) and head[column]) or (column and beside)
                else cut(redact_text(str(cell)), SHOWN_CELL)
                for column, cell in enumerate(row)
            ]
        )
    if len(table) > SHOWN_ROWS:
        rows.append([f"({len(table) - SHOWN_ROWS} more rows)"])
    return rows


def shown_docstring(text: str | None) -> str | None:
    """Returns the docstring of a step, redacted and shortened; None stays None."""
    return None if text is None else cut(redact_text(text))
