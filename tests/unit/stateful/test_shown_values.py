"""What a course shows for the value of a field, and what stays open."""

from __future__ import annotations

import pytest

from percipio_conformance.spec.schema_fields import ABSENT, ITEM, Property, set_by_sequences
from percipio_conformance.stateful.models.shown_values import shown_as


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("duration", '"PT90M"', "90 minutes"),
        ("duration", '"PT5400S"', "90 minutes"),
        ("duration", '"P1DT2H"', "1560 minutes"),
        ("duration", '"PT1M"', "1 minute"),
        # How parts of a minute are rounded is open, and so is whether nothing is shown as zero.
        ("duration", '"PT1.5S"', None),
        ("duration", '"PT0S"', None),
        ("duration", "null", None),
        ("description", '"<p>Rewritten.</p>"', "Rewritten."),
        ("description", '""', None),
        ("picture", ABSENT, None),
        ("address", '"https://share.percipio.com/cd/A?b=c"', "https://share.percipio.com/cd/A?b=c"),
    ],
)
def test_what_the_course_shows(name: Property, value: str, text: str | None) -> None:
    assert shown_as(name, value) == text


def test_each_shown_field_has_two_values_that_the_course_tells_apart() -> None:
    for field in set_by_sequences(ITEM).values():
        if field.shown is not None:
            shown = {shown_as(field.shown, value) for value in field.values} - {None}
            assert len(shown) >= 2, field.path
