"""A file of no use for any command ends with exit code 2 and a clear line; nothing is changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from outside_files import GOOD_BASELINE, Make, binary, huge, refused, text

from percipio_conformance.cli.main import main
from percipio_conformance.files import reading

DEEP = 100_000


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def unreadable(path: Path) -> None:
    """A file that the system refuses to read, also to root."""
    path.symlink_to("/proc/self/mem")


ANY_FILE: dict[str, tuple[Make, str]] = {
    "empty": (text(""), ""),
    "binary": (binary(bytes(range(256)) * 4), ""),
    "utf-16": (binary("known: []".encode("utf-16")), ""),
    "half of UTF-8": (binary(b'{"a": "\xc3'), ""),
    "zeros": (binary(b"\0" * 100), ""),
    "folder": (Path.mkdir, "is a folder and not a file"),
    "pipe": (os.mkfifo, "is a pipe and not a file"),
    "loop of links": (loop, ""),
    "device": (lambda path: path.symlink_to("/dev/zero"), "is a device and not a file"),
    "unreadable": (unreadable, "cannot be read"),
    "200 MB": (huge, "too large"),
    "deep lists": (text("[" * DEEP), ""),
    "deep closed lists": (text("[" * DEEP + "]" * DEEP), ""),
    "deep objects": (text('{"a":' * DEEP), ""),
    "only a number": (text("9" * 5_000), ""),
    "superscript": (text("²"), ""),
    "not a number": (text("NaN"), ""),
    "web page": (text("<!doctype html><title>Not found</title>"), ""),
}


if not Path("/proc/self/mem").exists():
    # Only Linux has a file that exists and cannot be read.
    del ANY_FILE["unreadable"]


READERS: dict[str, tuple[str, list[str]]] = {
    "compare": ("bad/events.ndjson", ["compare", "good", "bad"]),
    "compare a file": ("bad", ["compare", "bad", "good"]),
    "report": ("bad/events.ndjson", ["report", "bad", "--out", "again"]),
    "report.json beside": ("bad/report.json", ["compare", "good", "bad"]),
    "merge": ("bad/events.ndjson", ["merge", "bad", "--report", "whole"]),
    "update from": ("bad/events.ndjson", ["baseline", "update", "--report", "bad", "new.yaml"]),
    "update": ("known.yaml", ["baseline", "update", "--report", "good", "known.yaml"]),
    "replay": ("bad/report.json", ["replay", "x", "--report", "bad"]),
    "kill matrix": ("m.json", ["report", "good", "--out", "again", "--kill-matrix", "m.json"]),
    "sequence": ("h.json", ["explore", "--replay", "h.json"]),
    "profile": ("own.yaml", ["smoke", "--profile", "own.yaml"]),
    "recorded profile": ("own.json", ["smoke", "--profile", "own.json"]),
    "catalog": ("items.json", ["serve", "--catalog", "items.json"]),
    "items": (
        "items.json",
        ["generate", "statements", "--learners", "1", "--days", "1", "--items", "items.json"],
    ),
}


def put(here: Path, file: str, make: Make) -> Path:
    path = here / file
    path.parent.mkdir(exist_ok=True)
    if path.name == "report.json" and file == "bad/report.json":
        shutil.copy(here / "good" / "events.ndjson", path.parent)
    make(path)
    return path


@pytest.mark.parametrize("kind", ANY_FILE)
@pytest.mark.parametrize("reader", READERS)
def test_a_wrong_file_is_refused(
    kind: str, reader: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, why = ANY_FILE[kind]
    file, words = READERS[reader]
    if kind == "folder" and reader == "compare a file":
        why = "does not exist"
    no_files = ("folder", "pipe", "device", "loop of links")
    if reader in ("profile", "recorded profile") and kind in no_files:
        why = "There is no profile"
    if reader in ("catalog", "items") and kind == "200 MB":
        # A whole site has as much; it is read, and is not JSON.
        why = "is not JSON"
    path = put(here, file, make)
    before = sorted(here.rglob("*"))
    message = refused(words, capsys)
    assert why in message
    assert path.name in message or path.parent.name in message
    assert sorted(here.rglob("*")) == before


def test_a_byte_order_mark_is_meant_well(here: Path) -> None:
    mark = "\ufeff"
    for name in ("events.ndjson", "report.json"):
        path = here / "good" / name
        path.write_text(mark + path.read_text("utf-8"), encoding="utf-8")
    assert main(["compare", "good", "good"]) == 0
    (here / "known.yaml").write_text(mark + GOOD_BASELINE, encoding="utf-8")
    assert main(["baseline", "update", "--report", "good", "known.yaml"]) == 0


def test_no_permission_is_said(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def locked(path: Any, *more: Any, **named: Any) -> int:
        if str(path).endswith("events.ndjson"):
            raise PermissionError(13, "Permission denied")
        return real(path, *more, **named)

    monkeypatch.setattr(reading.os, "open", locked)
    assert "cannot be read: Permission denied" in refused(["compare", "good", "good"], capsys)
