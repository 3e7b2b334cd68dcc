"""Under which situations a run runs a scenario."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import Any

import pytest

from percipio_conformance.core.events import Situations
from percipio_conformance.runner.recorder import ScenarioInfo
from percipio_conformance.runner.situation_plan import (
    SeveralSituations,
    SituationPlan,
    requested_situations,
)
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.spec.situations import UnknownSituation, find_situation, load_situations
from percipio_conformance.spec.tags import read_tags

NONE = Namespace(quick=False, thorough=False, situation=None, as_command=True)
SCENARIO = ScenarioInfo(
    feature="features/content/arrival.feature",
    feature_title="Arrival",
    rule="A rule",
    name="A Percipio course becomes a course",
    title="A Percipio course becomes a course",
    example="",
    clauses=("C013",),
    level="must",
    platform_only=False,
    capabilities=frozenset({"courses"}),
)
SUITABLE = [each.id for each in load_situations().values() if each.suits("", {"courses"})]


def plan(which: Situations, **more: Any) -> SituationPlan:
    return SituationPlan(
        which, seed=0, profile=load_profile("article"), registry=load_registry(), **more
    )


def ids(made: SituationPlan, scenario: ScenarioInfo = SCENARIO, tags: str = "C013") -> list[str]:
    found = made(scenario, read_tags(tags.split()))
    return ["alone" if each is None else each.id for each in found]


def test_a_scenario_runs_alone_and_then_under_its_situations() -> None:
    assert ids(plan("none")) == ["alone"]
    alone, *drawn = ids(plan("drawn"))
    assert alone == "alone"
    assert drawn
    assert set(drawn) <= set(SUITABLE)
    assert ids(plan("all")) == ["alone", *SUITABLE]


def test_under_one_situation_no_scenario_runs_alone() -> None:
    assert ids(plan("one", only=find_situation("pause"))) == ["pause"]


def test_a_requested_situation_runs_in_addition_to_the_drawn_ones() -> None:
    asked = [f"{SCENARIO.plain_id} (situation statements-twice)"]
    assert ids(plan("none", requested=asked)) == ["alone", "statements-twice"]
    assert ids(plan("all", requested=asked)) == ["alone", "statements-twice", *SUITABLE]


def test_an_unknown_requested_situation_is_wrong_usage() -> None:
    with pytest.raises(UnknownSituation, match="Did you mean pause"):
        plan("none", requested=[f"{SCENARIO.plain_id} (situation puase)"])


def test_scenarios_that_concern_no_connector_or_another_reading_run_alone() -> None:
    assert ids(plan("all"), replace(SCENARIO, platform_only=True)) == ["alone"]
    assert ids(plan("all"), tags="C013 A-DST.paris-wall-clock") == ["alone"]


def test_a_scenario_of_the_users_own_runs_under_one_drawn_situation() -> None:
    own = replace(SCENARIO, feature="mine/own.feature", own=True)
    assert len(ids(plan("drawn"), own)) == 2


@pytest.mark.parametrize(
    ("given", "which"),
    [
        ({}, "drawn"),
        ({"as_command": False}, "none"),
        ({"quick": True}, "none"),
        ({"thorough": True}, "all"),
        ({"thorough": True, "as_command": False}, "all"),
        ({"situation": "pause"}, "one"),
    ],
)
def test_options_select_the_situations(given: dict[str, Any], which: Situations) -> None:
    assert requested_situations(Namespace(**{**vars(NONE), **given})) == which


def test_options_that_exclude_each_other_are_wrong_usage() -> None:
    both = Namespace(quick=True, thorough=False, situation="pause", as_command=True)
    with pytest.raises(SeveralSituations, match="--quick and --situation exclude each other"):
        requested_situations(both)
