"""The connector as a program: its options, its words, its exit codes."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from reference_impl.app.options import read_options

GIVEN = {
    "CONNECTOR_LMS_URL": "http://127.0.0.1:9",
    "CONNECTOR_LMS_CLIENT_ID": "us",
    "CONNECTOR_LMS_CLIENT_SECRET": "shh-lms",
    "CONNECTOR_INTEGRATION_ID": "a" * 24,
    "CONNECTOR_GROUP_ID": "b" * 24,
    "CONNECTOR_CONNECTOR_ADMIN_ID": "c" * 24,
    "CONNECTOR_ORGANIZATION_ID": "o",
    "CONNECTOR_TENANT_URL": "http://percipio.test",
    "CONNECTOR_BEARER_TOKEN": "shh-percipio",
}


def test_the_environment_is_enough_and_options_win(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from a file\n")
    options = read_options(
        ["--tenant-url", "http://x", "--bearer-token-file", str(secret), "-r", "A-STATUS=archive"],
        GIVEN,
    )
    assert options.customer is not None
    assert options.customer.parameters.tenant_url == "http://x"
    assert options.customer.parameters.bearer_token == "from a file"
    assert options.customer.world.lms.client_id == "us"
    assert options.database == "connector.sqlite"
    assert options.largest_body == 10 * 1024 * 1024
    assert "shh" not in repr(options)


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        ([], {}, "lacks --lms-url"),
        ([], {**GIVEN, "CONNECTOR_BEARER_TOKEN": " "}, "lacks --bearer-token-file"),
        (["--bearer-token-file", "/nowhere"], GIVEN, "cannot be read"),
        (["--reading", "A-DST"], GIVEN, "SWITCH=READING"),
        (["--reading", "A-DST=noon"], GIVEN, "does not know"),
        (["--control", "--run-now"], {}, "nothing to run"),
        (["--bearer-token", "shh"], GIVEN, "unrecognized"),
        (["--control", "--largest-body", "0"], {}, "no number of MiB"),
        (["--control", "--largest-body", "ten"], {}, "no number of MiB"),
    ],
)
def test_missing_and_wrong_options_are_explained(
    arguments: list[str],
    environment: dict[str, str],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as caught:
        read_options(arguments, environment)
    assert caught.value.code == 2
    assert words in capsys.readouterr().err


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "reference_impl", *arguments]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_listens_and_stops_cleanly(tmp_path: Path, how: signal.Signals) -> None:
    database = str(tmp_path / "c.sqlite")
    process = subprocess.Popen(
        command("--control", "--port", "0", "--database", database),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    words, _, url = process.stdout.readline().strip().rpartition(" ")
    assert words == "listening on"
    with httpx.Client(trust_env=False) as client:
        assert client.get(f"{url}/control/status").json()["state"] == "absent"
        assert client.post(f"{url}/api/skillsoft/statements", json={}).status_code == 401
    process.send_signal(how)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (0, "", "")


def test_without_control_there_is_no_control(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("--port", "0", "--database", str(tmp_path / "c.sqlite")),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=GIVEN,
    )
    assert process.stdout is not None
    url = process.stdout.readline().split()[-1]
    with httpx.Client(trust_env=False) as client:
        assert client.get(f"{url}/control/status").status_code == 404
    process.terminate()
    _, err = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "shh" not in err


def test_show_webhook_prints_what_to_type_and_the_same_each_time(tmp_path: Path) -> None:
    show = command(
        *("--show-webhook", "--database", str(tmp_path / "c.sqlite")),
        *("--public-url", "https://connector.example.com/"),
    )
    first, second = (
        subprocess.run(show, capture_output=True, text=True, env=GIVEN, check=True).stdout
        for _ in range(2)
    )
    assert first == second
    assert "https://connector.example.com/api/skillsoft/oauth2/token" in first


def test_a_taken_port_and_a_bad_database_are_explained(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = subprocess.run(
            command("--control", "--port", port, "--database", ":memory:"),
            capture_output=True,
            text=True,
        )
    assert (result.returncode, result.stdout) == (2, "")
    assert "cannot listen" in result.stderr
    bad = tmp_path / "bad.sqlite"
    bad.write_text("this is no database, and long enough to be sure of that")
    result = subprocess.run(
        command("--control", "--port", "0", "--database", str(bad)), capture_output=True, text=True
    )
    assert result.returncode == 2
    assert "--database" in result.stderr
    assert "Traceback" not in result.stderr
