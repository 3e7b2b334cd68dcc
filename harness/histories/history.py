"""A history: a list of moves, and the world it is played in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from harness.histories import analytics_moves as analytics
from harness.histories import catalogue_moves as catalogue
from harness.histories.move import ConnectorRestarts, DayPasses, Move

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
class History:
    """``world`` names the world: with the seed it decides about every id in it."""

    world: str
    moves: tuple[Move, ...]
