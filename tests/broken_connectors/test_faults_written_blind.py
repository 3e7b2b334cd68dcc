"""The record of the faults that were written blind agrees with the catalogue and the features."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from harness.mutants.catalogue import load_catalogue
from harness.written import carriers

CATALOGUE = {
    name: entry.fault
    for name, entry in load_catalogue().items()
    if entry.module.endswith("_written_blind")
}


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One fault of ``blind.yaml``, whose head says what the fields mean."""

    name: str
    clause: str
    first_sight: Literal["own clause", "other clause", "missed", "no fault"]
    added: str | None
    corrected: str = ""
    note: str = ""

    @property
    def breaks(self) -> str:
        """The clause that it is held against."""
        return self.corrected or self.clause


RECORDS: Mapping[str, Record] = {
    each.name: each
    for each in msgspec.yaml.decode(
        Path(__file__).with_name("blind.yaml").read_bytes(), type=dict[str, list[Record]]
    )["faults"]
}


def test_thirty_faults_are_recorded_and_each_is_in_the_catalogue() -> None:
    assert len(RECORDS) == 30
    assert RECORDS.keys() == CATALOGUE.keys()


@pytest.mark.parametrize("name", RECORDS)
def test_a_fault_breaks_the_clause_it_is_recorded_with(name: str) -> None:
    assert RECORDS[name].breaks in CATALOGUE[name].concerns


@pytest.mark.parametrize("name", RECORDS)
def test_what_was_not_noticed_has_a_scenario_of_its_clause_now(name: str) -> None:
    record = RECORDS[name]
    if record.first_sight in ("missed", "no fault"):
        assert record.added in carriers(record.breaks)
    else:
        assert record.added is None


@pytest.mark.parametrize("name", RECORDS)
def test_a_correction_is_a_change_and_says_why(name: str) -> None:
    record = RECORDS[name]
    assert record.corrected or record.first_sight != "other clause"
    assert record.corrected != record.clause
    assert record.note or not record.corrected
