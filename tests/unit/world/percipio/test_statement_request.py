import json

import pytest

from percipio_conformance import schemas
from percipio_conformance.world.percipio.field_paths import remove_field, set_field
from percipio_conformance.world.percipio.statement_request import (
    INVALID_STATEMENTS,
    MALFORMED_BODIES,
    StatementRequest,
)

STATEMENT = {
    "id": "3f961635-9b58-4683-8e85-372d8c7c5b2a",
    "actor": {"objectType": "Agent", "mbox": "mailto:ada@acme.example"},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
    "object": {"id": "https://xapi.percipio.com/xapi/course/1"},
}


def request(**changes) -> StatementRequest:
    return StatementRequest([json.loads(json.dumps(STATEMENT))], "Bearer very-secret", **changes)


def test_one_statement_is_an_object_unless_a_list_is_wanted() -> None:
    assert json.loads(request().body()) == STATEMENT
    assert json.loads(request(as_list=True).body()) == [STATEMENT]


def test_no_secret_in_a_repr() -> None:
    assert "very-secret" not in repr(request())


@pytest.mark.parametrize("ruin", MALFORMED_BODIES)
def test_a_ruined_body_holds_no_statement(ruin: str) -> None:
    body = MALFORMED_BODIES[ruin](request().body())

    def no_such_number(word: str) -> None:
        raise ValueError(word)

    try:
        said = json.loads(body, parse_constant=no_such_number)
    except (ValueError, RecursionError):
        return
    assert schemas.problems("xapi/statement", said)


@pytest.mark.parametrize("kind", INVALID_STATEMENTS)
def test_a_companion_is_another_statement(kind: str) -> None:
    made = INVALID_STATEMENTS[kind](STATEMENT)
    assert made["id"] != STATEMENT["id"]
    broken = bool(schemas.problems("xapi/statement", made))
    assert broken == (kind == "without an actor")


def test_fields_are_changed_and_removed_by_path() -> None:
    statement = request().statements[0]
    set_field(statement, "result.score.scaled", 0.5, within=True)
    assert statement["result"] == {"score": {"scaled": 0.5}}
    remove_field(statement, "actor.mbox")
    assert statement["actor"] == {"objectType": "Agent"}
