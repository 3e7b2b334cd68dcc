"""The page of the clauses that need no code of their own agrees with the register."""

from __future__ import annotations

from tools.docs import by_default_page


def test_the_table_is_that_of_the_register() -> None:
    page = by_default_page.PAGE.read_text(encoding="utf-8")
    assert page == by_default_page.render(page), "run `python -m tools.docs.by_default_page`"
