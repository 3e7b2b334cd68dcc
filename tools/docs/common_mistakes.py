"""Writes the stories of the faulty connectors as data: ``python -m tools.docs.common_mistakes``."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from percipio_conformance.spec.common_mistakes import FILE, Mistake
from tools.mutants.mutant import Mutant
from tools.mutants.registry import load_mutants


def text() -> str:
    """The content of ``common_mistakes.json``: one line for each mistake."""
    by_clause: dict[str, list[Mistake]] = defaultdict(list)
    for entry in load_mutants().values():
        for clause in entry.mutant.concerns:
            by_clause[clause].append(Mistake(entry.mutant.name, _sentences(entry.mutant)))
    clauses = (_clause(id_, by_clause[id_]) for id_ in sorted(by_clause))
    return "{\n" + ",\n".join(clauses) + "\n}\n"


def _clause(clause_id: str, mistakes: list[Mistake]) -> str:
    lines = ",\n".join(f"    {msgspec.json.encode(each).decode()}" for each in mistakes)
    return f'  "{clause_id}": [\n{lines}\n  ]'


def _sentences(mutant: Mutant) -> str:
    return f"{mutant.story} Appears {mutant.condition}." if mutant.condition else mutant.story


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
