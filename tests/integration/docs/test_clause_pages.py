"""The pages of the clauses match the register, the features and the faulty connectors."""

from __future__ import annotations

import re
from pathlib import Path

from percipio_conformance.cli.clause_page import clause_page
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.common_mistakes import FILE
from tools.docs import common_mistakes
from tools.docs.clause_pages import INDEX, pages, write


def test_the_common_mistakes_are_those_of_the_faulty_connectors() -> None:
    again = "regenerate the file: python -m tools.docs.common_mistakes"
    assert FILE.read_text(encoding="utf-8") == common_mistakes.text(), again


def test_the_index_links_to_each_of_them_once() -> None:
    linked = re.findall(r"\]\((\w+\.md)\)", pages()[INDEX])
    assert linked == [f"{each.id}.md" for each in load_registry().clauses]


def test_pages_stay_small_and_hold_what_checks_the_clause() -> None:
    for each in load_registry().clauses:
        text = clause_page(each, load_registry())
        assert len(text) < 16_000, each.id
        assert ("```gherkin" in text) == (each.observable and not each.planned), each.id
        assert ("## Common mistakes" in text) == ("```gherkin" in text), each.id


def test_what_is_gone_from_the_register_goes(tmp_path: Path) -> None:
    (tmp_path / "C999.md").write_text("old")
    write(tmp_path)
    assert not (tmp_path / "C999.md").exists()
    assert (tmp_path / INDEX).exists()
