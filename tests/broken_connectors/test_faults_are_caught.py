"""The suite turns the right clauses red for each broken connector, and no neighbour of theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from harness.mutants.catalogue import load_catalogue
from harness.mutants.rehearsal import narrow
from harness.mutants.troupe import Troupe
from harness.mutants.verdict import FaultVerdict

CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def troupe() -> Iterator[Troupe]:
    with Troupe(workers=1) as troupe:
        yield troupe


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_fault_is_caught_where_it_lies(name: str, troupe: Troupe) -> None:
    entry = CATALOGUE[name]
    (outcome,) = troupe.play([narrow(entry)])
    seen = FaultVerdict(entry.fault, entry.module, outcome)
    assert seen.broken is None
    assert outcome.verdicts == entry.fault.expected, "\n".join(
        f"{each.id}: {each.reason}" for each in seen.red
    )
    assert seen.overlooked == (), "no scenario of these readings alone notices it"
