import pytest

from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.tags import UnknownTag, markers, read_tags


def test_tags_are_sorted_by_meaning() -> None:
    tags = read_tags(["C013", "profile", "A-DST.paris-wall-clock", "platform", "wire"])
    assert tags.clauses == ("C013",)
    assert tags.level == "profile"
    assert tags.readings == (("A-DST", "paris-wall-clock"),)
    assert tags.platform_only


def test_a_tag_of_no_known_kind_is_refused() -> None:
    with pytest.raises(UnknownTag, match="@smoke"):
        read_tags(["smoke"])


def test_a_scenario_can_need_a_capability_of_its_own() -> None:
    assert read_tags(["C017", "cap-several-integrations"]).capabilities == ("several-integrations",)
    with pytest.raises(UnknownTag, match="@cap-flight"):
        read_tags(["cap-flight"])
    with pytest.raises(UnknownTag, match="@tags"):
        read_tags(["tags"])


def test_every_clause_and_every_reading_has_a_marker() -> None:
    registry = load_registry()
    names = {line.partition(": ")[0] for line in markers(registry)}
    assert {clause.id for clause in registry.clauses} <= names
    assert "A-DST.paris-wall-clock" in names
    assert "cap-several-integrations" in names
