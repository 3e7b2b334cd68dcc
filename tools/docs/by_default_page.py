"""The table of ``docs/explanation/kept-by-default.md``, generated from the register.

``python -m tools.docs.by_default_page`` writes it.
"""

from __future__ import annotations

from pathlib import Path

from percipio_conformance.spec.clauses import load_registry

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "kept-by-default.md"
BEGIN, END = "<!-- clauses -->", "<!-- end of clauses -->"


def table() -> str:
    """A row for each clause that needs no code of its own and that a connector can break."""
    rows = [
        f"| {each.id} | {each.by_default.because} | {each.by_default.broken_by} |"
        for each in load_registry().clauses
        if each.by_default is not None and each.by_default.broken_by is not None
    ]
    return "\n".join(["| clause | what keeps it | what breaks it |", "|---|---|---|", *rows])


def render(page: str) -> str:
    """The page with the table of today."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(render(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
