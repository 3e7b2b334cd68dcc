"""The client of 360Learning and its bulk operations, against tiny applications."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reference_impl.lms.bulk import run_bulk
from reference_impl.lms.client import LmsClient
from reference_impl.rules.config import LmsAccess
from reference_impl.rules.errors import LmsRefusedError, LmsUnavailableError
from reference_impl.time.clock import ControlledClock
from reference_impl.time.task_tracker import TaskTracker

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 1, 12, 12, tzinfo=UTC)
Handler = Callable[[Request], Awaitable[Response]]


class Platform:
    """One handler behind a token endpoint, and a client in front of it."""

    def __init__(self, handler: Handler) -> None:
        self.tokens = 0
        self.token_answers: list[Response] = []
        self.clock = ControlledClock(NOON)
        self.activity = TaskTracker(self.clock)
        app = Starlette(
            routes=[
                Route("/api/v2/oauth2/token", self._token, methods=["POST"]),
                Route("/{path:path}", handler, methods=["GET", "PUT", "POST"]),
            ]
        )
        http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app))
        access = LmsAccess("http://lms.test/", "us", "shh")
        self.lms = LmsClient(http, self.clock, self.activity, access)

    async def _token(self, request: Request) -> Response:
        assert (await request.json())["grant_type"] == "client_credentials"
        if self.token_answers:
            return self.token_answers.pop(0)
        self.tokens += 1
        return JSONResponse({"access_token": f"t{self.tokens}", "expires_in": 3600})

    async def do(self, call: Awaitable[Any]) -> Any:
        """The outcome of a call, with the clock moved on whenever it waits for it."""

        async def job() -> Any:
            return await call

        task = asyncio.create_task(job())
        while not task.done():
            await asyncio.sleep(0)
            if self.clock.next_due is not None:
                self.clock.advance_to(self.clock.next_due)
        return task.result()


def answers(*given: Response) -> Handler:
    left = list(given)

    async def answer(request: Request) -> Response:
        return left.pop(0) if len(left) > 1 else left[0]

    return answer


FINE = JSONResponse({"fine": True})


async def test_a_token_is_kept_until_it_is_about_to_end() -> None:
    platform = Platform(answers(FINE))
    await platform.lms.get("/x", dict[str, bool])
    platform.clock.advance_to(NOON + timedelta(minutes=59))
    await platform.lms.get("/x", dict[str, bool])
    assert platform.tokens == 1
    platform.clock.advance_to(NOON + timedelta(minutes=60))
    await platform.lms.get("/x", dict[str, bool])
    assert platform.tokens == 2


async def test_a_refused_token_is_renewed_once() -> None:
    platform = Platform(answers(Response(status_code=401), FINE))
    await platform.lms.get("/x", dict[str, bool])
    assert platform.tokens == 2
    lasting = Platform(answers(JSONResponse({"error": "invalid_token"}, 401)))
    with pytest.raises(LmsRefusedError, match="invalid_token"):
        await lasting.lms.get("/x", dict[str, bool])
    assert lasting.tokens == 2


async def test_trouble_with_the_token_endpoint_is_retried_too() -> None:
    platform = Platform(answers(FINE))
    platform.token_answers = [Response(status_code=503), Response(status_code=429)]
    assert await platform.do(platform.lms.get("/x", dict[str, bool])) == {"fine": True}
    platform = Platform(answers(FINE))
    platform.token_answers = [JSONResponse({"error": "invalid_client"}, 401)] * 2
    with pytest.raises(LmsRefusedError, match="invalid_client") as caught:
        await platform.do(platform.lms.get("/x", dict[str, bool]))
    assert "shh" not in str(caught.value)
    assert "shh" not in repr(LmsAccess("http://lms.test", "us", "shh"))


async def test_passing_trouble_is_waited_out() -> None:
    slow_down = JSONResponse({"error": "tooManyRequests"}, 429, {"retry-after": "40"})
    platform = Platform(answers(slow_down, Response(status_code=502), FINE))
    await platform.do(platform.lms.get("/x", dict[str, bool]))
    assert platform.clock.now() == NOON + timedelta(seconds=42)


async def test_lasting_trouble_is_given_up() -> None:
    platform = Platform(answers(Response(status_code=503)))
    with pytest.raises(LmsUnavailableError, match="8 tries"):
        await platform.do(platform.lms.get("/x", dict[str, bool]))


@pytest.mark.parametrize(
    "answer",
    [
        JSONResponse({"error": {"code": "userNotFound", "message": "nobody"}}, 404),
        Response("<html>", 403),
        JSONResponse([], 400),
    ],
)
async def test_a_refusal_is_not_retried(answer: Response) -> None:
    platform = Platform(answers(answer))
    with pytest.raises(LmsRefusedError) as caught:
        await platform.lms.get("/x", dict[str, bool])
    assert caught.value.status == answer.status_code


async def test_an_answer_of_another_shape_counts_as_no_answer() -> None:
    platform = Platform(answers(Response("hello")))
    with pytest.raises(LmsUnavailableError, match="does not describe"):
        await platform.lms.get("/x", dict[str, bool])


async def test_pages_are_followed_on_our_own_host() -> None:
    async def page(request: Request) -> Response:
        assert request.url.hostname == "lms.test"
        if "cursor" in request.query_params:
            return JSONResponse([3])
        link = '<https://public.example/api/v2/things?cursor=2&mail%5Beq%5D=a>; rel="next"'
        return JSONResponse([1, 2], headers={"link": link})

    platform = Platform(page)
    assert [each async for each in platform.lms.each("/api/v2/things", int)] == [1, 2, 3]


def operation(*states: str, location: str = "http://elsewhere/operations/7") -> Handler:
    left = list(states)

    async def serve(request: Request) -> Response:
        if request.method == "PUT":
            return Response(status_code=202, headers={"location": location} if location else {})
        if request.url.path.endswith("/results"):
            done = {"input": {"externalId": "n"}, "status": "success", "resourceId": "r"}
            return JSONResponse([done])
        assert request.url.path.endswith("/operations/7")
        return JSONResponse({"status": left.pop(0) if len(left) > 1 else left[0]})

    return serve


async def test_a_quick_operation_needs_no_clock() -> None:
    platform = Platform(operation("pending", "queued", "running", "completed"))
    objects = [b'{"externalId":"n"}']
    (result,) = await run_bulk(platform.lms, platform.activity, "PUT", "/bulk", objects)
    assert (result.input.external_id, result.resource_id) == ("n", "r")
    assert platform.clock.now() == NOON


async def test_a_slow_operation_is_waited_for_on_the_clock() -> None:
    platform = Platform(operation(*["running"] * 11, "error"))
    await platform.do(run_bulk(platform.lms, platform.activity, "PUT", "/bulk", [b"{}"]))
    assert platform.clock.now() == NOON + timedelta(seconds=7.9)


async def test_an_operation_that_never_ends_is_given_up() -> None:
    platform = Platform(operation("running"))
    with pytest.raises(LmsUnavailableError, match="did not end"):
        await platform.do(run_bulk(platform.lms, platform.activity, "PUT", "/bulk", [b"{}"]))


async def test_an_operation_without_an_address_is_no_answer() -> None:
    platform = Platform(operation("completed", location=""))
    with pytest.raises(LmsUnavailableError, match="address"):
        await run_bulk(platform.lms, platform.activity, "PUT", "/bulk", [b"{}"])
