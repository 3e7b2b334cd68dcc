"""The catalogue of broken worlds."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from world_fault import WorldFault


def load_broken_worlds() -> dict[str, WorldFault]:
    """All faults of ``world_faults_of_*.py``, by name, in the order of the files.

    Raises:
        ValueError: two modules have a fault of one name.
    """
    found: dict[str, WorldFault] = {}
    for path in sorted(Path(__file__).parent.glob("world_faults_of_*.py")):
        faults: dict[str, WorldFault] = import_module(path.stem).FAULTS
        if twice := sorted(found.keys() & faults):
            raise ValueError(f"broken worlds of one name in two modules: {', '.join(twice)}")
        found |= faults
    return found
