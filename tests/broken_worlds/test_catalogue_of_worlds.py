"""What the catalogue of broken worlds has to hold, and that its tools refuse to do nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken_worlds import load_broken_worlds
from world_fault import WorldFaults, constant, everywhere, look, method

FAULTS = load_broken_worlds()
TESTS = Path(__file__).parent.parent


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_says_what_it_does_and_which_fact_that_is_against(name: str) -> None:
    fault = FAULTS[name]
    assert fault.story.endswith(".")
    assert fault.fact.endswith((".", "}."))
    assert fault.fact != fault.story
    assert fault.source


@pytest.mark.parametrize("name", FAULTS)
def test_whoever_has_to_notice_is_there(name: str) -> None:
    noticed_by = FAULTS[name].noticed_by
    assert noticed_by
    for file in noticed_by:
        assert len(list(TESTS.glob(f"fake_*/test_{file}.py"))) == 1, file


def test_each_room_has_faults() -> None:
    rooms = [sorted(fault.noticed_by)[0].partition("_")[0] for fault in FAULTS.values()]
    assert min(rooms.count("percipio"), rooms.count("lms")) >= 25


def test_a_name_is_entered_once() -> None:
    faults = WorldFaults()

    def spoils() -> None:
        """It spoils."""

    enter = faults("lms_tags", fact="It is whole.", source="nobody")
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
