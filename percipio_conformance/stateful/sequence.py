"""A history: a list of moves, and the world it is played in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from percipio_conformance.stateful import catalog_actions as catalog
from percipio_conformance.stateful import statistics_actions as analytics
from percipio_conformance.stateful.action import Action, ConnectorRestarts, DayPasses

AnyMove: TypeAlias = (
    ConnectorRestarts
    | DayPasses
    | catalog.Offers
    | catalog.Renames
    | catalog.Files
    | catalog.Retires
    | catalog.Reactivates
    | catalog.Drops
    | catalog.BringsBack
    | catalog.SavesLanguages
    | catalog.SavesTypes
    | catalog.SwitchesTags
    | catalog.TagsByHand
    | catalog.ArchivesByHand
    | analytics.Enrols
    | analytics.Does
    | analytics.KeepsBack
    | analytics.Sends
)
"""Every move there is; the union tells them apart in a file."""


@dataclass(frozen=True)
class ActionSequence:
    """``world`` names the world: with the seed it decides about every id in it."""

    world: str
    actions: tuple[Action, ...]
