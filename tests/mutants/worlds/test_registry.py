"""The registry of faulty fakes is complete, and its tools reject mutants without an effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from worlds.registry import load_worlds
from worlds.world_mutant import WorldMutants, constant, everywhere, look, method

WORLDS = load_worlds()
TESTS = Path(__file__).parents[2]


@pytest.mark.parametrize("name", WORLDS)
def test_a_fault_says_what_it_does_and_which_fact_that_is_against(name: str) -> None:
    mutant = WORLDS[name]
    assert mutant.story.endswith(".")
    assert mutant.fact.endswith((".", "}."))
    assert mutant.fact != mutant.story
    assert mutant.source


@pytest.mark.parametrize("name", WORLDS)
def test_whoever_has_to_notice_is_there(name: str) -> None:
    noticed_by = WORLDS[name].noticed_by
    assert noticed_by
    for file in noticed_by:
        assert len(list(TESTS.glob(f"unit/fake_*/**/test_{file}.py"))) == 1, file


def test_each_room_has_faults() -> None:
    rooms = [sorted(mutant.noticed_by)[0].partition("_")[0] for mutant in WORLDS.values()]
    assert min(rooms.count("percipio"), rooms.count("lms")) >= 25


def test_a_name_is_entered_once() -> None:
    mutants = WorldMutants()

    def spoils() -> None:
        """It spoils."""

    enter = mutants("lms_tags", fact="It is whole.", source="nobody")
    assert enter(spoils) is spoils
    with pytest.raises(ValueError, match="spoils"):
        enter(spoils)


def test_a_substitute_for_what_nobody_knows_is_refused() -> None:
    with pytest.raises(LookupError):
        everywhere(object(), None)
    with pytest.raises(TypeError):
        method(Path, "nothing", lambda original: original)
    with pytest.raises(TypeError):
        look(Path, "open", lambda self: self)
    with pytest.raises(AttributeError):
        constant(pytest, "NOTHING", 1)
