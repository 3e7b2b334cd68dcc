"""The page of manual checks lists exactly the clauses that a machine cannot observe."""

from __future__ import annotations

import re

import pytest
from fenced_blocks import ROOT

from percipio_conformance.spec.clauses import Clause, load_registry

PAGE = (ROOT / "docs" / "how-to" / "manual-checks.md").read_text("utf-8")
BLIND = [each for each in load_registry().clauses if not each.observable]


def part(clause: Clause) -> str:
    """The part of the page under the clause's heading, its lines joined."""
    (found,) = re.findall(rf"^## {clause.id}$(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL)
    return " ".join(found.split())


def test_the_page_has_every_clause_that_no_machine_can_check_and_no_other() -> None:
    ids = [each.id for each in BLIND]
    assert re.findall(r"^## ([CD]\d+)$", PAGE, re.MULTILINE) == ids
    assert re.findall(r"^\| ([CD]\d+) \|", PAGE, re.MULTILINE) == ids


@pytest.mark.parametrize("clause", BLIND, ids=lambda each: each.id)
def test_a_clause_has_its_sentence_its_reason_and_a_procedure(clause: Clause) -> None:
    text = part(clause)
    assert text.startswith(clause.sentence)
    assert f"*Reason for a manual check*: {clause.unobservable}" in text
    steps, seen, record = text.find(" 1. "), text.find("**Seen**"), text.find("**Record**")
    assert 0 < steps < seen < record
