"""Delivery of generated statements, against a tiny webhook that answers what it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import httpx
import orjson
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from fake_percipio.generator.deliveries import Delivery
from fake_percipio.xapi.access_token import AccessTokenError
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from percipio_conformance.world.percipio.statement_poster import (
    LONGEST_REASON,
    PostResult,
    WebhookGone,
    batches,
    post,
)

TARGET = LrsConfiguration(
    url="http://connector.test/api/skillsoft",
    token_endpoint="http://connector.test/token",
    token_request_parameters={"client_id": "us", "client_secret": "shh"},
)
Answer = Callable[[], Response]


def delivery(number: int, fault: str | None = None) -> Delivery:
    return Delivery(datetime(2026, 1, 12, tzinfo=UTC), number, b'{"number":%d}' % number, fault)


class TinyWebhook:
    """Keeps what it is sent; ``answers`` are given one a request, then 200."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.bodies: list[Any] = []
        self.headers: list[Any] = []
        self.tokens = 0

    async def token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        assert form == {
            "grant_type": "client_credentials",
            "client_id": "us",
            "client_secret": "shh",
        }
        self.tokens += 1
        return JSONResponse({"access_token": f"token-{self.tokens}", "expires_in": 3600})

    async def statements(self, request: Request) -> Response:
        self.bodies.append(orjson.loads(await request.body()))
        self.headers.append(request.headers)
        return self.answers.pop(0)() if self.answers else JSONResponse([])

    def take(self, *delivered: Delivery, batch: int = 100) -> PostResult:
        app = Starlette(
            routes=[
                Route("/token", self.token, methods=["POST"]),
                Route("/api/skillsoft/statements", self.statements, methods=["POST"]),
            ]
        )
        return run(post_to(httpx.ASGITransport(app=app), *delivered, batch=batch))


async def post_to(transport: Any, *delivered: Delivery, batch: int = 100) -> PostResult:
    async with httpx.AsyncClient(transport=transport) as http:
        return await post(delivered, TARGET, http, batch=batch)


def run(coroutine: Any) -> Any:
    return asyncio.run(coroutine)


def refuse(status: int, body: Any) -> Answer:
    return lambda: JSONResponse(body, status)


def test_statements_go_in_batches_with_a_token_and_a_version() -> None:
    webhook = TinyWebhook()
    tally = webhook.take(*(delivery(number) for number in range(5)), batch=2)
    assert webhook.bodies == [[{"number": 0}, {"number": 1}], [{"number": 2}, {"number": 3}], {
        "number": 4
    }]  # fmt: skip
    assert webhook.tokens == 1
    for headers in webhook.headers:
        assert headers["authorization"] == "Bearer token-1"
        assert headers["x-experience-api-version"] == "1.0.3"
        assert headers["content-type"] == "application/json"
    assert (tally.acknowledged, tally.refused, sum(tally.surprises.values())) == (5, 0, 0)


def test_a_statement_that_spoils_others_goes_alone_and_no_id_occurs_twice_in_a_request() -> None:
    delivered = [
        *(delivery(1), delivery(2, "late"), delivery(2, "duplicate"), delivery(3, "cut-off")),
        *(delivery(4), delivery(4, "conflict"), delivery(5, "null"), delivery(6)),
    ]
    cut = [[each.fault for each in batch] for batch in batches(delivered, 100)]
    assert cut == [
        *([None, "late"], ["duplicate"], ["cut-off"], [None], ["conflict"], ["null", None])
    ]


def test_answers_are_grouped_with_an_example_of_why() -> None:
    said = {"error": {"message": "At least one\n statement is wrong."}}
    webhook = TinyWebhook(refuse(400, said), refuse(400, {"error": {"message": "Another."}}))
    tally = webhook.take(delivery(1, "null"), delivery(2, "null"), delivery(3), batch=1)
    assert (tally.acknowledged, tally.refused) == (1, 2)
    alike = tally.answers[400, "null"]
    assert (alike.requests, alike.statements) == (2, 2)
    assert alike.example == "At least one statement is wrong."
    assert not tally.surprises


@pytest.mark.parametrize(
    ("fault", "status", "surprise"),
    [
        (None, 200, None),
        (None, 204, None),
        (None, 400, "valid statements were answered with 400"),
        ("late", 400, "valid statements were answered with 400"),
        ("unknown-learner", 404, "valid statements were answered with 404"),
        ("null", 400, None),
        ("null", 200, "an invalid statement was acknowledged"),
        ("null", 500, "the answer was 500"),
        ("cut-off", 429, "the answer was 429"),
        ("conflict", 409, None),
        ("conflict", 200, None),
        ("conflict", 400, "a statement with a used ID was answered with 400"),
        (None, 401, "a token was rejected right after it was issued"),
    ],
)
def test_answers_that_are_not_as_they_should_be(
    fault: str | None, status: int, surprise: str | None
) -> None:
    answer: Answer = lambda: Response(status_code=status)  # noqa: E731
    tally = TinyWebhook(answer, answer).take(delivery(1, fault))
    assert len(tally.surprises) == (surprise is not None)
    assert all(what.startswith(surprise or "") for what in tally.surprises)


def test_several_kinds_of_faults_in_one_request_are_reported_as_such() -> None:
    webhook = TinyWebhook(refuse(400, {"message": "no"}))
    tally = webhook.take(delivery(1, "null"), delivery(2, "bad-id"))
    assert list(tally.answers) == [(400, "several kinds")]


def test_an_ended_token_is_renewed_once() -> None:
    webhook = TinyWebhook(refuse(401, {"error": "invalid_token"}))
    tally = webhook.take(delivery(1))
    assert webhook.tokens == 2
    assert tally.acknowledged == 1


def test_a_reason_is_short_and_never_holds_the_token() -> None:
    def chatty() -> Response:
        return PlainTextResponse("Bearer token-1 cannot " + "x" * 500, 403)

    tally = TinyWebhook(chatty).take(delivery(1))
    reason = tally.answers[403, None].example
    assert reason.startswith("Bearer [token] cannot")
    assert len(reason) == LONGEST_REASON


def test_without_a_token_nothing_is_sent() -> None:
    app = Starlette()
    with pytest.raises(AccessTokenError, match="answered 404"):
        run(post_to(httpx.ASGITransport(app=app), delivery(1)))


def test_a_webhook_that_stops_answering_ends_it() -> None:
    def gone(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/token":
            return httpx.Response(200, json={"access_token": "t", "expires_in": 60})
        raise httpx.ReadTimeout("asleep", request=request)

    with pytest.raises(WebhookGone, match=r"\(ReadTimeout: asleep\) after 0 statements"):
        run(post_to(httpx.MockTransport(gone), delivery(1)))
