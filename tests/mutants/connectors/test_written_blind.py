"""The record of the mutants that were written blind agrees with the mutants and the features."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from percipio_conformance.spec.builtin_features import scenarios_of
from tools.mutants.registry import load_mutants

CONNECTORS = {
    name: entry.mutant for name, entry in load_mutants().items() if entry.mutant.written_blind
}


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One fault of ``blind.yaml``, whose head says what the fields mean."""

    name: str
    clause: str
    first_sight: Literal["own clause", "other clause", "missed", "no fault"]
    added: str | None
    corrected: str = ""
    same_as: str = ""
    note: str = ""

    @property
    def breaks(self) -> str:
        """The clause that it is held against."""
        return self.corrected or self.clause


ROUNDS: Mapping[str, list[Record]] = msgspec.yaml.decode(
    Path(__file__).with_name("written_blind.yaml").read_bytes(), type=dict[str, list[Record]]
)
RECORDS: Mapping[str, Record] = {
    each.name: each for one_round in ROUNDS.values() for each in one_round
}
OWN = [name for name, each in RECORDS.items() if not each.same_as]


def test_thirty_faults_of_each_round_are_recorded() -> None:
    assert {name: len(mutants) for name, mutants in ROUNDS.items()} == {
        "first_round": 30,
        "second_round": 30,
        "third_round": 30,
    }
    assert len(RECORDS) == 90


def test_each_is_in_the_catalog_once() -> None:
    assert set(OWN) == CONNECTORS.keys()
    known = load_mutants()
    assert all(each.same_as in known for each in RECORDS.values() if each.same_as)


@pytest.mark.parametrize("name", OWN)
def test_a_fault_breaks_the_clause_it_is_recorded_with(name: str) -> None:
    assert RECORDS[name].breaks in CONNECTORS[name].concerns


@pytest.mark.parametrize("name", RECORDS)
def test_what_its_clause_did_not_notice_has_a_scenario_of_it_now(name: str) -> None:
    record = RECORDS[name]
    match record.first_sight:
        case "missed":
            assert record.added in scenarios_of(record.breaks)
        case "own clause":
            assert record.added is None
        case "other clause" | "no fault":
            mended = record.added in scenarios_of(record.breaks)
            assert mended or record.corrected or record.same_as


@pytest.mark.parametrize("name", RECORDS)
def test_a_correction_is_a_change_and_says_why(name: str) -> None:
    record = RECORDS[name]
    assert record.corrected != record.clause
    assert record.note or not record.corrected
    assert record.note or record.first_sight != "no fault"
