"""The ids of scenarios, alone and under a situation."""

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


_SITUATION = re.compile(r" \(situation ([a-z0-9-]+)\)\Z")
