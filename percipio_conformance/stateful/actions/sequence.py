"""A sequence: a list of actions, and the world in which they run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from percipio_conformance.stateful.actions import circumstances, failed_runs
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.actions.further_integrations import ConnectsGroups
from percipio_conformance.stateful.actions.statistics_actions import HundredDaysPass

AnyAction: TypeAlias = (
    circumstances.AnyInner
    | ConnectsGroups
    | HundredDaysPass
    | circumstances.BeforeRun
    | circumstances.BeforeFailedRun
    | circumstances.DuringRun
    | circumstances.WhileWriteIsSlow
    | circumstances.WhileVerifying
    | circumstances.WhileLmsIsDown
    | circumstances.WhileStopped
    | circumstances.LmsRefuses
    | failed_runs.FailedRun
    | failed_runs.ThrottledRun
)
"""All actions; the tagged union distinguishes them in a file."""


@dataclass(frozen=True)
class ActionSequence:
    """``world`` names the world; with the seed, it determines every id in the world."""

    world: str
    actions: tuple[Action, ...]
