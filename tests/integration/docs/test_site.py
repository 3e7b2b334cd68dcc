"""The website of the documentation has every page in its navigation.

``make docs`` builds the site, and every warning of the builder is an error. These tests need no
builder.
"""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from fenced_blocks import ROOT

DOCS = ROOT / "docs"
PAGES = DOCS / "clauses"
"""The generated pages of the clauses, where the site was built."""


@pytest.fixture(scope="module")
def listed() -> Callable[[str, str], list[str]]:
    found: Callable[[str, str], list[str]] = runpy.run_path(str(DOCS / "conf.py"))["listed"]
    return found


def test_the_pages_of_the_clauses_are_below_the_reference(
    listed: Callable[[str, str], list[str]],
) -> None:
    assert "../clauses/README" in listed("reference/README", "# Reference")


def test_every_page_can_be_reached_from_the_index(
    listed: Callable[[str, str], list[str]],
) -> None:
    reached: set[Path] = set()
    waiting = [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        name = str(page.relative_to(DOCS).with_suffix(""))
        below = [
            (page.parent / f"{each}.md").resolve() for each in listed(name, page.read_text("utf-8"))
        ]
        waiting += [each for each in below if each not in reached and each.parent != PAGES]
    assert reached == {each for each in DOCS.rglob("*.md") if each.parent != PAGES}


def test_only_index_pages_have_pages_below_them(
    listed: Callable[[str, str], list[str]],
) -> None:
    text = "Text [a](a.md).\n\n- [b](b.md): first\n- see [c](c.md)\n\n| [d](e/d.md) | must |\n"
    assert listed("how-to/README", text) == listed("index", text) == ["b", "e/d"]
    assert listed("how-to/run-in-ci", text) == []
