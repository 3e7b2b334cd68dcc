"""A sequence: a list of actions, and the world in which they run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from percipio_conformance.stateful import catalog_actions as catalog
from percipio_conformance.stateful import statistics_actions as analytics
from percipio_conformance.stateful.action import Action, ConnectorRestarts, DayPasses

AnyAction: TypeAlias = (
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
"""All actions; the tagged union distinguishes them in a file."""


@dataclass(frozen=True)
class ActionSequence:
    """``world`` names the world; with the seed, it determines every id in the world."""

    world: str
    actions: tuple[Action, ...]
