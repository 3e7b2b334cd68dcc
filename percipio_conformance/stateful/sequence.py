"""A sequence: a list of actions, and the world in which they run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from percipio_conformance.stateful import catalog_actions as catalog
from percipio_conformance.stateful import circumstances, setup_actions
from percipio_conformance.stateful import language_actions as language
from percipio_conformance.stateful import statistics_actions as analytics
from percipio_conformance.stateful.action import Action, ConnectorRestarts, DayPasses

AnyAction: TypeAlias = (
    ConnectorRestarts
    | DayPasses
    | catalog.Offers
    | catalog.Renames
    | catalog.Describes
    | catalog.Files
    | catalog.Retires
    | catalog.Reactivates
    | catalog.Drops
    | catalog.BringsBack
    | catalog.ChangesType
    | catalog.SavesLanguages
    | catalog.SavesTypes
    | catalog.SwitchesTags
    | catalog.TagsByHand
    | catalog.ArchivesByHand
    | catalog.TakesOut
    | language.OffersInLanguages
    | language.AddsLanguage
    | language.CorrectsLanguage
    | language.AddsVersion
    | language.SwitchesGlobalization
    | language.CompletesVersion
    | analytics.Enrols
    | analytics.Leaves
    | analytics.Returns
    | analytics.GetsAddress
    | analytics.Does
    | analytics.KeepsBack
    | analytics.Sends
    | setup_actions.SetsUpAgain
    | setup_actions.SetsUpWrongly
    | setup_actions.RenewsToken
    | setup_actions.ReconnectsStatistics
    | circumstances.BeforeRun
    | circumstances.DuringRun
    | circumstances.WhileVerifying
    | circumstances.WhileLmsIsDown
    | circumstances.WhileStopped
    | circumstances.LmsRefuses
    | circumstances.FailedRun
)
"""All actions; the tagged union distinguishes them in a file."""


@dataclass(frozen=True)
class ActionSequence:
    """``world`` names the world; with the seed, it determines every id in the world."""

    world: str
    actions: tuple[Action, ...]
