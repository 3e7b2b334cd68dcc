"""Links and paths in the documents exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fenced_blocks import DOCUMENTS, ROOT, named

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FOLDERS = "docs|examples|features|percipio_conformance|schemas|steps|tests|tools"
NAMED = re.compile(rf"`((?:{FOLDERS})/[\w./*-]+)`")


def prose(path: Path) -> str:
    """The text without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(path: Path) -> set[str]:
    """The anchors of the headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(path), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_lead_somewhere(document: Path) -> None:
    for link in LINK.findall(prose(document)):
        if link.startswith(("http://", "https://")):
            continue
        file, _, anchor = link.partition("#")
        target = (document.parent / file).resolve() if file else document
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in anchors(target), f"{link} names no heading"


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_paths_that_are_named_exist(document: Path) -> None:
    for path in NAMED.findall(prose(document)):
        # The control page names schemas without their ending only in tags, not here.
        assert any(ROOT.glob(path)), f"{path} does not exist"


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_documents_speak_of_the_product_alone(document: Path) -> None:
    assert not re.search(r"(?<!\w)/(tmp|work|home|root)/", document.read_text("utf-8"))
