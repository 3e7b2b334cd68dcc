"""Report pages in a real browser."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import chromium
import pytest
from playwright.sync_api import Browser, Page

UNIT = Path(__file__).parents[1] / "unit"
sys.path[:0] = [str(UNIT), str(UNIT / "tools" / "mutants")]


@dataclass
class Visit:
    """A page that is open, and what it did in addition to being shown."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def shown(self) -> list[str]:
        """The ids of the clauses that a reader sees, in their order."""
        found: list[str] = self.page.locator(".clause:visible").evaluate_all(
            "all => all.map(each => each.id)"
        )
        return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium.browser() as started:
        yield started


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page from the disk: its text, the part behind ``#``, and how the browser is set."""
    contexts = []

    def open_page(text: str, fragment: str = "", **settings: object) -> Visit:
        path = tmp_path / "index.html"
        path.write_text(text, encoding="utf-8")
        context = browser.new_context(**{"offline": True, **settings})
        contexts.append(context)
        page = context.new_page()
        visited = Visit(page, path.as_uri())
        page.on("console", lambda said: visited.complaints.append(said.text))
        page.on("pageerror", lambda error: visited.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (visited.complaints.append("dialog"), dialog.dismiss()))
        page.on("request", lambda request: visited.asked.append(request.url))
        page.goto(visited.address + fragment)
        return visited

    yield open_page
    for each in contexts:
        each.close()
