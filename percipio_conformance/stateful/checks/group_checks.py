"""Postconditions of a further integration: those of the first one, seen from its group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from percipio_conformance.stateful.checks.postcondition import Postcondition
from percipio_conformance.world.further_integrations import Group
from percipio_conformance.world.world import World


def in_group(group: Group, postconditions: Iterable[Postcondition]) -> Iterator[Postcondition]:
    """The same postconditions for the integration of that group."""
    for each in postconditions:
        yield _in_group(group, each)


def _in_group(group: Group, one: Postcondition) -> Postcondition:
    def see(world: World) -> object:
        return one.see(world.further_integration(group))

    prefix = f"in {group}, "
    first, *rows = one.then
    return replace(one, what=f"{prefix}{one.what}", then=(f"{prefix}{first}", *rows), see=see)
