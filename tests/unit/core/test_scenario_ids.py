"""The ids of scenarios under situations, and of generated sequences."""

from __future__ import annotations

import pytest

from percipio_conformance.core.scenario_ids import (
    is_sequence,
    scenario_id,
    sequence_id,
    sequence_number,
    split_situation,
    under_situation,
)


def test_a_situation_is_added_once_and_split_off() -> None:
    plain = scenario_id("features/a.feature", "A", "row")
    assert plain == "features/a::A [row]"
    under = under_situation(plain, "pause")
    assert under_situation(under, "slow") == under
    assert split_situation(under) == (plain, "pause")
    assert split_situation(plain) == (plain, None)


@pytest.mark.parametrize("number", [1, 40, 300])
def test_a_sequence_has_a_number(number: int) -> None:
    assert sequence_id(number) == f"features/sequences::Sequence {number}"
    assert sequence_number(sequence_id(number)) == number
    node = f"site-packages/percipio_conformance/features/sequences.yaml::Sequence {number}"
    assert is_sequence(node)


@pytest.mark.parametrize(
    "scenario",
    [
        "features/sequences::Sequence",
        "features/sequences::Sequence 1 [row]",
        "features/my_sequences::Sequence 1",
        "features/a::Sequence 1",
    ],
)
def test_other_ids_are_those_of_scenarios(scenario: str) -> None:
    assert not is_sequence(scenario)
