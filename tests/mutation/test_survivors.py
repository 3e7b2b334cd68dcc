"""The table of undetected mutants matches the current rules."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "survivors.yaml").read_text())
FIGURES: dict[str, dict[str, int]] = TABLE["figures"]
SURVIVORS: list[dict[str, str]] = TABLE["survivors"]


@pytest.mark.parametrize("entry", SURVIVORS, ids=lambda entry: f"{entry['module']}")
def test_a_survivor_is_of_a_line_that_is_there_and_has_a_reason(entry: dict[str, str]) -> None:
    source = (ROOT / "reference_impl" / "rules" / f"{entry['module']}.py").read_text()
    lines = [line.strip() for line in source.splitlines()]
    for was in entry["was"].splitlines():
        assert was in lines, "the line has changed: run `make mutation` and look at it anew"
    assert entry["was"] != entry["becomes"]
    assert entry["reason"].endswith(".")


def test_a_survivor_is_there_once() -> None:
    keys = [(each["module"], each["was"], each["becomes"]) for each in SURVIVORS]
    assert len(set(keys)) == len(keys)


def test_the_figures_are_of_the_rules_that_are_mutated_and_add_up() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mutmut"]
    assert {Path(each).stem for each in settings["only_mutate"]} == set(FIGURES)
    for module, each in FIGURES.items():
        assert each["mutants"] == each["killed"] + each["survived"] + each["untested"] > 0
        explained = [entry for entry in SURVIVORS if entry["module"] == module]
        assert len(explained) == each["survived"] + each["untested"]
