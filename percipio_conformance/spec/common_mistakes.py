"""Common mistakes of connectors, from ``common_mistakes.json``.

The file is generated from the faulty connectors in ``tests/mutants``, which are not installed
(``python -m tools.docs.common_mistakes``).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).with_name("common_mistakes.json")


class Mistake(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One mistake of connectors that violates some clauses.

    ``name`` is the faulty connector. ``text`` is one or two sentences: what the connector does, and
    when the mistake appears if it does not appear at once.
    """

    name: str
    clauses: tuple[str, ...]
    text: str


@cache
def load_common_mistakes() -> tuple[Mistake, ...]:
    """All mistakes, in the order of the files of the faulty connectors."""
    return msgspec.json.decode(FILE.read_bytes(), type=tuple[Mistake, ...])
