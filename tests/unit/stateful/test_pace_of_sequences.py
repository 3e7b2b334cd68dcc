"""How ordinary actions, days and disturbances alternate in a sequence."""

from __future__ import annotations

from itertools import cycle, islice
from random import Random

import pytest
from fixed_draw import Fixed

from percipio_conformance.stateful.actions.action import Action, DayPasses
from percipio_conformance.stateful.actions.catalog_actions import Retires
from percipio_conformance.stateful.actions.circumstances import BeforeRun, WhileWriteIsSlow
from percipio_conformance.stateful.actions.failed_runs import FailedRun, ThrottledRun
from percipio_conformance.stateful.actions.statistics_actions import Does
from percipio_conformance.stateful.pace import DAYS, ORDINARY, Pace

COMPLETES = Does("Ada", "completes", "Six Sigma Basics")
DISTURBANCES = [BeforeRun(COMPLETES), FailedRun("Percipio"), ThrottledRun()]
CANDIDATES: list[Action] = [COMPLETES, DayPasses(), Retires("Six Sigma Basics"), *DISTURBANCES]
PLACES = 2_000


@pytest.mark.parametrize(
    ("chance", "left"),
    [
        (0.0, [DayPasses()]),
        (DAYS, [COMPLETES, Retires("Six Sigma Basics")]),
        (DAYS + ORDINARY, DISTURBANCES),
    ],
)
def test_a_place_has_candidates_of_one_sort(chance: float, left: list[Action]) -> None:
    assert list(Pace(Fixed(chance)).next(iter(CANDIDATES))) == left


def test_most_actions_are_ordinary() -> None:
    pace = Pace(Random(1))
    chosen = [next(pace.next(islice(cycle(CANDIDATES), 10))) for _ in range(PLACES)]
    ordinary = sum(not each.disturbs and each != DayPasses() for each in chosen)
    assert ordinary / PLACES == pytest.approx(ORDINARY, abs=0.05)
    assert chosen.count(DayPasses()) / PLACES == pytest.approx(DAYS, abs=0.05)


def test_a_slow_write_is_a_disturbance() -> None:
    assert WhileWriteIsSlow(COMPLETES, before_run=False).disturbs
