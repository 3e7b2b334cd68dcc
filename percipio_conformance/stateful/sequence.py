"""A history: a list of moves, and the world it is played in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from percipio_conformance.stateful import catalog_actions as catalogue
from percipio_conformance.stateful import statistics_actions as analytics
from percipio_conformance.stateful.action import Action, ConnectorRestarts, DayPasses

AnyMove: TypeAlias = (
    ConnectorRestarts
    | DayPasses
    | catalogue.Offers
    | catalogue.Renames
    | catalogue.Files
    | catalogue.Retires
    | catalogue.Reactivates
    | catalogue.Drops
    | catalogue.BringsBack
    | catalogue.SavesLanguages
    | catalogue.SavesTypes
    | catalogue.SwitchesTags
    | catalogue.TagsByHand
    | catalogue.ArchivesByHand
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
    moves: tuple[Action, ...]
