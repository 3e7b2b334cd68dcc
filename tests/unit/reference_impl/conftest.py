"""A tiny Percipio and a tiny 360Learning, just enough to see what the connector does to them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from inspect import isawaitable
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from language_story import telling, version  # noqa: F401 - fixtures
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reference_impl.app.app import create_app
from reference_impl.app.connector import Connector
from reference_impl.app.integrations import IntegrationRegistry
from reference_impl.rules_table import DEFAULT_RULES, Rules
from reference_impl.time.clock import ControlledClock
from reference_impl.webhook.webhook import LARGEST_BODY_BYTES

NOON = datetime(2026, 1, 12, 12, tzinfo=UTC)
TOKEN = "percipio-token"
ORGANIZATION = "0d8e0b0a-3f5c-4f3e-9f0a-000000000001"
INTEGRATION = "a" * 24
ADMIN = "b" * 24
COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"


def an_item(number: int, **changes: Any) -> dict[str, Any]:
    """A catalog item with the fields that matter."""
    item_id = str(UUID(int=number))
    return {
        "id": item_id,
        "code": None,
        "xapiActivityId": f"https://xapi.percipio.com/xapi/course/{item_id}",
        "contentType": {
            "percipioType": "COURSE",
            "category": "COURSE",
            "displayLabel": "Course",
            "source": None,
        },
        "localeCodes": ["en-US"],
        "localizedMetadata": [
            {
                "localeCode": "en-US",
                "title": f"Course {number}",
                "description": "<p>It &amp; us</p>",
            }
        ],
        "lifecycle": {"status": "ACTIVE", "retiredDate": None},
        "link": f"https://share.percipio.com/cd/{number}",
        "imageUrl": "https://cdn2.percipio.com/image.jpg",
        "duration": "PT52M30S",
        "expertiseLevels": ["BEGINNER"],
        "associations": {"areas": ["Cloud"], "subjects": ["Cloud", "Security"]},
        "anythingNew": {"nobody": "knows"},
    } | changes


def a_statement(
    number: int,
    verb: str = COMPLETED,
    *,
    item: int = 1,
    mail: str = "ada@example.com",
    at: str = "2026-01-13T09:00:00Z",
    **more: Any,
) -> dict[str, Any]:
    """An xAPI statement of Ada's about a course."""
    return {
        "id": str(UUID(int=number)),
        "actor": {"objectType": "Agent", "mbox": f"mailto:{mail}"},
        "verb": {"id": verb},
        "object": {"id": an_item(item)["xapiActivityId"]},
        "timestamp": at,
    } | more


@dataclass
class TinyPercipio:
    """Serves ``items`` in pages; ``troubles`` make the answers it gives instead, one a request.

    A trouble that makes None lets the request through.
    """

    items: list[dict[str, Any]] = field(default_factory=list)
    page_size: int = 1_000
    troubles: list[Callable[[], Any]] = field(default_factory=list)
    headers: tuple[str, ...] = ("x-paging-request-id", "x-total-count", "link")
    calls: list[dict[str, str]] = field(default_factory=list)
    pages_without_id: bool = False

    async def catalog(self, request: Request) -> Response:
        query = dict(request.query_params)
        self.calls.append(query)
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return JSONResponse({"errors": [{"code": "unauthorized"}]}, 401)
        if self.troubles:
            trouble = self.troubles.pop(0)()
            answer = await trouble if isawaitable(trouble) else trouble
            if answer is not None:
                return answer
        offset = int(query.get("offset", 0))
        if not (self.pages_without_id or "pagingRequestId" in query):
            offset = 0
        size = min(int(query["max"]), self.page_size)
        last = (max(len(self.items), 1) - 1) // size * size
        known = {
            "x-paging-request-id": "11111111-1111-4111-8111-111111111111",
            "x-total-count": str(len(self.items)),
            "link": f"</v2/x?offset={last}&max={size}&pagingRequestId="
            '11111111-1111-4111-8111-111111111111>; page="1"; rel="last"',
        }
        chosen = {name: value for name, value in known.items() if name in self.headers}
        return JSONResponse(self.items[offset : offset + size], headers=chosen)


