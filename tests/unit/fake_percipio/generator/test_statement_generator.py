"""The statement generator: the same order, the same bytes; histories that make sense."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import orjson
import pytest

from fake_percipio.catalog.items import item
from fake_percipio.generator.deliveries import Delivery, GeneratorOptions, deliveries
from fake_percipio.generator.faults import FAULTS, UnknownFaultError, rates

PLAIN = {kind: 0.0 for kind, fault in FAULTS.items() if fault.usual}
COMPLETED = "http://adlnet.gov/expapi/verbs/completed"


def sent(**order: Any) -> list[Delivery]:
    return list(deliveries(GeneratorOptions(**{"learners": 40, "days": 20, "seed": 7} | order)))


def said(delivered: Iterable[Delivery]) -> list[dict[str, Any]]:
    return [orjson.loads(each.body) for each in delivered]


def test_the_same_order_gives_the_same_bytes() -> None:
    assert sent() == sent()
    assert sent() != sent(seed=8)


def test_deliveries_are_in_the_order_of_their_arrival() -> None:
    arrivals = [each.at for each in sent()]
    assert arrivals == sorted(arrivals)
    assert arrivals[0] > datetime(2026, 1, 12, tzinfo=UTC)


def test_a_body_is_one_line() -> None:
    broken = dict.fromkeys(("cut-off", "not-utf8", "nan-score", "deep-nesting"), 0.2)
    assert not any(b"\n" in each.body for each in sent(faults=broken))


def test_a_learner_starts_before_completing_and_tries_again_with_a_new_registration() -> None:
    attempts: dict[tuple[str, str], list[str]] = defaultdict(list)
    courses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in said(sent(faults=PLAIN, days=60, items=[item("A"), item("B")])):
        if "/assessment/" in each["object"]["id"] or "/video/" in each["object"]["id"]:
            assert each["context"]["contextActivities"]["parent"]
            continue
        registration = each["context"]["registration"]
        attempts[each["actor"]["mbox"], registration].append(each["verb"]["id"].rpartition("/")[2])
        courses[each["actor"]["mbox"], each["object"]["id"]].add(registration)
    waived = [verbs for verbs in attempts.values() if verbs[0] == "completed"]
    for verbs in attempts.values():
        begin = verbs[1] if verbs[0] == "arrived" else verbs[0]
        assert begin == "initialized" or verbs in waived
        assert verbs.count("completed") <= 1
    assert len(waived) < len(attempts) / 10
    assert max(map(len, courses.values())) > 1
    assert any(verbs[-2:] == ["completed", "experienced"] for verbs in attempts.values())


def test_durations_grow_within_an_attempt() -> None:
    totals: dict[str, list[float]] = defaultdict(list)
    for each in said(sent(faults=PLAIN, items=[item("A")])):
        if each["object"]["id"].split("/")[-2] == "course" and "duration" in each.get("result", {}):
            hours, _, rest = each["result"]["duration"][2:].rpartition("H")
            minutes, _, seconds = rest.rpartition("M")
            total = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds[:-1] or 0)
            totals[each["context"]["registration"]].append(total)
    assert len(totals) > 30
    assert all(spent == sorted(spent) for spent in totals.values())


def test_a_channel_never_ends() -> None:
    channel = [item("Agile Planning", kind="channel")]
    assert all(each["verb"]["id"] != COMPLETED for each in said(sent(faults=PLAIN, items=channel)))


def test_a_test_is_passed_or_failed_and_only_a_passed_one_completes() -> None:
    scores: dict[str, list[float]] = defaultdict(list)
    for each in said(sent(faults=PLAIN, items=[item("A")])):
        registration = each["context"]["registration"]
        if "/assessment/" in each["object"]["id"]:
            scores[registration].append(each["result"]["score"]["raw"])
            assert each["result"]["success"] == (each["result"]["score"]["raw"] >= 70)
        elif each["verb"]["id"] == COMPLETED and "/course/" in each["object"]["id"]:
            assert each["result"].get("score") is None or scores[registration][-1] >= 70


def test_actors_have_an_account_where_it_is_asked_for_or_where_there_is_no_email() -> None:
    assert all("account" in each["actor"] for each in said(sent(actor_id="Account")))
    actors = [each["actor"] for each in said(sent(faults=PLAIN | {"no-email": 0.3}))]
    assert {"mbox", "account"} == {key for actor in actors for key in actor} - {"objectType"}


def test_duplicates_and_conflicts_have_an_id_that_was_delivered_before() -> None:
    earlier: dict[str, bytes] = {}
    seen: Counter[str | None] = Counter()
    for each in sent(faults=PLAIN | {"duplicate": 0.2, "conflict": 0.2}):
        key = orjson.loads(each.body)["id"]
        if each.fault is None:
            earlier[key] = each.body
        else:
            assert (earlier[key] == each.body) == (each.fault == "duplicate")
        seen[each.fault] += 1
    assert seen["duplicate"] > 100 < seen["conflict"]


def test_late_ones_arrive_days_after_and_out_of_order_ones_behind_later_ones() -> None:
    overtaken = 0
    newest: dict[str, str] = {}
    for each in sent(faults=PLAIN | {"late": 0.1, "out-of-order": 0.2}):
        told = orjson.loads(each.body)
        delay = each.at - datetime.fromisoformat(told["timestamp"])
        assert (delay.days >= 1) == (each.fault == "late")
        who = told["actor"]["mbox"]
        overtaken += each.fault == "out-of-order" and newest.get(who, "") > told["timestamp"]
        newest[who] = max(newest.get(who, ""), told["timestamp"])
    assert overtaken > 50


def test_strangers_and_unlisted_content() -> None:
    for each in sent(
        faults=PLAIN | {"unknown-learner": 0.3, "unknown-activity": 0.3, "no-id": 0.2}
    ):
        told = orjson.loads(each.body)
        assert ("stranger" in told["actor"]["mbox"]) == (each.fault == "unknown-learner")
        assert ("id" not in told) == (each.fault == "no-id")
    strangers = said(sent(faults=PLAIN | {"unknown-learner": 1.0}, actor_id="Account"))
    assert all("stranger" in each["actor"]["account"]["name"] for each in strangers)


def test_usual_rates_hold_about() -> None:
    delivered = sent(learners=200)
    seen = Counter(each.fault for each in delivered)
    for kind, fault in FAULTS.items():
        assert seen[kind] / len(delivered) == pytest.approx(fault.usual, rel=0.4)


@pytest.mark.parametrize("kind", [kind for kind, fault in FAULTS.items() if fault.encode])
def test_a_rate_of_one_leaves_nothing_alone(kind: str) -> None:
    left = {each.fault for each in sent(learners=3, faults=PLAIN | {kind: 1.0})}
    assert left == ({kind, None} if kind == "conflict" else {kind})


def test_the_first_day_is_the_order_s() -> None:
    assert sent(first_day=date(2031, 5, 1))[0].body.count(b"2031-05-0") == 1
    assert sent(learners=0) == sent(days=0) == []


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"learners": -1}, "learners: 0 or more"),
        ({"days": -1}, "days: 0 or more"),
        ({"items": []}, "nothing to learn"),
        ({"faults": {"gremlins": 0.1}}, "no fault is called 'gremlins'; there are: duplicate"),
        ({"faults": {"late": 1.5}}, "from 0 to 1"),
        ({"faults": {"null": 0.6, "cut-off": 0.6}}, "add up to 1.25"),
    ],
)
def test_impossible_orders_are_refused(order: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        sent(**order)


def test_rates_are_the_usual_ones_with_those_asked_for() -> None:
    assert rates({"null": 0.1, "late": 0.0}).keys() == {
        *("duplicate", "out-of-order", "unknown-learner", "unknown-activity", "null")
    }
    with pytest.raises(UnknownFaultError):
        rates({"null": -0.1})
