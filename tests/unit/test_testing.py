"""The strategies draw what they say, and the shapes of the statement generator."""

from __future__ import annotations

from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from fake_percipio.generator.faults import BROKEN, FAULTS
from percipio_conformance import schemas
from percipio_conformance.testing import (
    activities,
    actors,
    batches,
    broken_bodies,
    deliveries,
    histories,
    learners,
    results,
    statements,
)

COMPLETED = "http://adlnet.gov/expapi/verbs/completed"


def problems(statement: Any, pointer: str = "") -> list[str]:
    return schemas.problems("xapi/statement", statement, pointer)


@given(statements())
def test_statements_are_valid(statement: dict[str, Any]) -> None:
    assert problems(statement) == []
    assert orjson.loads(orjson.dumps(statement)) == statement


@given(actors(), activities(), results())
def test_parts_are_valid_by_themselves(actor: Any, activity: Any, result: Any) -> None:
    assert problems(actor, "#/$defs/actor") == []
    assert problems(activity, "#/$defs/activity") == []
    assert problems(result, "#/$defs/result") == []
    assert result


@given(learners())
def test_learners_can_be_identified(learner: Any) -> None:
    assert learner.email or learner.user_id


@given(histories())
def test_histories_are_coherent(history: list[dict[str, Any]]) -> None:
    assert all(problems(each) == [] for each in history)
    times = [each["timestamp"] for each in history]
    assert times == sorted(set(times))
    assert len({each["id"] for each in history}) == len(history)
    assert len({str(each["actor"]) for each in history}) == 1
    assert len({each["object"]["id"] for each in history}) == 1
    assert history[0]["verb"]["id"].endswith("initialized")
    begun = 0
    for number, each in enumerate(history):
        begun += each["verb"]["id"].endswith("initialized")
        ended = sum(each["verb"]["id"] == COMPLETED for each in history[: number + 1])
        assert begun - 1 <= ended <= begun


@given(histories(registered=True, most_attempts=2))
def test_each_attempt_has_a_registration_of_its_own(history: list[dict[str, Any]]) -> None:
    registrations = [each["context"]["registration"] for each in history]
    begun = [each for each in history if each["verb"]["id"].endswith("initialized")]
    assert len(set(registrations)) == len(begun) <= 2


@given(histories(registered=False))
def test_registrations_can_be_left_out(history: list[dict[str, Any]]) -> None:
    assert not any("registration" in each["context"] for each in history)


@given(st.data())
def test_deliveries_lose_nothing_and_add_nothing(data: st.DataObject) -> None:
    history = data.draw(histories())
    delivered = data.draw(deliveries(history))
    assert {each["id"] for each in delivered} == {each["id"] for each in history}
    cut = data.draw(batches(delivered))
    assert [each for batch in cut for each in batch] == delivered
    assert all(cut)
    assert data.draw(batches(data.draw(deliveries([])))) == []


@given(broken_bodies())
def test_broken_bodies_are_broken(broken: tuple[str, bytes]) -> None:
    kind, body = broken
    assert kind in BROKEN
    if FAULTS[kind].spoils_batch:
        try:
            orjson.loads(body)
        except orjson.JSONDecodeError:
            return
        raise AssertionError(f"{kind} left a readable body")
    assert problems(orjson.loads(body)) != []


@given(broken_bodies("missing-verb"))
def test_a_kind_can_be_asked_for(broken: tuple[str, bytes]) -> None:
    kind, body = broken
    assert kind == "missing-verb"
    assert "verb" not in orjson.loads(body)
