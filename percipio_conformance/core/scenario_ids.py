"""The ids of scenarios, alone and under a situation, and of generated sequences."""

from __future__ import annotations

import re
from pathlib import PurePosixPath


def scenario_id(feature: str, name: str, example: str = "", situation: str = "") -> str:
    """Returns the stable id of a scenario: ``feature/path::Scenario name [example]``.

    Under a situation, `` (situation pause)`` follows.
    """
    path = PurePosixPath(feature.replace("\\", "/")).with_suffix("")
    identifier = f"{path}::{name} [{example}]" if example else f"{path}::{name}"
    return under_situation(identifier, situation) if situation else identifier


def under_situation(scenario: str, situation: str) -> str:
    """Returns the id of ``scenario`` under ``situation``; one that names a situation keeps it."""
    return scenario if _SITUATION.search(scenario) else f"{scenario} (situation {situation})"


def split_situation(scenario: str) -> tuple[str, str | None]:
    """Splits the id of a scenario: its id without a situation, and the id of the situation."""
    found = _SITUATION.search(scenario)
    return (scenario[: found.start()], found[1]) if found else (scenario, None)


def sequence_id(number: int) -> str:
    """Returns the id of the generated sequence with this number, from 1."""
    return scenario_id(SEQUENCES, f"{SEQUENCE} {number}")


def sequence_number(scenario: str) -> int | None:
    """Returns the number of the generated sequence with this id; None for a scenario."""
    found = _SEQUENCE.search(scenario)
    return int(found[1]) if found else None


def is_sequence(scenario: str) -> bool:
    """Returns True for the id, and for the pytest node id, of a generated sequence."""
    return sequence_number(scenario) is not None


SEQUENCES = "features/sequences.yaml"
"""The file of the generated sequences, by its name in reports."""

SEQUENCE = "Sequence"
"""Their names begin with it; a number follows."""

_SEQUENCE = re.compile(r"\bfeatures/sequences(?:\.yaml)?::Sequence (\d+)\Z")
_SITUATION = re.compile(r" \(situation ([a-z0-9-]+)\)\Z")
