"""Baselines, profiles, catalogs and features that hold anything else than they should."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from outside_files import GOOD_BASELINE, Make, binary, huge, refused, text
from program import program

from percipio_conformance.cli.main import main

DEEP = 100_000
ITEM = '{"id": "a", "localizedMetadata": [{"title": "x"}]}'


LAUGHS = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{number}: &a{number} [{','.join([f'*a{number - 1}'] * 10)}]\n" for number in range(1, 12)
)
DOCUMENTS: dict[str, tuple[str, str]] = {
    "billion laughs": (LAUGHS, "its aliases make more than 100,000 values of it"),
    "a knot": ("known: &a [*a]\n", "its aliases make more than"),
    "a program": ("known: !!python/object/apply:os.system [touch it_ran]\n", "tag"),
    "a module": ("known: !!python/module:theirs\n", "tag"),
    "bytes": ("known: !!binary aGk=\n", "is not of type"),
    "a set": ("known: !!set {a, b}\n", "is not of type"),
    "a key twice": ("known: []\nknown: []\n", "'known' is given a second time"),
    "two documents": ("known: []\n---\nknown: []\n", "another document"),
    "keys that are not text": ("1: 2\nnull: 3\n.nan: 4\n", "/: "),
    "a list as key": ("? [a]\n: b\n", "unhashable key"),
    "an alias of nothing": ("known: *a\n", "undefined alias"),
    "deep block": ("- " * DEEP, "levels deep"),
    "deep map": ("{a: " * DEEP, "levels deep"),
    "5,000 digits": ("known: " + "9" * 5_000, "4300 digits"),
    "a control character": ("known: \x1b[2J\n", ".yaml is not YAML"),
    "forged lines": ('"a\\nThe baseline is fine.\\n": 1\n', "'a\\nThe baseline is fine."),
    "a long value": ("known: " + "x" * 900_000, "is not of type"),
    "no day": (GOOD_BASELINE.replace("2999-12-31", "2999-12-3²"), "is not a day"),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_yaml_document_of_another_make_is_refused(
    kind: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, why = DOCUMENTS[kind]
    (here / "known.yaml").write_text(content, encoding="utf-8")
    (here / "theirs.py").write_text("open('it_ran', 'w')")
    assert why in refused(["baseline", "update", "--report", "good", "known.yaml"], capsys)
    assert (here / "known.yaml").read_text(encoding="utf-8") == content
    assert not (here / "it_ran").exists()
    (here / "own.yaml").write_text(content, encoding="utf-8")
    message = refused(["smoke", "--profile", "own.yaml"], capsys)
    assert "The profile own.yaml cannot be used:" in message


CATALOGS = {
    "an object": ('{"a": 1}', "holds an object"),
    "no id": ("[{}]", "has no id"),
    "one id twice": (f"[{ITEM},{ITEM}]", "has the id a of item 1"),
    "cut off": (f"[{ITEM},", "is not JSON"),
    "deep item": ('[{"id": "a", "x": ' + "[" * 500 + "]" * 500 + "}]", "levels deep"),
    "5,000 digits": ('[{"id": "a", "x": ' + "9" * 5_000 + "}]", "is not JSON"),
    "no number": ('[{"id": "a", "x": NaN}]', "is not JSON"),
    "half a character": ('[{"id": "\\ud83d"}]', "is not JSON"),
    "forged lines": (
        '[{"id": "", "localizedMetadata": [{"title": "a\\nserving"}]}]',
        '"a\\nserving"',
    ),
}


@pytest.mark.parametrize("kind", CATALOGS)
def test_a_catalog_of_another_make_is_refused(
    kind: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, why = CATALOGS[kind]
    (here / "items.json").write_text(content)
    assert why in refused(["serve", "--catalog", "items.json"], capsys)


FEATURES: dict[str, tuple[Make, str]] = {
    "pipe": (os.mkfifo, "is a pipe and not a file"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "is a device and not a file"),
    "200 MB": (huge, "is too large"),
    "a link to nothing": (lambda path: path.symlink_to("nothing"), "does not exist"),
    "binary": (binary(bytes(range(256)) * 4), "not text in UTF-8"),
    "one long line": (text("a" * 3_000_000), "this is not Gherkin: aaa"),
    "an open docstring": (
        text('Feature: x\n  Scenario: y\n    Given it is now\n      """\n'),
        "unexpected end of file",
    ),
}


@pytest.mark.parametrize("kind", FEATURES)
def test_a_feature_that_is_none_is_refused(kind: str, here: Path) -> None:
    make, why = FEATURES[kind]
    (here / "own").mkdir()
    make(here / "own" / "x.feature")
    done = program(here, "run", "own", "--report", "out")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "own/x.feature:" in done.stderr
    assert why in done.stderr
    assert len(done.stderr) < 2_000
    report = json.loads((here / "out" / "report.json").read_text("utf-8"))
    assert (report["verdict"], report["exit_code"]) == ("invalid feature", 2)


def test_a_baseline_keeps_its_rights_and_its_link(here: Path) -> None:
    (here / "real.yaml").write_text(GOOD_BASELINE)
    (here / "real.yaml").chmod(0o640)
    (here / "known.yaml").symlink_to("real.yaml")
    assert main(["baseline", "update", "--report", "good", "known.yaml"]) == 0
    assert (here / "known.yaml").is_symlink()
    assert "C089" in (here / "real.yaml").read_text()
    assert (here / "real.yaml").stat().st_mode & 0o777 == 0o640


def test_a_disk_that_is_full_keeps_the_baseline(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "known.yaml").write_text(GOOD_BASELINE)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "chmod", full)
    message = refused(["baseline", "update", "--report", "good", "known.yaml"], capsys)
    assert "No space left on device" in message
    assert (here / "known.yaml").read_text() == GOOD_BASELINE
    assert sorted(each.name for each in here.iterdir()) == ["good", "known.yaml"]
