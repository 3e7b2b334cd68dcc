"""A connector says the same of itself all through a run, since that decides what is asked of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CATALOG, PLATFORM = "C013", "C037"


def test_one_that_drops_its_capabilities_now_and_then_is_not_conformant(hold: Any) -> None:
    ended = hold("changes_its_description", PLATFORM, CATALOG)
    assert ended.code == 1, ended.said
    # It is so, too, where a scenario looks at the platforms alone.
    assert ended.verdicts == {PLATFORM: "warn", CATALOG: "fail"}
    (said,) = {each for each in ended.messages() if "described itself" in each}
    assert "'capabilities' was [courses, filters, " in said or "'capabilities' was []" in said
    assert "Answer GET describe in the same way all through a run" in said


def test_what_means_the_same_is_the_same(hold: Any) -> None:
    ended = hold("shuffles_its_description", CATALOG)
    assert ended.code == 0, ended.said
    assert ended.verdicts == {CATALOG: "pass"}


def test_connectors_of_parallel_processes_describe_themselves_alike(
    hold: Any, tmp_path: Path
) -> None:
    ended = hold("is_two_connectors", CATALOG, options=("-n", "2"), FIRST=str(tmp_path / "first"))
    assert ended.code == 1, ended.said
    assert ended.verdicts == {CATALOG: "fail"}
    assert any("'version' was" in each and "2.0.0-rc1" in each for each in ended.messages())
