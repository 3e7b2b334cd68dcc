"""The number of generated sequences in a run, and their titles in reports."""

from __future__ import annotations

from functools import cache

from percipio_conformance.core.events import Situations
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.yaml_document import read_document

FILE = FEATURES / "sequences.yaml"
TITLE = "Generated sequences"
RULE = "Every requirement holds, whatever happens and in whatever order"

OF_BREAKDOWN = "C094"
"""The clause that a sequence violates in which the connector breaks down, or violates the control
protocol: an integration that is set up is active."""


@cache
def number_of_sequences(situations: Situations) -> int:
    """The number of sequences in a run with these situations.

    Raises:
        DocumentError: the file does not match its schema.
    """
    numbers: dict[str, int] = read_document(FILE, "sequences")
    return {"drawn": numbers["default"], "all": numbers["thorough"]}.get(situations, 0)
