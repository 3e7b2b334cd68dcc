import pytest

from fake_percipio.catalog.catalog import NotInCatalogError
from fake_percipio.catalog.items import item
from fake_percipio.site import Percipio
from fake_percipio.xapi.learner_activity import ActivityRefusedError
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.verbs import VERBS


def configuration(**changes) -> LrsConfiguration:
    return LrsConfiguration(
        url="http://connector.test/api/skillsoft",
        token_endpoint="http://connector.test/token",
        token_request_parameters={"client_id": "a", "client_secret": "b"},
        bypass_connection_test=True,
        **changes,
    )


@pytest.fixture
def course(acme) -> str:
    made = item("Six Sigma Basics")
    acme.catalog.put(made)
    return made["id"]


@pytest.fixture
def ada(acme):
    acme.sender.configure(configuration())
    return acme.add_learner("Ada", email="ada@example.com", user_id="ada")


def verbs(acme) -> list[str | None]:
    known = {iri: name for name, iri in VERBS.items()}
    return [
        each.statement and known[each.statement["verb"]["id"]] for each in acme.activity.records
    ]


def test_a_day_with_a_course(acme, ada, course, clock) -> None:
    activity = acme.activity
    activity.arrive(ada, course)
    activity.start(ada, course)
    clock.move(minutes=10)
    activity.progress(ada, course, duration_seconds=600)
    done = activity.complete(ada, course, score=80, duration_seconds=612)
    assert verbs(acme) == ["arrived", "initialized", "experienced", "satisfied"]
    assert done.at == clock()
    assert len({each.event.registration for each in activity.records}) == 1
    assert len({each.statement["id"] for each in activity.records}) == 4
    assert acme.sender.queued == 4


def test_the_same_world_says_the_same(clock) -> None:
    def statements() -> list:
        acme = Percipio(clock, seed=2).add_organization("11111111-1111-4111-8111-111111111111")
        acme.sender.configure(configuration())
        made = item("a")
        acme.activity.start(acme.add_learner("Ada", email=None, user_id=None), made)
        return [each.statement for each in acme.activity.records]

    assert statements() == statements()


@pytest.mark.parametrize(
    ("kind", "verb"),
    [
        ("course", "satisfied"),
        ("journey", "satisfied"),
        ("lab", "satisfied"),
        ("uncategorized (no content type)", "satisfied"),
        ("video", "completed"),
        ("book", "completed"),
        ("audiobook", "completed"),
        ("benchmark", "completed"),
    ],
)
def test_how_content_ends(acme, ada, kind: str, verb: str) -> None:
    acme.activity.complete(ada, item("a", kind=kind))
    assert verbs(acme) == [verb]


def test_channels_never_end(acme, ada) -> None:
    with pytest.raises(ActivityRefusedError, match="channel has no end"):
        acme.activity.complete(ada, item("a", kind="channel"))


def test_the_test_of_a_course_is_about_the_test(acme, ada, course) -> None:
    scored = acme.activity.score_assessment(ada, course, 49)
    assert verbs(acme) == ["scored", "failed"]
    assert scored.success is False
    said = acme.activity.records[0].statement
    assert said["object"]["definition"]["type"].endswith("/assessment")
    parents = said["context"]["contextActivities"]["parent"]
    assert [each["id"].rpartition("/")[2] for each in parents] == [course]


def test_a_benchmark_is_its_own_test(acme, ada) -> None:
    benchmark = item("Skills", kind="benchmark")
    acme.activity.score_assessment(ada, benchmark, 70)
    assert verbs(acme) == ["scored", "passed"]
    said = acme.activity.records[0].statement
    assert said["object"]["id"] == benchmark["xapiActivityId"]
    assert "contextActivities" not in said["context"]


def test_a_waiver_knows_no_time_and_no_score(acme, ada, course) -> None:
    acme.activity.waive(ada, course)
    assert acme.activity.records[0].statement["result"] == {"completion": True}
    assert verbs(acme) == ["waived"]


def test_a_restart_is_a_new_attempt(acme, ada, course) -> None:
    activity = acme.activity
    with pytest.raises(ActivityRefusedError, match="set multiple_completions first"):
        activity.restart(ada, course)
    activity.multiple_completions = True
    with pytest.raises(ActivityRefusedError, match="has not begun"):
        activity.restart(ada, course)
    first = activity.complete(ada, course)
    again = activity.restart(ada, course)
    assert first.registration != again.registration
    assert activity.complete(ada, course).registration == again.registration


def test_who_looks_into_a_finished_course_again_does_not_complete_it(acme, ada, course) -> None:
    acme.activity.complete(ada, course, score=80, duration_seconds=600)
    again = acme.activity.complete(ada, course, score=80, duration_seconds=900)
    assert verbs(acme) == ["satisfied", "experienced"]
    assert (again.completion, again.duration_seconds) == (None, 900)


def test_registrations_can_be_left_out(acme, ada, course) -> None:
    acme.activity.sends_registration = False
    acme.activity.start(ada, course)
    assert "registration" not in acme.activity.records[0].statement["context"]


def test_events_may_be_reported_late(acme, ada, course, clock) -> None:
    then = clock()
    clock.move(hours=3)
    acme.activity.start(ada, course, at=then)
    assert acme.activity.records[0].statement["timestamp"] == "2026-01-14T05:00:00.000Z"


def test_without_a_license_nothing_opens(acme, ada, course) -> None:
    bob = acme.add_learner("Bob", email=None, user_id=None, licensed=False)
    with pytest.raises(ActivityRefusedError, match="Bob has no Percipio license"):
        acme.activity.start(bob, course)
    assert acme.sender.queued == 0


def test_content_that_is_not_listed_must_be_given_whole(acme, ada) -> None:
    with pytest.raises(NotInCatalogError):
        acme.activity.start(ada, item("a")["id"])


@pytest.mark.parametrize(
    "changes",
    [
        {"enabled": False},
        {"verb_filter": frozenset({"completed"})},
        {"content_type_filter": frozenset({"BOOK"})},
    ],
)
def test_what_the_configuration_keeps_back(acme, ada, course, changes) -> None:
    acme.sender.configure(configuration(**changes))
    acme.activity.start(ada, course)
    assert verbs(acme) == [None]
    assert acme.sender.queued == 0


def test_without_a_record_store_learners_learn_all_the_same(acme, course) -> None:
    ada = acme.add_learner("Ada", email=None, user_id=None)
    assert acme.activity.start(ada, course).kind == "initialized"
    assert verbs(acme) == [None]
