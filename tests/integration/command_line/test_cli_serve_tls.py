"""The served world over https, and at another name than the loopback address."""

from __future__ import annotations

import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

SERVE = [sys.executable, "-m", "percipio_conformance", "serve", "--items", "3"]


@contextmanager
def served(folder: Path, *options: str) -> Iterator[dict[str, str]]:
    """The output of a served world: the last word of each line by the first."""
    process = subprocess.Popen([*SERVE, *options], stdout=subprocess.PIPE, text=True, cwd=folder)
    assert process.stdout is not None
    printed: dict[str, str] = {}
    try:
        for line in process.stdout:
            if "Ctrl-C" in line:
                break
            if line.strip() and not line.startswith(" "):
                printed[line.split()[0]] = line.split()[-1]
        yield printed
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def test_everything_of_the_world_is_https_for_whoever_trusts_its_authority(tmp_path: Path) -> None:
    with served(tmp_path, "--tls") as printed:
        trusting = ssl.create_default_context(cafile=printed["Authority"])
        with httpx.Client(verify=trusting, trust_env=False, timeout=60) as client:
            for place in ("Percipio", "360Learning", "World"):
                assert printed[place].startswith("https://127.0.0.1:")
                assert client.get(printed[place] + "/clock").status_code < 500
            # The connector has read the catalog over https, or the world would not be ready.
            assert client.get(printed["World"] + "/status").json()["state"] == "active"
        with (
            httpx.Client(trust_env=False, timeout=60) as stranger,
            pytest.raises(httpx.ConnectError, match="certificate verify failed"),
        ):
            stranger.get(printed["World"] + "/clock")
    assert not Path(printed["Authority"]).exists()


def test_it_answers_under_the_name_it_is_given(tmp_path: Path) -> None:
    with (
        served(tmp_path, "--host", "localhost") as printed,
        httpx.Client(trust_env=False, timeout=60) as client,
    ):
        assert printed["World"].startswith("http://localhost:")
        assert client.get(printed["World"] + "/status").json()["state"] == "active"


def test_an_address_of_another_machine_is_a_wrong_use(tmp_path: Path) -> None:
    done = subprocess.run(
        [*SERVE, "--host", "192.0.2.7"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--host 192.0.2.7 cannot be listened at" in done.stderr
