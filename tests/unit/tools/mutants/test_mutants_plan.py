from __future__ import annotations

from pathlib import Path

import pytest

from tools.mutants.plan import sampled
from tools.mutants.registry import RegistryError, choose, load_mutants


def test_a_sample_does_not_depend_on_the_order_and_hardly_on_who_joins() -> None:
    names = [f"fault_{number}" for number in range(50)]
    drawn = sampled(names, 5)
    assert drawn == sampled(reversed(names), 5)
    assert len(set(drawn) - set(sampled([*names, "another"], 5))) <= 1
    assert sampled(["only"], 5) == ("only",)


def test_outside_a_checkout_there_is_no_catalog(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="in a checkout"):
        load_mutants(tmp_path)


def test_faults_are_chosen_by_name_and_by_clause() -> None:
    catalog = load_mutants()
    (six,) = choose(catalog, ["runs_at_six_utc"], [])
    assert six.module == "connectors.schedule.run_time"
    assert six in choose(catalog, [], ["C013"])
    assert choose(catalog, [], []) == list(catalog.values())
    with pytest.raises(RegistryError, match="Did you mean runs_at_six_utc"):
        choose(catalog, ["runs_at_six"], [])
    with pytest.raises(RegistryError, match="No mutant breaks C013"):
        choose(catalog, ["reports_back"], ["C013"])
