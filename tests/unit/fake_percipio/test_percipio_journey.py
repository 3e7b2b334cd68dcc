from datetime import timedelta

import orjson
import pytest

from fake_percipio.catalog.items import item
from fake_percipio.xapi.course_session import take_course, videos_of
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.multipart import as_multipart
from percipio_conformance import schemas

COURSE = item("Six Sigma Basics")


@pytest.fixture
def ada(acme):
    acme.sender.configure(
        LrsConfiguration(
            url="http://connector.test/api/skillsoft",
            token_endpoint="http://connector.test/token",
            token_request_parameters={"client_id": "a", "client_secret": "b"},
            course_satisfied_verb="completed",
            bypass_connection_test=True,
        )
    )
    return acme.add_learner("Ada", email="ada@example.com", user_id="ada")


def kinds(acme, *, course: bool) -> list[str]:
    key = COURSE["xapiActivityId"]
    return [
        each.event.kind
        for each in acme.activity.records
        if (each.event.activity.id == key) == course
    ]


def test_the_order_of_things_is_the_real_one(acme, ada, clock) -> None:
    way = take_course(acme.activity, ada, COURSE, until=clock(), videos=2)
    assert kinds(acme, course=False) == ["initialized", "completed"] * 2
    assert kinds(acme, course=True) == [
        "initialized",
        *["experienced"] * 6,
        "course_satisfied",
        "experienced",
    ]
    assert way.began < way.completed < way.ended == clock()
    assert way.duration_at_end > way.duration_at_completion


def test_progress_is_repeated_with_one_timestamp(acme, ada, clock) -> None:
    take_course(acme.activity, ada, COURSE, until=clock(), videos=1)
    progressed = [
        (each.event.at, each.event.duration_seconds)
        for each in acme.activity.records
        if each.event.kind == "experienced"
    ]
    assert progressed[1] == progressed[2]
    assert progressed[0] != progressed[1]


def test_a_video_counts_for_the_course_around_it(acme, ada, clock) -> None:
    video = videos_of(COURSE, 1)[0]
    acme.activity.complete(ada, video)
    said = acme.activity.records[0].statement
    assert said["object"]["definition"]["type"].endswith("/video")
    (parent,) = said["context"]["contextActivities"]["parent"]
    assert parent["id"] == COURSE["xapiActivityId"]


def test_every_statement_of_a_journey_is_a_valid_one(acme, ada, clock) -> None:
    take_course(acme.activity, ada, COURSE, until=clock())
    said = [each.statement for each in acme.activity.records]
    assert len(said) == len({each["id"] for each in said}) > 20
    assert [schemas.problems("xapi/statement", each) for each in said] == [[]] * len(said)


def test_the_end_is_reached_once_until_a_restart(acme, ada, clock) -> None:
    activity = acme.activity
    activity.complete(ada, COURSE)
    clock.move(minutes=30)
    assert activity.complete(ada, COURSE, duration_seconds=900).kind == "experienced"
    activity.multiple_completions = True
    activity.restart(ada, COURSE)
    assert activity.complete(ada, COURSE).kind == "course_satisfied"


def test_reports_can_be_kept_back_and_rearranged(acme, ada, clock) -> None:
    sender, activity = acme.sender, acme.activity
    sender.hold()
    activity.start(ada, COURSE)
    clock.move(minutes=10)
    activity.complete(ada, COURSE)
    assert sender.queued == 2
    assert sender.next_due() is None
    sender.release(lambda held: [*reversed(held), *held])
    assert sender.queued == 4
    assert sender.next_due() == clock()
    activity.progress(ada, COURSE, duration_seconds=1)
    assert sender.queued == 5


def test_multipart_holds_the_statements_between_its_boundaries() -> None:
    body = orjson.dumps([{"id": "a"}])
    content_type, whole = as_multipart(body)
    boundary = content_type.partition("boundary=")[2].encode()
    head, part, tail = whole.split(b"--" + boundary)
    assert head == b""
    assert part == b"\r\nContent-Type: application/json\r\n\r\n" + body + b"\r\n"
    assert tail == b"--\r\n"


def test_a_due_sender_waits_no_longer_than_it_is_held(acme, ada, clock) -> None:
    acme.activity.start(ada, COURSE)
    acme.sender.hold()
    assert acme.sender.next_due() == clock()
    clock.move(seconds=timedelta(hours=1).total_seconds())
    acme.activity.start(ada, COURSE)
    acme.sender.release()
    assert acme.sender.queued == 2