@dataclass
class TinyLms:
    """Knows users, takes courses and attempts; ``troubles`` as above."""

    users: list[dict[str, Any]] = field(default_factory=list)
    external_ids: list[dict[str, Any]] = field(default_factory=list)
    courses: dict[str, dict[str, Any]] = field(default_factory=dict)
    attempts: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    writes: list[str] = field(default_factory=list)
    troubles: list[Callable[[], Response]] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    operations: list[list[dict[str, Any]]] = field(default_factory=list)
    places: dict[str, set[str]] = field(
        default_factory=lambda: {"catalog": set(), "library": set()}
    )
    ids: Any = field(default_factory=lambda: (f"{number:024x}" for number in count(1)))

    def add_user(self, mail: str, **more: Any) -> str:
        user = {"_id": next(self.ids), "mail": mail, "status": "active", "username": mail} | more
        self.users.append(user)
        return user["_id"]

    async def serve(self, request: Request) -> Response:
        path = request.url.path.removeprefix("/api/v2/")
        if path == "oauth2/token":
            return JSONResponse({"token_type": "Bearer", "access_token": "t", "expires_in": 3600})
        assert request.headers["authorization"] == "Bearer t"
        assert request.headers["360-api-version"] == "v2.0"
        if self.troubles:
            return self.troubles.pop(0)()
        match request.method, path.split("/"):
            case "GET", ["users"]:
                (name,) = set(request.query_params)
                key, values = name.partition("[")[0], request.query_params.getlist(name)
                return JSONResponse([each for each in self.users if each[key] in values])
            case "GET", ["users", user_id]:
                return JSONResponse(next(each for each in self.users if each["_id"] == user_id))
            case "GET", ["external-ids"]:
                return JSONResponse(self.external_ids)
            case "GET", ["courses"]:
                archived = [each for each in self.courses.values() if each["archived"]]
                return JSONResponse([{"_id": each["_id"]} for each in archived])
            case "GET", ["courses", "stats"]:
                query = request.query_params
                wanted = query["courseId[eq]"]
                (external_id,) = (e for e, c in self.courses.items() if c["_id"] == wanted)
                return JSONResponse(self.attempts.get((query["userId[eq]"], external_id), []))
            case "GET", ["groups", _, place, "course-ids"]:
                return JSONResponse(sorted(self.places[place]))
            case "PUT", ["courses", course_id, "archive"]:
                self.writes.append("restore")
                course = next(c for c in self.courses.values() if c["_id"] == course_id)
                course["archived"] = (await request.json())["archived"]
                return JSONResponse(course)
            case "GET", ["bulk", "operations", number]:
                return JSONResponse({"status": "completed", "_id": number})
            case "GET", ["bulk", "operations", number, "results"]:
                return JSONResponse(self.operations[int(number)])
            case method, [*_, last]:
                objects = (await request.json())["input"]
                self.writes.append(f"{method} {last}")
                self.operations.append([self._do(method, last, each) for each in objects])
                location = f"https://elsewhere/operations/{len(self.operations) - 1}"
                return Response(status_code=202, headers={"location": location})
            case _:
                raise AssertionError(f"nobody expected {request.method} {path}")

    def _do(self, method: str, subject: str, given: dict[str, Any]) -> dict[str, Any]:
        if subject == "attempts":
            key = given["userIdentifier"]["value"], given["courseIdentifier"]["value"]
            if len(given["attempts"]) < len(self.attempts.get(key, [])):
                return {"input": given, "status": "error", "errorMessage": "attemptsWouldBeLost"}
            self.attempts[key] = given["attempts"]
            return {"input": given, "status": "success", "resourceId": "x"}
        if subject in self.places:
            self.places[subject].add(given["contentId"])
            return {"input": given, "status": "success", "resourceId": given["groupId"]}
        external_id = given["externalId"]
        if external_id in self.refuses:
            return {"input": given, "status": "error", "errorMessage": "no such thing"}
        if method == "DELETE":
            course = self.courses[external_id]
            course["archived"] = True
        else:
            course = self.courses.get(external_id)
            if course is None:
                course = {"_id": next(self.ids), "archived": False}
                self.courses[external_id] = course
                for place in self.places.values():
                    place.add(course["_id"])
            course["dto"] = given
        return {"input": given, "status": "success", "resourceId": course["_id"]}


