"""The token endpoint and the statement endpoint, as a sender meets them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from reference_impl.app.app import create_app

pytestmark = pytest.mark.anyio

TOKEN_PATH = "/api/skillsoft/oauth2/token"
STATEMENTS = "/api/skillsoft/statements"
Make = Callable[..., dict[str, Any]]


async def credentials(world: Any) -> dict[str, str]:
    webhook = (await world.http.get("/control/webhook")).json()
    assert webhook["token_endpoint"] == "http://connector.test" + TOKEN_PATH
    assert webhook["statement_url"] == "http://connector.test/api/skillsoft"
    return {name: webhook[name] for name in ("client_id", "client_secret")}


@pytest.mark.parametrize("grant", [{}, {"grant_type": "client_credentials"}])
@pytest.mark.parametrize("form", ["data", "json"])
async def test_credentials_become_a_token(tiny_world: Any, form: str, grant: Any) -> None:
    async with tiny_world() as world:
        answer = await world.http.post(TOKEN_PATH, **{form: await credentials(world) | grant})
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert answer.json()["token_type"] == "Bearer"
        assert answer.json()["expires_in"] == 3600


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"client_id": "nobody"}, 401, "invalid_client"),
        ({"client_secret": "é"}, 401, "invalid_client"),
        ({"client_secret": ""}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
async def test_wrong_token_requests_are_refused(
    tiny_world: Any, change: Any, status: int, error: str
) -> None:
    async with tiny_world() as world:
        answer = await world.http.post(TOKEN_PATH, data=await credentials(world) | change)
        assert (answer.status_code, answer.json()["error"]) == (status, error)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'{"client_id": 1}', "application/json"),
        (b"client_id=a&client_id=b&client_secret=c", "application/x-www-form-urlencoded"),
        (b"a=b", "text/plain"),
    ],
)
async def test_unreadable_token_requests_are_refused(
    tiny_world: Any, body: bytes, content_type: str
) -> None:
    async with tiny_world() as world:
        headers = {"content-type": content_type}
        answer = await world.http.post(TOKEN_PATH, content=body, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_without_an_integration_no_credentials_are_right(tiny_world: Any) -> None:
    async with tiny_world() as world:
        known = await credentials(world)
        token = await world.token()
        world.connector.integration = None
        assert (await world.http.post(TOKEN_PATH, data=known)).status_code == 401
        headers = {"authorization": f"Bearer {token}"}
        answer = await world.http.post(STATEMENTS, json={}, headers=headers)
        assert answer.status_code == 401


@pytest.mark.parametrize(
    "authorization", [None, "Bearer", "Bearer nonsense", "Basic dXM6c2ho", "nonsense"]
)
async def test_no_token_nothing_recorded(
    tiny_world: Any, statement: Make, authorization: str | None
) -> None:
    async with tiny_world() as world:
        headers = {} if authorization is None else {"authorization": authorization}
        answer = await world.http.post(STATEMENTS, json=statement(1), headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert (await world.status())["queue_depth"] == 0


@pytest.mark.parametrize("path", [STATEMENTS, "/api/skillsoft"])
async def test_the_webhook_takes_posts_only(tiny_world: Any, path: str) -> None:
    async with tiny_world() as world:
        headers = {"authorization": f"Bearer {await world.token()}"}
        assert (await world.http.get(path, headers=headers)).status_code == 405
        assert (await world.http.post(f"{path}/", headers=headers)).status_code != 200


async def test_a_token_ends_and_outlives_a_restart(tiny_world: Any, statement: Make) -> None:
    async with tiny_world() as world:
        headers = {"authorization": f"Bearer {await world.token()}"}
        await world.advance_by(minutes=59)
        await world.restart()
        for path in (STATEMENTS, "/api/skillsoft"):
            answer = await world.http.post(path, json=statement(1), headers=headers)
            assert answer.status_code == 200
        await world.advance_by(minutes=1)
        answer = await world.http.post(STATEMENTS, json=statement(2), headers=headers)
        assert answer.status_code == 401
        await world.token()  # and forgets the one that has ended


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"NaN", "JSON"),
        (b'"a statement"', "neither"),
        (b"[" * 2_000, "JSON"),
        (b"[1]", "xAPI"),
        (b"{}", "xAPI"),
    ],
)
async def test_what_is_no_statement_is_refused(tiny_world: Any, body: bytes, word: str) -> None:
    async with tiny_world() as world:
        headers = {
            "authorization": f"Bearer {await world.token()}",
            "content-type": "application/json",
        }
        answer = await world.http.post(STATEMENTS, content=body, headers=headers)
        assert answer.status_code == 400
        assert word in answer.json()["error"]["message"]


def deep(levels: int) -> dict[str, Any]:
    nest: dict[str, Any] = {}
    for _ in range(levels):
        nest = {"a": nest}
    return nest


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"actor": {}}, "/actor"),
        ({"actor": {"mbox": "ada@example.com"}}, "/actor/mbox"),
        ({"verb": {}}, "/verb"),
        ({"verb": None}, "/verb"),
        ({"object": {}}, "/object"),
        ({"object": {"id": "no iri"}}, "/object/id"),
        ({"id": "1"}, "/id"),
        ({"timestamp": "yesterday"}, "/timestamp"),
        ({"timestamp": "2026-02-30T10:00:00Z"}, "/timestamp"),
        ({"timestamp": "0001-01-01T00:00:00+10:00"}, "/timestamp"),
        ({"result": {"score": {"raw": "91"}}}, "/result/score/raw"),
        ({"result": {"duration": "10 minutes"}}, "/result/duration"),
        ({"context": {"registration": "r"}}, "/context/registration"),
        ({"context": {"extensions": {"http://e.x/1": deep(300)}}}, "/"),
        ({"unheard": "of"}, "/"),
    ],
)
async def test_a_bad_statement_is_named_and_the_good_one_is_recorded(
    tiny_world: Any, statement: Make, change: Any, where: str
) -> None:
    async with tiny_world() as world:
        answer = await world.send(statement(1) | change, statement(2))
        assert answer.status_code == 400
        error = answer.json()["error"]
        (problem,) = error["problems"]
        assert problem["index"] == 0
        assert problem["message"].startswith(where)
        assert error["recorded"] == [statement(2)["id"]]


async def test_a_statement_without_an_id_gets_one(tiny_world: Any, statement: Make) -> None:
    async with tiny_world() as world:
        nameless = statement(1)
        del nameless["id"]
        (given,) = (await world.send(nameless)).json()
        assert len(given) == 36


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "text/plain"},
        {"content-type": ""},
        {"content-type": "application/x-www-form-urlencoded"},
        {"x-experience-api-version": "0.95"},
        {"x-experience-api-version": "1.1.0"},
        {"x-experience-api-version": "1.0.x"},
    ],
)
async def test_wrong_headers_are_refused(tiny_world: Any, statement: Make, headers: Any) -> None:
    async with tiny_world() as world:
        sent = {
            "authorization": f"Bearer {await world.token()}",
            "content-type": "application/json",
        }
        body = orjson.dumps(statement(1))
        answer = await world.http.post(STATEMENTS, content=body, headers=sent | headers)
        assert answer.status_code == 400
        assert (await world.status())["queue_depth"] == 0


async def test_a_huge_body_is_refused(tiny_world: Any) -> None:
    async with tiny_world() as world:
        headers = {
            "authorization": f"Bearer {await world.token()}",
            "content-type": "application/json",
        }
        body = b" " * (10 * 1024 * 1024 + 1)
        answer = await world.http.post(STATEMENTS, content=body, headers=headers)
        assert answer.status_code == 413


@pytest.mark.parametrize("version", ["1.0", "1.0.0", "1.0.3", "1.0.99"])
async def test_all_of_version_1_0_is_understood(
    tiny_world: Any, statement: Make, version: str
) -> None:
    async with tiny_world() as world:
        headers = {
            "authorization": f"Bearer {await world.token()}",
            "x-experience-api-version": version,
        }
        answer = await world.http.post(STATEMENTS, json=statement(1), headers=headers)
        assert (answer.status_code, answer.headers["x-experience-api-version"]) == (200, "1.0.3")


async def test_a_connector_can_take_smaller_bodies_only(tiny_world: Any, statement: Make) -> None:
    async with tiny_world() as world:
        world.largest_body = 100
        await world.restart()
        answer = await world.send(statement(1))
        assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")


async def test_too_many_statements_at_once_are_refused(tiny_world: Any) -> None:
    async with tiny_world() as world:
        headers = {"authorization": f"Bearer {await world.token()}"}
        answer = await world.http.post(STATEMENTS, json=[1] * 10_001, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_many_statements")
        answer = await world.http.post(STATEMENTS, json=[1] * 10_000, headers=headers)
        assert answer.status_code == 400
        assert len(answer.json()["error"]["problems"]) == 100
        assert answer.json()["error"]["message"].startswith("10000 statements do not follow")


async def test_a_sender_that_goes_away_leaves_nothing(tiny_world: Any) -> None:
    async with tiny_world() as world:
        said = [
            {"type": "http.request", "body": b"{", "more_body": True},
            {"type": "http.disconnect"},
        ]
        sent: list[Any] = []

        async def receive() -> Any:
            return said.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        headers = {
            "authorization": f"Bearer {await world.token()}",
            "content-type": "application/json",
        }
        await create_app(world.integrations)(
            {
                "type": "http",
                "method": "POST",
                "path": STATEMENTS,
                "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
                "query_string": b"",
            },
            receive,
            send,
        )
        assert sent[0]["status"] == 400
        assert (await world.status())["queue_depth"] == 0


MIXED = 'multipart/mixed; boundary="a b"'


def parts(*content: bytes, end: bytes = b"--") -> bytes:
    return b"".join(b"\r\n--a b\r\n" + each for each in content) + b"\r\n--a b" + end


def json_part(content: Any) -> bytes:
    return b"Content-Type: application/json\r\n\r\n" + orjson.dumps(content)


ATTACHMENT = b"Content-Type: text/plain\r\nX-Experience-API-Hash: 495395\r\n\r\nwords"


@pytest.mark.parametrize("lines", [b"\r\n", b"\n"])
@pytest.mark.parametrize("attachments", [[], [ATTACHMENT], [ATTACHMENT, ATTACHMENT]])
async def test_statements_may_come_in_the_first_of_several_parts(
    tiny_world: Any, statement: Make, attachments: list[bytes], lines: bytes
) -> None:
    async with tiny_world() as world:
        body = parts(json_part([statement(1), statement(2)]), *attachments)
        headers = {"authorization": f"Bearer {await world.token()}", "content-type": MIXED}
        answer = await world.http.post(
            STATEMENTS, content=b"preamble" + body.replace(b"\r\n", lines), headers=headers
        )
        assert (answer.status_code, answer.json()) == (
            200,
            [statement(1)["id"], statement(2)["id"]],
        )


@pytest.mark.parametrize(
    ("content_type", "body", "words"),
    [
        ("multipart/mixed", parts(json_part({})), "names no boundary"),
        (MIXED, b"", "not in the body"),
        (MIXED, b"--a bc\r\n", "not in the body"),
        (MIXED, parts(json_part({}), end=b""), "cut off"),
        (MIXED, b"--a b--", "cut off"),
        (MIXED, parts(b"Content-Type: application/json\r\n{}"), "no blank line"),
        (MIXED, parts(b"\r\n\r\n{}"), "of no type"),
        (MIXED, parts(b"Content-Type: text/xml\r\n\r\n{}"), "text/xml"),
        (MIXED, parts(json_part({}), json_part({})), "Part 2 has no X-Experience-API-Hash"),
        (MIXED, parts(b"Content-Type: application/json\r\n\r\n{"), "not JSON"),
        ("multipart/form-data; boundary=a", parts(json_part({})), "multipart/form-data"),
    ],
)
async def test_bodies_in_wrong_parts_are_refused(
    tiny_world: Any, content_type: str, body: bytes, words: str
) -> None:
    async with tiny_world() as world:
        headers = {"authorization": f"Bearer {await world.token()}", "content-type": content_type}
        answer = await world.http.post(STATEMENTS, content=body, headers=headers)
        assert answer.status_code == 400
        assert words in answer.json()["error"]["message"]
        assert (await world.status())["queue_depth"] == 0


async def test_a_token_request_that_is_too_large_is_refused(tiny_world: Any) -> None:
    async with tiny_world() as world:
        known = await credentials(world) | {"more": "x" * 70_000}
        answer = await world.http.post(TOKEN_PATH, data=known)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
