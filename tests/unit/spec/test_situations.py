"""The register of situations: its exceptions, its documentation, and what is not in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.situations import (
    UnknownSituation,
    find_situation,
    load_situations,
)

PAGE = Path(__file__).parents[3] / "docs/how-to/run-under-situations.md"


def test_each_exception_names_a_scenario_of_the_suite() -> None:
    scenarios = [each.id for each in builtin_scenarios()]
    for situation in load_situations().values():
        for name in situation.exceptions:
            alone = replace(situation, exceptions={name: "a reason"})
            assert any(alone.exception(each) for each in scenarios), name


def test_an_exception_covers_every_row_of_its_outline_and_nothing_else() -> None:
    exceptions = {"features/a/b::All <n> arrive": "it counts"}
    situation = replace(find_situation("pause"), exceptions=exceptions)
    assert situation.exception("features/a/b::All <n> arrive [3]") == "it counts"
    assert situation.exception("features/a/b::All <n> arrive") == "it counts"
    assert situation.exception("features/a/b::All <n> arrive late") is None


def test_an_unknown_situation_is_named_with_a_similar_one_and_all_others() -> None:
    with pytest.raises(UnknownSituation, match=r"'puase'\. Did you mean pause.* restart-after"):
        find_situation("puase")


def test_the_page_describes_every_situation() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for each in load_situations().values():
        failure = "fails" if each.level == "must" else "warns"
        assert f"| `{each.id}` | {each.phrase} | {each.finds} | {failure} |" in page
