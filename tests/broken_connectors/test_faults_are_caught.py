"""The suite turns the right clauses red for each broken connector, and no neighbour of theirs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from fault import Fault, verdicts

from harness.register import load_register

MODULES = sorted(path.stem for path in Path(__file__).parent.glob("faults_of_*.py"))
FAULTS: dict[str, tuple[str, Fault]] = {
    name: (module, fault)
    for module in MODULES
    for name, fault in import_module(module).FAULTS.items()
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_caught_where_it_lies(name: str, tmp_path: Path) -> None:
    module, fault = FAULTS[name]
    assert verdicts(module, fault, tmp_path) == fault.expected


def test_every_clause_that_is_verified_is_broken_by_some_fault() -> None:
    register = load_register()
    verified = {each.id for each in register.observable if not each.planned}
    broken = {
        clause
        for _, fault in FAULTS.values()
        for clause in fault.fails | fault.warns | fault.breaks
    }
    assert sorted(verified - broken) == []
