"""Every faulty world, by name."""

from __future__ import annotations

from importlib import import_module

from worlds.world_mutant import WorldMutant

MODULES = ("api", "catalog_service", "platform", "sender", "statements", "training")


def load_worlds() -> dict[str, WorldMutant]:
    """All worlds of the modules of this package, by name, in the order of the files.

    Raises:
        ValueError: two modules have a fault of one name.
    """
    found: dict[str, WorldMutant] = {}
    for module in MODULES:
        mutants: dict[str, WorldMutant] = import_module(f"worlds.{module}").WORLDS
        if twice := sorted(found.keys() & mutants):
            raise ValueError(f"faulty worlds of one name in two modules: {', '.join(twice)}")
        found |= mutants
    return found
