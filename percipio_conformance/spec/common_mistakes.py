"""Common mistakes of connectors by clause, from ``common_mistakes.json``.

The file is generated from the faulty connectors in ``tests/mutants``, which are not installed
(``python -m tools.docs.common_mistakes``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

FILE = Path(__file__).with_name("common_mistakes.json")


class Mistake(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which connectors break a clause.

    ``name`` is the faulty connector that has it. ``text`` is one or two sentences: how a connector
    comes to make the mistake, and when it appears if it does not appear at once.
    """

    name: str
    text: str


@cache
def load_common_mistakes() -> Mapping[str, tuple[Mistake, ...]]:
    """Clause id to the mistakes that break the clause; a clause without any is left out."""
    found = msgspec.json.decode(FILE.read_bytes(), type=dict[str, tuple[Mistake, ...]])
    return MappingProxyType(found)
