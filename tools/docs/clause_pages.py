"""Writes the pages of all clauses for the documentation site, as ``make docs`` does.

``python -m tools.docs.clause_pages``; the pages are in ``docs/clauses`` and are not committed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from percipio_conformance.cli.clause_page import clause_page
from percipio_conformance.spec.clauses import ClauseRegistry, load_registry
from percipio_conformance.spec.rules import builtin_rules

FOLDER = Path(__file__).parents[2] / "docs" / "clauses"
INDEX = "README.md"

HEAD = """\
# Clauses

Each clause has a page with its interpretations, its scenarios and common mistakes of connectors.
`percipio-conformance clauses C013` prints the same page.
"""


def pages() -> dict[str, str]:
    """Every page by the name of its file, the index included."""
    registry = load_registry()
    written = {f"{each.id}.md": clause_page(each, registry) for each in registry.clauses}
    return {INDEX: "\n".join([HEAD, *_index(registry)]) + "\n", **written}


def write(folder: Path) -> None:
    """Write all of them, and remove those of clauses that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def _index(registry: ClauseRegistry) -> Iterator[str]:
    scenarios: Counter[str] = Counter()
    for rule in builtin_rules():
        scenarios[rule.clause] += len(rule.scenarios)
    for section, clauses in registry.sections().items():
        yield f"## {section}\n"
        yield "| clause | level | scenarios | requirement |"
        yield "|---|---|---:|---|"
        for each in clauses:
            number = scenarios[each.id]
            yield f"| [{each.id}]({each.id}.md) | {each.level} | {number} | {each.sentence} |"
        yield ""


if __name__ == "__main__":
    write(FOLDER)
