"""A pytest plugin that lets a situation happen around the steps of every scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from percipio_conformance.runner.recorder import ScenarioRecorder
from percipio_conformance.spec.situations import Situation
from percipio_conformance.world.disturbances import Disturbance, disturb

if TYPE_CHECKING:
    from pytest_bdd.parser import Step


class SituationPlugin:
    """Disturbs the world of a scenario, and records how often the situation occurred.

    Args:
        recording: the stash key of the recorder of an item.
    """

    def __init__(self, situation: Situation, recording: pytest.StashKey[ScenarioRecorder]) -> None:
        self._situation = situation
        self._recording = recording
        self._disturbance: Disturbance | None = None

    # The main plugin opens the world and begins the step before, and ends the step after; what
    # happens here belongs to the step.

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_before_scenario(self, request: pytest.FixtureRequest) -> None:
        if self._recording in request.node.stash:
            self._disturbance = disturb(request.getfixturevalue("world"), self._situation)
            self._record(request)

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_before_step(self, step: Step) -> None:
        if self._disturbance is not None and step.type == "when":
            self._disturbance.before_when()

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_after_step(self, step: Step) -> None:
        if self._disturbance is not None and step.type == "when":
            self._disturbance.after_when()

    def pytest_bdd_after_scenario(self, request: pytest.FixtureRequest) -> None:
        if self._disturbance is not None:
            self._record(request)
            self._disturbance = None

    def _record(self, request: pytest.FixtureRequest) -> None:
        assert self._disturbance is not None
        request.node.stash[self._recording].facts["situation"] = {
            "phrase": self._situation.phrase,
            "occurred": self._disturbance.occurred,
        }
