"""The pages of the clauses match the register, the features and the faults."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from percipio_conformance.spec.clauses import load_registry
from tools.docs import clause_pages
from tools.docs.clause_pages import FOLDER, INDEX, page, pages, write

AGAIN = "regenerate them: python -m tools.docs.clause_pages"


def test_every_page_is_up_to_date() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*")}
    wanted = pages()
    assert sorted(written) == sorted(wanted), AGAIN
    assert [name for name in wanted if written[name] != wanted[name]] == [], AGAIN


def test_the_index_links_to_each_of_them_once() -> None:
    linked = re.findall(r"\]\((\w+\.md)\)", pages()[INDEX])
    assert linked == [f"{each.id}.md" for each in load_registry().clauses]


def test_pages_stay_small_and_hold_what_checks_the_clause() -> None:
    for each in load_registry().clauses:
        text = page(each, load_registry())
        assert len(text) < 16_000, each.id
        assert ("```gherkin" in text) == (each.observable and not each.planned), each.id
        assert ("## Common mistakes" in text) == ("```gherkin" in text), each.id


def test_what_is_gone_from_the_register_goes(tmp_path: Path) -> None:
    (tmp_path / "C999.md").write_text("old")
    write(tmp_path)
    assert not (tmp_path / "C999.md").exists()
    assert (tmp_path / INDEX).exists()


def test_an_installation_without_the_faults_has_pages_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(clause_pages, "CONNECTORS", tmp_path / "nowhere")
    text = page(load_registry().clause("C013"), load_registry())
    assert "```gherkin" in text
    assert "in a checkout of" in text
