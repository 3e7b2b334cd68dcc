"""Whose attempt a posted statement becomes, against a tiny 360Learning."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from statement_story import INITIALIZED, Make, ready

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("method", "actor", "matches"),
    [
        ("email", {"mbox": "mailto: ADA@Example.com".replace(" ", "")}, True),
        ("email", {"account": {"homePage": "https://a.b", "name": "ada@example.com"}}, False),
        ("username", {"account": {"homePage": "https://a.b", "name": "ada"}}, True),
        ("username", {"account": {"homePage": "https://a.b", "name": "ADA"}}, False),
        ("username", {"mbox": "mailto:ada@example.com"}, False),
        ("external_id", {"account": {"homePage": "https://a.b", "name": "E1"}}, True),
        ("external_id", {"account": {"homePage": "https://a.b", "name": "E2"}}, False),
        ("external_id", {"account": {"homePage": "https://a.b", "name": "nobody"}}, False),
    ],
)
async def test_learners_are_found_by_the_method_in_force(
    tiny_world: Any, item: Make, statement: Make, method: str, actor: Any, matches: bool
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        ada, *_ = world.lms.users
        ada["username"] = "ada"
        bob = world.lms.add_user("bob@example.com")
        gone = world.lms.add_user("gone@example.com", status="deleted")
        pairs = [("E1", world.ada), ("E1", gone), ("E2", world.ada), ("E2", bob)]
        world.lms.external_ids = [
            {"value": value, "targetId": target, "targetType": "user"} for value, target in pairs
        ]
        await world.http.put("/control/settings", json={"learner_identification": method})
        assert (await world.send(statement(1, actor=actor))).status_code == 200
        await world.run_until_idle()
        assert bool(world.lms.attempts) is matches
        assert (await world.status())["queue_depth"] == 0


async def test_a_learner_found_twice_gets_nothing_and_the_rest_of_the_batch_is_recorded(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        world.lms.add_user("twin@example.com")
        world.lms.add_user("twin@example.com")
        answer = await world.send(statement(1, mail="twin@example.com"), statement(2))
        assert answer.status_code == 200
        await world.run_until_idle()
        assert list(world.lms.attempts) == [(world.ada, item(1)["id"])]


async def test_a_changed_method_is_for_new_statements(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        # Not delivered yet when the method changes: it counts by the method of its arrival.
        world.lms.troubles = [lambda: Response(status_code=503)]
        await world.send(statement(1))
        await world.run_until_idle()
        await world.http.put("/control/settings", json={"learner_identification": "username"})
        await world.advance_by(minutes=1)
        assert len(world.lms.attempts) == 1


async def test_learners_are_asked_for_together(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        mails = [f"learner.{number}@example.com" for number in range(300)]
        users = [world.lms.add_user(mail) for mail in mails]
        await world.send(*(statement(n, mail=mail) for n, mail in enumerate(mails, start=1)))
        await world.run_until_idle()
        assert [user for user, _ in world.lms.attempts] == users


async def test_an_identifier_that_cannot_be_looked_for_is_nobodys_and_stops_no_other(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        whole = world.lms.serve

        async def choosy(request: Request) -> Response:
            if "bad@x" in request.query_params.getlist("mail[in]"):
                return Response(status_code=400)
            if request.query_params.get("mail[eq]") == "bad@x":
                return Response(status_code=400)
            return await whole(request)

        world.serve_lms(choosy)
        endless = "a" * 70_000 + "@x"
        mails = ["ada@example.com", "bad@x", "nobody@x", endless]
        await world.send(*(statement(n, mail=mail) for n, mail in enumerate(mails, start=1)))
        await world.run_until_idle()
        assert [user for user, _ in world.lms.attempts] == [world.ada]
        skipped = world.connector._opened().statements.skipped()
        assert [reason for _, reason in skipped] == [
            "no user has its identifier under the method email"
        ] * 3


async def test_a_deleted_learner_is_nobody_until_invited_again(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        ada, *_ = world.lms.users
        ada["status"] = "deleted"
        await world.send(statement(1, result={"score": {"raw": 10}}))
        await world.run_until_idle()
        assert world.lms.attempts == {}
        ada["status"] = "invited"
        await world.send(statement(2, INITIALIZED, at="2026-01-13T09:30:00Z"))
        await world.run_until_idle()
        # What was skipped stays skipped.
        (attempt,) = world.lms.attempts[world.ada, item(1)["id"]]
        assert (attempt["progress"], attempt["score"]) == (50, None)


async def test_a_changed_address_counts_from_then_on(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        await world.send(statement(1, INITIALIZED, at="2026-01-13T08:00:00Z"))
        await world.run_until_idle()
        world.lms.users[0]["mail"] = "ada.lovelace@example.com"
        await world.send(
            statement(2, result={"score": {"raw": 10}}),
            statement(3, mail="ada.lovelace@example.com"),
        )
        await world.run_until_idle()
        assert list(world.lms.attempts) == [(world.ada, item(1)["id"])]
        (attempt,) = world.lms.attempts[world.ada, item(1)["id"]]
        assert (attempt["progress"], attempt["score"]) == (100, None)
        assert attempt["firstActivityAt"] == "2026-01-13T08:00:00.000Z"


@pytest.mark.parametrize(
    ("reading", "spelled", "stored", "matches"),
    [
        ("email-ignores-case", "ADA@Example.COM", "ada@example.com", True),
        ("email-ignores-case", "ada@example.com", " Ada@Example.com ", True),
        ("exact", "ADA@Example.COM", "ada@example.com", False),
        ("exact", "ada@example.com", "ada@example.com", True),
    ],
)
async def test_case_and_blanks_of_addresses_have_readings(
    tiny_world: Any,
    item: Make,
    statement: Make,
    reading: str,
    spelled: str,
    stored: str,
    matches: bool,
) -> None:
    async with tiny_world(readings={"A-CASE": reading}) as world:
        await ready(world, item)
        whole = world.lms.serve

        async def lenient(request: Request) -> Response:
            if request.url.path == "/api/v2/users":
                world.lms.users[0]["mail"] = stored
                return JSONResponse(world.lms.users)
            return await whole(request)

        world.serve_lms(lenient)
        await world.send(statement(1, mail=spelled))
        await world.run_until_idle()
        assert bool(world.lms.attempts) is matches


async def test_each_statement_counts_by_the_method_of_its_arrival(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item, 1, 2)
        bob = world.lms.add_user("bob@example.com", username="bob")
        await world.send(statement(1))
        await world.run_until_idle()
        await world.http.put("/control/settings", json={"learner_identification": "username"})
        account = {"account": {"homePage": "https://acme.percipio.com", "name": "bob"}}
        await world.send(statement(2, item=2), statement(3, item=2, actor=account))
        await world.run_until_idle()
        assert list(world.lms.attempts) == [(world.ada, item(1)["id"]), (bob, item(2)["id"])]
