"""What a failure says of the reading that it depends on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from percipio_conformance import schemas
from percipio_conformance.core.events import Failure, ScenarioFinished, encode
from percipio_conformance.core.redaction import redact_event
from percipio_conformance.results.interpretations import (
    explain_reading,
    interpretations,
    profile_file,
)
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.profiles import load_profile, profile_names

REGISTRY = load_registry()
ARTICLE, PARIS = load_profile("article"), load_profile("paris")
FAILED = ScenarioFinished(
    id="a::b",
    feature="features/a.feature",
    feature_title="A",
    rule="Rule",
    name="b",
    clauses=["C136"],
    level="profile",
    verdict="warn",
    duration_s=0.1,
    replay="percipio-conformance run --scenario a::b",
    failure=Failure(step="Then it is", message="it", expected="yes", actual="no"),
    readings=["A-UNARCHIVE.restored-next-run"],
)
ALL = [each for each in REGISTRY.ambiguities if each.readings]


def test_a_failure_tells_its_reading_in_words_and_the_others_with_their_profiles() -> None:
    event = explain_reading(FAILED, ARTICLE, REGISTRY)
    assert event.failure is not None
    (told,) = event.failure.interpretations
    ambiguity = REGISTRY.ambiguity("A-UNARCHIVE")
    assert (told.ambiguity, told.question) == ("A-UNARCHIVE", ambiguity.question)
    assert (told.reading, told.meaning) == (
        "restored-next-run",
        ambiguity.readings["restored-next-run"],
    )
    assert [(each.reading, each.profiles) for each in told.others] == [
        ("restored-on-save", ["paris"]),
        ("stays-archived", ["strict"]),
    ]
    assert event.failure.other_profile == (
        "{name: ours, title: ours, readings: {A-UNARCHIVE: restored-on-save}}"
    )
    assert schemas.problems("event", msgspec.json.decode(encode(event))) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": "pass", "failure": None},
        {"verdict": "not_applicable", "failure": None},
        {"verdict": "harness_error"},
        {"readings": []},
    ],
)
def test_nothing_is_said_where_no_reading_made_the_verdict(changes: dict[str, object]) -> None:
    event = msgspec.structs.replace(FAILED, **changes)
    assert explain_reading(event, ARTICLE, REGISTRY) is event


def test_a_must_scenario_of_a_reading_is_explained_too() -> None:
    event = msgspec.structs.replace(FAILED, verdict="fail", level="must")
    told = explain_reading(event, ARTICLE, REGISTRY).failure
    assert told is not None
    assert told.interpretations


def test_a_reading_under_which_it_applies_all_the_same_is_no_alternative() -> None:
    tags = ["A-NEWATT.registration-only", "A-NEWATT.registration-or-later-completion"]
    (told,) = interpretations(tags, ARTICLE, REGISTRY)
    assert told.reading == "registration-or-later-completion"
    assert [each.reading for each in told.others] == ["later-start"]


def test_a_scenario_that_applies_under_every_reading_depends_on_none() -> None:
    tags = [f"A-GATE.{each}" for each in REGISTRY.ambiguity("A-GATE").readings]
    assert interpretations(tags, ARTICLE, REGISTRY) == []


def test_the_reading_that_asks_for_nothing_is_the_last_alternative() -> None:
    profile = replace(ARTICLE, readings={**ARTICLE.readings, "A-VERB": "completed-only"})
    (told,) = interpretations(["A-VERB.completed-only"], profile, REGISTRY)
    assert [each.reading for each in told.others] == ["satisfied-and-passed-too", "unspecified"]


@pytest.mark.parametrize("name", profile_names())
@pytest.mark.parametrize("ambiguity", [each.id for each in ALL])
def test_the_suggested_file_changes_this_reading_and_no_other(
    name: str, ambiguity: str, tmp_path: Path
) -> None:
    profile = load_profile(name)
    (told,) = interpretations([f"{ambiguity}.{profile.reading(ambiguity)}"], profile, REGISTRY)
    for other in told.others:
        path = tmp_path / "ours.yaml"
        text = profile_file(profile, REGISTRY, {ambiguity: other.reading})
        path.write_text(text, encoding="utf-8")
        chosen = load_profile(path)
        assert chosen.readings == {**profile.readings, ambiguity: other.reading}
        assert chosen.parameters == profile.parameters


def test_a_profile_of_the_user_keeps_its_name() -> None:
    own = replace(PARIS, name="acme")
    text = profile_file(own, REGISTRY, {"A-DST": "fixed-utc-plus-1"})
    assert text.startswith("{name: acme, title: acme, readings: {A-CLOSED: open, ")
    assert text.endswith("}, parameters: {near_real_time_minutes: 15}}")


@pytest.mark.parametrize("ambiguity", ALL, ids=lambda each: each.id)
def test_no_reading_is_taken_for_a_secret(ambiguity) -> None:
    tag = f"{ambiguity.id}.{ambiguity.pick}"
    event = explain_reading(msgspec.structs.replace(FAILED, readings=[tag]), ARTICLE, REGISTRY)
    assert redact_event(event) is event
