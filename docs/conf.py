"""The documentation as a website: ``make docs`` builds it with Sphinx from the Markdown files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))

project = "percipio-conformance"
author = "percipio-conformance maintainers"
version = release = PROJECT["project"]["version"]

extensions = ["myst_parser"]
# Links such as `verdicts.md#exit-codes` use the anchors that code platforms give to headings.
myst_heading_anchors = 3

html_theme = "pydata_sphinx_theme"
html_title = f"{project} {release}"
html_show_sourcelink = False
html_theme_options = {"show_prev_next": False}

LISTED = re.compile(r"^(?:- |\| )\[[^\]]+\]\(([\w./-]+)\.md\)", re.MULTILINE)
"""A link that opens an item of a list or a row of a table."""


GENERATED = {"reference/README": ["../clauses/README"]}
"""Pages that ``make docs`` writes, below an index page whose file in the repository cannot link to
them."""


def listed(docname: str, text: str) -> list[str]:
    """The pages below an index page (``index`` or a ``README``), in the order of its list.

    Sphinx needs them as a table of contents, which plain Markdown does not have. Every other page
    has none.
    """
    if docname.rpartition("/")[2] not in ("index", "README"):
        return []
    return [*LISTED.findall(text), *GENERATED.get(docname, ())]


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""

    def add_contents(_app: Sphinx, docname: str, source: list[str]) -> None:
        if pages := listed(docname, source[0]):
            lines = "\n".join(pages)
            source[0] += f"\n```{{toctree}}\n:hidden:\n\n{lines}\n```\n"

    app.connect("source-read", add_contents)
