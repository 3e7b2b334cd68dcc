"""Which scenarios say anything about a connector, under a profile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from percipio_conformance.core.outcomes import MissingCapability, NotApplicable
from percipio_conformance.spec.applicability import require_capabilities, require_interpretation
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.profiles import Profile, load_profile
from percipio_conformance.spec.tags import Tags, read_tags

REGISTER = load_registry()
ARTICLE = load_profile("article")
NOTHING = {"capabilities": []}


def reading(name: str) -> Profile:
    return replace(ARTICLE, name="ours", readings={**ARTICLE.readings, "A-DST": name})


def test_a_scenario_without_a_reading_holds_under_every_profile() -> None:
    require_interpretation(read_tags(["C013"]), ARTICLE)


def test_a_scenario_of_the_profiles_own_reading_is_played() -> None:
    require_interpretation(
        read_tags(["C013", "A-DST.paris-wall-clock"]), reading("paris-wall-clock")
    )


def test_a_scenario_of_another_reading_is_not_applicable_and_says_why() -> None:
    with pytest.raises(NotApplicable) as refused:
        require_interpretation(read_tags(["A-DST.paris-wall-clock"]), reading("fixed-utc-plus-1"))
    assert str(refused.value) == (
        "holds where A-DST is read as paris-wall-clock; the profile ours reads it as "
        "fixed-utc-plus-1"
    )


def test_a_scenario_of_two_readings_of_one_switch_holds_under_either() -> None:
    tags = read_tags(["A-DST.paris-wall-clock", "A-DST.fixed-utc-plus-1"])
    require_interpretation(tags, reading("paris-wall-clock"))
    require_interpretation(tags, reading("fixed-utc-plus-1"))
    with pytest.raises(NotApplicable, match="fixed-utc-plus-1 or paris-wall-clock"):
        require_interpretation(tags, reading("something-else"))


def of_capability(capability: str) -> Tags:
    clause = next(each for each in REGISTER.clauses if each.capability == capability)
    return read_tags([clause.id])


def test_a_clause_of_a_declared_capability_is_played() -> None:
    require_capabilities(of_capability("tags"), REGISTER, {"capabilities": ["tags"]})


def test_a_clause_of_an_undeclared_capability_is_not_applicable_and_names_it() -> None:
    with pytest.raises(NotApplicable, match="does not declare the capability tags"):
        require_capabilities(of_capability("tags"), REGISTER, NOTHING)


def test_a_clause_of_no_capability_concerns_every_connector() -> None:
    clause = next(each for each in REGISTER.clauses if each.capability is None)
    require_capabilities(read_tags([clause.id]), REGISTER, NOTHING)


def test_a_scenario_of_several_capabilities_needs_all_of_them() -> None:
    clauses = (*of_capability("tags").clauses, *of_capability("filters").clauses)
    with pytest.raises(NotApplicable, match=r"the capability filters$"):
        require_capabilities(read_tags(clauses), REGISTER, {"capabilities": ["tags"]})
    with pytest.raises(NotApplicable, match=r"the capability filters, tags$"):
        require_capabilities(read_tags(clauses), REGISTER, NOTHING)


def test_a_scenario_may_need_a_capability_that_its_clause_does_not() -> None:
    tags = read_tags(["C013", "cap-several-integrations"])
    with pytest.raises(NotApplicable, match="several-integrations"):
        require_capabilities(tags, REGISTER, {"capabilities": ["courses"]})
    require_capabilities(tags, REGISTER, {"capabilities": ["courses", "several-integrations"]})


def test_a_scenario_can_need_a_capability_besides_that_of_its_clause() -> None:
    tags = read_tags(["C017", "cap-several-integrations"])
    require_capabilities(tags, REGISTER, {"capabilities": ["courses", "several-integrations"]})
    with pytest.raises(NotApplicable, match="the capability several-integrations"):
        require_capabilities(tags, REGISTER, {"capabilities": ["courses"]})


def test_what_is_missing_is_kept_for_the_report() -> None:
    with pytest.raises(MissingCapability) as caught:
        require_capabilities(of_capability("tags"), REGISTER, NOTHING)
    assert caught.value.capabilities == ("tags",)
