"""``generate statements`` as a person meets it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from fake_percipio.generator.faults import FAULTS
from percipio_conformance import schemas
from percipio_conformance.cli.main import main
from percipio_conformance.network.server import SocketServer

GENERATE = [sys.executable, "-m", "percipio_conformance", "generate", "statements"]
SOME = ("--learners", "5", "--days", "10", "--seed", "3")


def generate(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*GENERATE, *arguments], capture_output=True, cwd=cwd, check=False)


def test_statements_come_one_a_line_and_the_same_twice() -> None:
    once, again = generate(*SOME), generate(*SOME)
    assert once.returncode == 0
    assert once.stdout == again.stdout
    lines = once.stdout.splitlines()
    for line in lines:
        assert schemas.problems("xapi/statement", json.loads(line)) == []
    assert once.stderr.decode().startswith(f"{len(lines):,} statements")


def test_they_can_be_written_into_a_file(tmp_path: Path) -> None:
    done = generate(*SOME, "--out", "said.ndjson", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "said.ndjson").read_bytes() == generate(*SOME).stdout


def test_accounts_other_items_and_faults(tmp_path: Path) -> None:
    items = [
        {
            "id": "11111111-1111-4111-8111-111111111111",
            "xapiActivityId": "https://xapi.percipio.com/xapi/book/7",
            "xapiActivityTypeId": "https://xapi.percipio.com/xapi/activity-type/book",
            "contentType": {"percipioType": "BOOK"},
            "localeCodes": ["en-US"],
            "localizedMetadata": [{"localeCode": "en-US", "title": "A Book"}],
            "associations": {"parent": None},
        }
    ]
    (tmp_path / "items.json").write_text(json.dumps(items))
    done = generate(
        *(*SOME, "--actor", "account", "--items", "items.json", "--first-day", "2027-03-01"),
        *("--faults", "unknown-activity=0", "--faults", "missing-verb=0.3"),
        cwd=tmp_path,
    )
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert {each["object"]["id"] for each in said} == {items[0]["xapiActivityId"]}
    assert all("account" in each["actor"] for each in said)
    assert min(each["timestamp"] for each in said).startswith("2027-03-0")
    assert 0 < sum("verb" not in each for each in said) < len(said)
    assert b"missing-verb" in done.stderr


def test_a_reader_that_has_enough_is_no_error() -> None:
    command = " ".join(f"'{each}'" for each in [*GENERATE, "--learners", "500", "--days", "60"])
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -n 1; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


def test_the_help_tells_every_kind_of_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert in_process("--help") == 0
    text = capsys.readouterr().out
    assert all(kind in text and fault.meaning in text for kind, fault in FAULTS.items())
    assert "exit codes" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--days", "1"), "--learners"),
        (("--learners", "-1", "--days", "1"), "'-1' is not a whole number of 0 or more"),
        ((*SOME, "--faults", "late"), "is not KIND=RATE, such as duplicate=0.02"),
        ((*SOME, "--faults", "gremlins=0.1"), "no fault is called 'gremlins'; there are:"),
        ((*SOME, "--faults", "null=2"), "from 0 to 1"),
        ((*SOME, "--faults", "null=nan"), "from 0 to 1"),
        ((*SOME, "--first-day", "soon"), "is not a day, such as"),
        ((*SOME, "--items", "nowhere.json"), "nowhere.json does not exist"),
        ((*SOME, "--out", "no/where"), "cannot be written"),
        ((*SOME, "--post", "http://x.test"), "--token-endpoint, --client-id and"),
        ((*SOME, "--batch", "0"), "'0' is not a whole number of 1 or more"),
    ],
)
def test_wrong_uses(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert in_process(*arguments) == 2
    out, err = capsys.readouterr()
    assert words in err
    assert out == ""


def in_process(*arguments: str) -> int:
    return main(["generate", "statements", *arguments])


class Webhook:
    """An endpoint that accepts the right secret and every JSON body."""

    def __init__(self) -> None:
        self.taken = 0

    async def token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        if form["client_secret"] != "very-secret":
            return JSONResponse({"error": "invalid_client"}, 401)
        return JSONResponse({"access_token": "token-1", "expires_in": 60})

    async def statements(self, request: Request) -> Response:
        body = await request.body()
        try:
            said = json.loads(body)
        except ValueError:
            return JSONResponse({"error": {"message": "This is not JSON."}}, 400)
        self.taken += len(said) if isinstance(said, list) else 1
        return JSONResponse([])


def deliver(
    tmp_path: Path, webhook: Webhook, *arguments: str, secret: str | None = None
) -> tuple[int, str, str]:
    (tmp_path / "secret").write_text("very-secret\n" if secret is None else secret)

    async def all_of_it() -> tuple[int, str, str]:
        routes = [
            Route("/token", webhook.token, methods=["POST"]),
            Route("/api/skillsoft/statements", webhook.statements, methods=["POST"]),
        ]
        server = SocketServer(Starlette(routes=routes), 0)
        await server.open()
        command = [*GENERATE, *SOME, *arguments, "--post", f"{server.url}/api/skillsoft"]
        command += ["--token-endpoint", f"{server.url}/token", "--client-id", "us"]
        process = await asyncio.create_subprocess_exec(
            *(*command, "--client-secret-file", str(tmp_path / "secret")),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        await server.close()
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()

    return asyncio.run(all_of_it())


def test_statements_are_delivered_and_the_answers_counted(tmp_path: Path) -> None:
    webhook = Webhook()
    code, out, err = deliver(tmp_path, webhook, "--faults", "cut-off=0.1", "--batch", "10")
    assert (code, err) == (0, "")
    assert f"acknowledged {webhook.taken}, refused" in out
    assert "400  cut-off" in out
    assert "for example: This is not JSON." in out


def test_a_webhook_that_takes_anything_is_found_out(tmp_path: Path) -> None:
    code, out, _ = deliver(tmp_path, Webhook(), "--faults", "missing-actor=0.2")
    assert code == 1
    assert "unexpected:" in out
    assert "times an invalid statement was acknowledged" in out


@pytest.mark.parametrize("what", ["secret", "secret file", "out"])
def test_deliveries_that_cannot_begin(tmp_path: Path, what: str) -> None:
    webhook = Webhook()
    match what:
        case "secret":
            code, out, err = deliver(tmp_path, webhook, secret="wrong")
            assert (code, out) == (1, "")
            assert "token endpoint: answered 401" in err
            assert "wrong" not in err
        case "secret file":
            code, _, err = deliver(tmp_path, webhook, secret="")
            assert code == 2
            assert "client_secret missing or empty" in err
        case _:
            code, _, err = deliver(tmp_path, webhook, "--out", "x")
            assert code == 2
            assert "choose one" in err
    assert webhook.taken == 0
