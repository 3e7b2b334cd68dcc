"""Writes the pages of all clauses in ``docs/clauses``: ``python -m tools.docs.clause_pages``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from percipio_conformance.spec.clauses import Clause, ClauseRegistry, load_registry
from percipio_conformance.spec.rules import RuleText, builtin_rules
from tools.docs.clause_page import render
from tools.mutants.mutant import Mutant
from tools.mutants.registry import CONNECTORS, load_mutants

FOLDER = Path(__file__).parents[2] / "docs" / "clauses"
INDEX = "README.md"

HEAD = """\
# Clauses

Each clause has a page with its interpretations, its scenarios and common mistakes of connectors.
`percipio-conformance clauses C013` prints the same page. `python -m tools.docs.clause_pages`
generates all pages.
"""


def page(clause: Clause, registry: ClauseRegistry) -> str:
    """The page of one clause, from what this installation holds."""
    return render(clause, registry, _promises()[clause.id], _faults_of(clause, _all_faults()))


def pages() -> dict[str, str]:
    """Every page by the name of its file, the index included."""
    registry, promises, mutants = load_registry(), _promises(), _all_faults()
    told = {
        f"{each.id}.md": render(each, registry, promises[each.id], _faults_of(each, mutants))
        for each in registry.clauses
    }
    return {INDEX: "\n".join([HEAD, *_index(registry, promises)]) + "\n", **told}


def write(folder: Path) -> None:
    """Write all of them, and remove those of clauses that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def _index(registry: ClauseRegistry, promises: Mapping[str, Sequence[RuleText]]) -> Iterator[str]:
    for section, clauses in registry.sections().items():
        yield f"## {section}\n"
        yield "| clause | level | scenarios | requirement |"
        yield "|---|---|---:|---|"
        for each in clauses:
            number = sum(len(rule.scenarios) for rule in promises[each.id])
            yield f"| [{each.id}]({each.id}.md) | {each.level} | {number} | {each.sentence} |"
        yield ""


def _promises() -> Mapping[str, list[RuleText]]:
    by_clause: dict[str, list[RuleText]] = defaultdict(list)
    for each in builtin_rules():
        by_clause[each.clause].append(each)
    return by_clause


def _all_faults() -> list[Mutant] | None:
    """The broken connectors; None in an installation, which comes without them."""
    if not CONNECTORS.is_dir():
        return None
    return [entry.mutant for entry in load_mutants().values()]


def _faults_of(clause: Clause, mutants: Sequence[Mutant] | None) -> list[Mutant] | None:
    if mutants is None:
        return None
    return [each for each in mutants if clause.id in each.concerns]


if __name__ == "__main__":
    write(FOLDER)