class TinyWorld:
    """Both neighbors, the clock, and one connector between them that can be restarted."""

    def __init__(self, store: Path, parts: Rules = DEFAULT_RULES, now: datetime = NOON) -> None:
        self.percipio = TinyPercipio()
        self.lms = TinyLms()
        self.ada = self.lms.add_user("ada@example.com")
        self.now = now
        self.largest_body = LARGEST_BODY_BYTES
        self._store = store
        self._parts = parts
        self._apps = {
            "percipio.test": Starlette(
                routes=[Route("/{path:path}", self.percipio.catalog, methods=["GET"])]
            ),
            "lms.test": Starlette(
                routes=[
                    Route("/{path:path}", self.lms.serve, methods=["GET", "POST", "PUT", "DELETE"])
                ]
            ),
        }
        self.connector: Connector

    def serve_lms(self, serve: Callable[..., Any]) -> None:
        """Let 360Learning answer by this function from now on."""
        methods = ["GET", "POST", "PUT", "DELETE"]
        self._apps["lms.test"] = Starlette(routes=[Route("/{path:path}", serve, methods=methods)])

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        app = self._apps.get(request.url.host)
        if app is None:
            raise httpx.ConnectError("nobody there", request=request)
        return await httpx.ASGITransport(app=app).handle_async_request(request)

    async def aclose(self) -> None:
        """Nothing to close."""

    async def start(self) -> None:
        transport = _Transport(self)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://connector.test")
        self.connector = Connector(
            store=self._store,
            clock=ControlledClock(self.now),
            http=self.http,
            public_url="http://connector.test",
            rules=self._parts,
            largest_body=self.largest_body,
        )
        self.integrations = IntegrationRegistry(self.connector)
        self._apps["connector.test"] = create_app(self.integrations, control=True)
        await self.integrations.start()

    async def stop(self) -> None:
        self._apps.pop("connector.test", None)
        await self.integrations.stop()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def reset(self, **more: Any) -> None:
        message = {
            "lms": {"base_url": "http://lms.test", "client_id": "us", "client_secret": "shh"},
            "integration_id": INTEGRATION,
            "group_id": "c" * 24,
            "connector_admin_id": ADMIN,
            "now": self.now.isoformat().replace("+00:00", "Z"),
            "seed": 7,
        } | more
        answer = await self.http.post("/control/reset", json=message)
        assert answer.status_code == 204, answer.text

    async def set_up(self, **changes: Any) -> httpx.Response:
        message = {
            "organization_id": ORGANIZATION,
            "bearer_token": TOKEN,
            "tenant_url": "http://percipio.test",
        } | changes
        return await self.http.post("/control/setup", json=message)

    async def activate(self, **changes: Any) -> None:
        assert (await self.set_up(**changes)).status_code == 202
        await self.advance_by(minutes=3)
        assert (await self.status())["state"] == "active"

    async def status(self) -> dict[str, Any]:
        return (await self.http.get("/control/status")).json()

    async def last_run(self) -> dict[str, Any]:
        return (await self.status())["last_run"]

    async def run_until_idle(self) -> dict[str, Any]:
        for _ in range(5_000):
            answer = await self.http.get("/control/clock")
            assert answer.status_code == 200, answer.text
            if answer.json()["state"] == "ready":
                return answer.json()
            await asyncio.sleep(0)
        raise AssertionError("the connector does not become idle")

    async def advance_to(self, target: datetime) -> None:
        while True:
            due = (await self.run_until_idle())["next_due"]
            if due is None or datetime.fromisoformat(due) > target:
                break
            await self.move(datetime.fromisoformat(due))
        await self.move(target)
        await self.run_until_idle()

    async def advance_by(self, **span: float) -> None:
        await self.advance_to(self.now + timedelta(**span))

    async def move(self, instant: datetime) -> None:
        self.now = instant
        text = instant.isoformat().replace("+00:00", "Z")
        answer = await self.http.put("/control/clock", json={"now": text})
        assert answer.status_code == 200, answer.text

    async def token(self) -> str:
        webhook = (await self.http.get("/control/webhook")).json()
        form = {"client_id": webhook["client_id"], "client_secret": webhook["client_secret"]}
        answer = await self.http.post("/api/skillsoft/oauth2/token", data=form)
        assert answer.status_code == 200, answer.text
        return answer.json()["access_token"]

    async def send(self, *statements: dict[str, Any]) -> httpx.Response:
        headers = {"authorization": f"Bearer {await self.token()}"}
        body = statements[0] if len(statements) == 1 else list(statements)
        return await self.http.post("/api/skillsoft/statements", json=body, headers=headers)


class _Transport(httpx.AsyncBaseTransport):
    def __init__(self, world: TinyWorld) -> None:
        self._world = world

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._world.handle_async_request(request)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def item() -> Callable[..., dict[str, Any]]:
    """See :func:`an_item`."""
    return an_item


@pytest.fixture
def statement() -> Callable[..., dict[str, Any]]:
    """See :func:`a_statement`."""
    return a_statement


@pytest.fixture
def tiny_world(tmp_path: Path) -> Any:
    """A tiny world, reset and open while it is entered."""

    @asynccontextmanager
    async def tiny_world(parts: Rules = DEFAULT_RULES, **reset: Any) -> Any:
        world = TinyWorld(tmp_path / "connector.sqlite", parts)
        await world.start()
        try:
            await world.reset(**reset)
            yield world
        finally:
            await world.stop()

    return tiny_world
