"""Writes ``common_mistakes.json``: ``python -m tools.docs.common_mistakes``."""

from __future__ import annotations

import msgspec

from percipio_conformance.spec.common_mistakes import FILE, Mistake
from tools.mutants.mutant import Mutant
from tools.mutants.registry import load_mutants


def text() -> str:
    """The content of ``common_mistakes.json``: one line for each mistake."""
    mistakes = (_mistake(entry.mutant) for entry in load_mutants().values())
    lines = (msgspec.json.encode(each).decode() for each in mistakes)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _mistake(mutant: Mutant) -> Mistake:
    appears = f" Appears {mutant.condition}." if mutant.condition else ""
    return Mistake(mutant.name, tuple(sorted(mutant.concerns)), mutant.story + appears)


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
