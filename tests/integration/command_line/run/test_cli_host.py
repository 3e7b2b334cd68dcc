"""A host or a port that cannot be used is a mistake of the user, found out before anything runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from percipio_conformance.network.listen_address import HostError, check_host

FOREIGN = "192.0.2.1"
"""An address of no machine: kept for documentation (RFC 5737)."""

UNKNOWN = "no-such-host.invalid"
"""A name that is reserved for tests (RFC 2606)."""


@pytest.mark.parametrize(
    "command",
    [
        ("run", "--clause", "C018"),
        ("run", "--clause", "C018", "-n", "2"),
        ("smoke",),
        ("explore", "--examples", "1"),
        ("serve", "--items", "1"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(
    ("host", "words"),
    [
        (UNKNOWN, f"the name '{UNKNOWN}' cannot be resolved"),
        (FOREIGN, f"--host {FOREIGN} cannot be listened at"),
        ("http://here", "neither an address nor the name of a host"),
    ],
    ids=["unknown name", "address of another", "no name"],
)
def test_a_host_that_cannot_be_used(
    tmp_path: Path, command: tuple[str, ...], host: str, words: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "percipio_conformance", *command, "--host", host],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_what_can_be_used() -> None:
    for host in ("127.0.0.1", "localhost", "host.docker.internal"):
        check_host(host)
    check_host(UNKNOWN, known_elsewhere=True)


@pytest.mark.parametrize("host", ["", "a b", "999.1.1.1", UNKNOWN])
def test_what_cannot(host: str) -> None:
    with pytest.raises(HostError):
        check_host(host)
