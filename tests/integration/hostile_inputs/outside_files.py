"""Files that no run has written, and the check that a command refuses one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from percipio_conformance.cli.main import main

ROOT = Path(__file__).parents[3]
GOOD_BASELINE = "known:\n  - {clause: C089, reason: r, owner: o, expires: 2999-12-31}\n"

Make = Callable[[Path], None]


def text(content: str) -> Make:
    return lambda path: void(path.write_bytes(content.encode("utf-8", "surrogatepass")))


def binary(content: bytes) -> Make:
    return lambda path: void(path.write_bytes(content))


def void(_: object) -> None:
    return None


def huge(path: Path) -> None:
    """Two hundred megabytes on one line, most of them on no disk."""
    with path.open("wb") as file:
        file.write(b'{"event":"')
        file.truncate(200 * 1024 * 1024)


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(words) == 2
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert said.err.startswith(f"percipio-conformance {words[0]}")
    assert len(said.err) < 2_000
    return said.err
