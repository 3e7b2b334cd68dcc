from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fake_percipio.catalog.items import item
from fake_percipio.xapi.events import LearnerEvent, activity_of, assessment_in, course_around
from fake_percipio.xapi.learners import Learner
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.statements import statement_of
from fake_percipio.xapi.verbs import VERBS

ADA = Learner("Ada", "ada@example.com", "ada.l", "44444444-4444-4444-8444-444444444444")
COURSE = item("Six Sigma Basics", localized={"fr-FR": ("Les bases", None)})
EVENT = LearnerEvent(
    kind="course_satisfied",
    learner=ADA,
    activity=activity_of(COURSE),
    at=datetime(2026, 1, 14, 9, 30, tzinfo=UTC),
    registration="55555555-5555-4555-8555-555555555555",
    score=87.5,
    success=True,
    completion=True,
    duration_seconds=625,
)
DEFAULT = LrsConfiguration(
    url="http://x.test",
    token_endpoint="http://x.test/token",
    token_request_parameters={"client_id": "a", "client_secret": "b"},
)
ARTICLE = replace(
    DEFAULT,
    course_satisfied_verb="completed",
    assessment_scored_verb="completed",
    waived_verb="completed",
)


def said(event: LearnerEvent = EVENT, configuration: LrsConfiguration = ARTICLE) -> dict:
    return statement_of(event, configuration, domain="acme", statement_id="id")


def test_a_whole_statement() -> None:
    assert said() == {
        "id": "id",
        "actor": {"objectType": "Agent", "mbox": "mailto:ada@example.com"},
        "verb": {
            "id": "http://adlnet.gov/expapi/verbs/completed",
            "display": {"en-US": "completed"},
        },
        "object": {
            "objectType": "Activity",
            "id": COURSE["xapiActivityId"],
            "definition": {
                "name": {"en-US": "Six Sigma Basics", "fr-FR": "Les bases"},
                "type": "http://adlnet.gov/expapi/activities/course",
            },
        },
        "result": {
            "score": {"scaled": 0.875, "raw": 87.5, "min": 0, "max": 100},
            "success": True,
            "completion": True,
            "duration": "PT10M25S",
        },
        "context": {
            "registration": "55555555-5555-4555-8555-555555555555",
            "platform": "Percipio",
            "language": "en-US",
        },
        "timestamp": "2026-01-14T09:30:00.000Z",
        "version": "1.0.0",
    }


def test_nothing_known_nothing_said() -> None:
    bare = LearnerEvent("initialized", ADA, activity_of(COURSE), EVENT.at)
    assert "result" not in said(bare)
    assert said(bare)["context"] == {"platform": "Percipio", "language": "en-US"}


@pytest.mark.parametrize(
    ("actor_id", "learner", "expected"),
    [
        ("Mbox", ADA, {"mbox": "mailto:ada@example.com"}),
        ("Account", ADA, {"account": {"homePage": "https://acme.percipio.com", "name": "ada.l"}}),
        (
            "Account",
            replace(ADA, user_id=None),
            {"account": {"homePage": "https://acme.percipio.com", "name": ADA.uuid}},
        ),
        (
            "Mbox",
            replace(ADA, email=None),
            {"account": {"homePage": "https://acme.percipio.com", "name": "ada.l"}},
        ),
    ],
)
def test_actors(actor_id, learner: Learner, expected: dict) -> None:
    statement = said(replace(EVENT, learner=learner), replace(ARTICLE, actor_id=actor_id))
    assert statement["actor"] == {"objectType": "Agent", **expected}


@pytest.mark.parametrize(
    ("kind", "default"),
    [
        ("course_satisfied", "satisfied"),
        ("assessment_scored", "scored"),
        ("waived", "waived"),
    ],
)
def test_three_verbs_are_configured(kind, default: str) -> None:
    event = replace(EVENT, kind=kind)
    assert said(event, DEFAULT)["verb"]["id"] == VERBS[default]
    assert said(event)["verb"]["id"] == VERBS["completed"]


@pytest.mark.parametrize("kind", ["arrived", "initialized", "experienced", "passed", "failed"])
def test_the_other_verbs_are_as_they_are(kind) -> None:
    assert said(replace(EVENT, kind=kind))["verb"]["id"] == VERBS[kind]


def test_a_part_names_its_course() -> None:
    parent = {"id": COURSE["id"], "type": "COURSE", "title": "Six Sigma Basics", "link": "x"}
    video = item("Part 1", kind="video", parent=parent)
    statement = said(replace(EVENT, activity=activity_of(video), parent=course_around(video)))
    (around,) = statement["context"]["contextActivities"]["parent"]
    assert around["id"] == COURSE["xapiActivityId"]
    assert course_around(COURSE) is None


def test_the_test_of_a_course_is_another_activity() -> None:
    test = assessment_in(COURSE)
    assert test.id.startswith("https://xapi.percipio.com/xapi/assessment/")
    assert COURSE["id"] not in test.id
    assert test.type == "http://adlnet.gov/expapi/activities/assessment"


def test_uncategorized_content_has_no_type_to_filter_by() -> None:
    assert activity_of(item("a", kind="uncategorized")).content_type is None
    assert activity_of(item("a", kind="uncategorized (no content type)")).content_type is None


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("arrived", "https://xapi.percipio.com/xapi/verbs/arrived"),
        ("completed", "http://adlnet.gov/expapi/verbs/completed"),
        ("experienced", "http://adlnet.gov/expapi/verbs/experienced"),
        ("failed", "http://adlnet.gov/expapi/verbs/failed"),
        ("initialized", "http://adlnet.gov/expapi/verbs/initialized"),
        ("passed", "http://adlnet.gov/expapi/verbs/passed"),
        ("satisfied", "https://w3id.org/xapi/adl/verbs/satisfied"),
        ("scored", "https://w3id.org/xapi/dod-isd/verbs/scored"),
    ],
)
def test_verbs_have_the_iris_of_percipios_vocabulary(name: str, iri: str) -> None:
    assert VERBS[name] == iri
