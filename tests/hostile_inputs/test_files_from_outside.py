"""Files that no run has written: each ends with exit code 2, a clear line, and nothing lost."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sample_events
from program import program

from harness.cli import main
from harness.files import reading
from harness.report import write_all

ROOT = Path(__file__).parents[2]
DEEP = 100_000
GOOD_BASELINE = "known:\n  - {clause: C089, reason: r, owner: o, expires: 2999-12-31}\n"
GOOD_PROFILE = "name: own\ntitle: Own\nreadings: {A-CLOSED: open}\n"
ITEM = '{"id": "a", "localizedMetadata": [{"title": "x"}]}'

Make = Callable[[Path], None]


def text(content: str) -> Make:
    return lambda path: void(path.write_bytes(content.encode("utf-8", "surrogatepass")))


def binary(content: bytes) -> Make:
    return lambda path: void(path.write_bytes(content))


def void(_: object) -> None:
    return None


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def huge(path: Path) -> None:
    """Two hundred megabytes on one line, most of them on no disk."""
    with path.open("wb") as file:
        file.write(b'{"event":"')
        file.truncate(200 * 1024 * 1024)


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
    # Only Linux has a file that is there and cannot be read.
    del ANY_FILE["unreadable"]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good")
    write_all(sample_events.without_harness_error(), folder)
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, good: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(good, tmp_path / "good")
    return tmp_path


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
    "history": ("h.json", ["histories", "--replay", "h.json"]),
    "profile": ("own.yaml", ["smoke", "--profile", "own.yaml"]),
    "recorded profile": ("own.json", ["smoke", "--profile", "own.json"]),
    "catalogue": ("items.json", ["serve", "--catalog", "items.json"]),
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


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(words) == 2
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert said.err.startswith(f"percipio-conformance {words[0]}")
    assert len(said.err) < 2_000
    return said.err


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
    if reader in ("catalogue", "items") and kind == "200 MB":
        # A whole site has as much; it is read, and is no JSON.
        why = "is not JSON"
    path = put(here, file, make)
    before = sorted(here.rglob("*"))
    message = refused(words, capsys)
    assert why in message
    assert path.name in message or path.parent.name in message
    assert sorted(here.rglob("*")) == before


def spoiled(change: Callable[[str], str], name: str = "events.ndjson") -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / name
        path.write_bytes(change(path.read_text("utf-8")).encode("utf-8", "surrogatepass"))

    return spoil


def line(number: int, old: str, new: str) -> Callable[[str], str]:
    def change(whole: str) -> str:
        lines = whole.split("\n")
        assert old in lines[number]
        lines[number] = lines[number].replace(old, new, 1)
        return "\n".join(lines)

    return change


EVENTS: dict[str, tuple[Callable[[str], str], str]] = {
    "cut in the middle": (lambda whole: whole[: len(whole) // 2], "is cut off in line"),
    "without its end": (
        lambda whole: "\n".join(whole.split("\n")[:-2]) + "\n",
        "do not end with run_finished",
    ),
    "two runs": (lambda whole: whole + whole, "two runs are mixed"),
    "one line twice": (
        lambda whole: "\n".join([*whole.split("\n")[:2], *whole.split("\n")[1:]]),
        "occurs twice",
    ),
    "one line changed": (line(1, '"pass"', '"warn"'), "not what its digest says"),
    "a field of the future": (line(0, '"seed":7', '"seed":7,"moon":1'), "unknown field `moon`"),
    "an event of the future": (line(1, "scenario_finished", "moon_rose"), "Invalid value"),
    "a key twice": (line(0, '"seed":7', '"seed":8,"seed":7'), "'seed' is given twice"),
    "a number without end": (line(1, '"duration_s":0.25', '"duration_s":1e999'), "too large"),
    "no number": (line(1, '"duration_s":0.25', '"duration_s":NaN'), "NaN is no number"),
    "5,000 digits": (line(0, '"seed":7', f'"seed":{"7" * 5_000}'), "5,000 digits"),
    "deep facts": (line(1, '"facts":{', '"facts":{"a":' + "[" * 900 + "]" * 900 + ","), "levels"),
    "half a character": (line(1, '"facts":{', '"facts":{"a":"\\ud83d",'), "half of a character"),
    "a command within a command": (
        line(1, "::A change between two runs'\"", "::A change between two runs'; touch it_ran\""),
        "`replay` is no command of the suite",
    ),
    "another command": (
        line(1, "percipio-conformance run", "rm run"),
        "is no command of the suite",
    ),
    "a variable": (line(1, "--seed 7", "--seed $(id)"), "is no command of the suite"),
    "an empty line": (lambda whole: whole.replace("\n", "\n\n", 1), "line 2 is not an event"),
    "a text as number": (line(0, '"seed":7', '"seed":"²"'), "line 1 is not an event"),
}


@pytest.mark.parametrize("kind", EVENTS)
def test_a_stream_that_is_no_whole_run_is_refused(
    kind: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change, why = EVENTS[kind]
    shutil.copytree(here / "good", here / "bad")
    spoiled(change)(here / "bad")
    before = {each.name: each.read_bytes() for each in (here / "bad").iterdir()}
    assert why in refused(["report", "bad"], capsys)
    assert {each.name: each.read_bytes() for each in (here / "bad").iterdir()} == before


REPORTS: dict[str, tuple[dict[str, Any] | str, str]] = {
    "a field of the future": ({"moon": 1}, "'moon' was unexpected"),
    "another schema": ({"$schema": "https://example.org/2"}, "/$schema: "),
    "a wrong type": ({"clauses": {}}, "/clauses: {} is not of type 'array'"),
    "an unknown option": ({"options": ["--moon", "full"]}, "which this version does not know"),
    "an option without value": ({"options": ["--seed"]}, "does not know what the report was run"),
    "a superscript": ({"options": ["--seed", "²"]}, "is no whole number"),
    "5,000 digits": ({"options": ["--seed", "7" * 5_000]}, "is no whole number"),
    "no patience": ({"options": ["--patience", "nan"]}, "no number of seconds"),
    "a catalogue elsewhere": (
        {"catalogue": {"path": "a\0b", "sha256": "0" * 64}},
        "the catalogue file a\\x00b cannot be read",
    ),
    "a catalogue that never ends": (
        {"catalogue": {"path": "/dev/zero", "sha256": "0" * 64}},
        "is a device and not a file",
    ),
    "a key twice": ('{"seed": 1, "seed": 2}', "'seed' is given twice"),
    "infinity": ('{"duration_s": Infinity}', "Infinity is no number"),
}


@pytest.mark.parametrize("kind", REPORTS)
def test_a_report_of_another_make_is_not_replayed(
    kind: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change, why = REPORTS[kind]
    path = here / "good" / "report.json"
    report = json.loads(path.read_text())
    path.write_text(change if isinstance(change, str) else json.dumps(report | change))
    name = "features/content/types::A channel"
    assert why in refused(["replay", name, "--report", "good"], capsys)
    assert not (here / "good" / "replay").exists()


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
    "keys that are no text": ("1: 2\nnull: 3\n.nan: 4\n", "/: "),
    "a list as key": ("? [a]\n: b\n", "unhashable key"),
    "an alias of nothing": ("known: *a\n", "undefined alias"),
    "deep block": ("- " * DEEP, "levels deep"),
    "deep map": ("{a: " * DEEP, "levels deep"),
    "5,000 digits": ("known: " + "9" * 5_000, "4300 digits"),
    "a control character": ("known: \x1b[2J\n", ".yaml is not YAML"),
    "forged lines": ('"a\\nThe baseline is fine.\\n": 1\n', "'a\\nThe baseline is fine."),
    "a long value": ("known: " + "x" * 900_000, "is not of type"),
    "no day": (GOOD_BASELINE.replace("2999-12-31", "2999-12-3²"), "is no day"),
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


CATALOGUES = {
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


@pytest.mark.parametrize("kind", CATALOGUES)
def test_a_catalogue_of_another_make_is_refused(
    kind: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, why = CATALOGUES[kind]
    (here / "items.json").write_text(content)
    assert why in refused(["serve", "--catalog", "items.json"], capsys)


FEATURES: dict[str, tuple[Make, str]] = {
    "pipe": (os.mkfifo, "is a pipe and not a file"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "is a device and not a file"),
    "200 MB": (huge, "is too large"),
    "a link to nothing": (lambda path: path.symlink_to("nothing"), "does not exist"),
    "binary": (binary(bytes(range(256)) * 4), "no text in UTF-8"),
    "one long line": (text("a" * 3_000_000), "this is no Gherkin: aaa"),
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
    assert not (here / "out").exists()


def test_a_byte_order_mark_is_meant_well(here: Path) -> None:
    mark = "\ufeff"
    for name in ("events.ndjson", "report.json"):
        path = here / "good" / name
        path.write_text(mark + path.read_text("utf-8"), encoding="utf-8")
    assert main(["compare", "good", "good"]) == 0
    (here / "known.yaml").write_text(mark + GOOD_BASELINE, encoding="utf-8")
    assert main(["baseline", "update", "--report", "good", "known.yaml"]) == 0


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


def test_a_name_is_no_path(here: Path) -> None:
    """Scenarios are named by whoever writes features; no file is named after them."""
    events = sample_events.without_harness_error()
    named = write_all(
        [
            type(each)(**{**as_fields(each), "id": f"../../../{here.name}-x::../../etc"})
            if getattr(each, "id", "") == sample_events.SCENARIOS[0].id
            else each
            for each in unjudged(events)
        ],
        here / "deep" / "report",
    )
    assert {each.parent for each in named} == {here / "deep" / "report"}
    assert sorted(each.name for each in here.iterdir()) == ["deep", "good"]


def as_fields(event: Any) -> dict[str, Any]:
    return {name: getattr(event, name) for name in event.__struct_fields__}


def unjudged(events: list[Any]) -> list[Any]:
    return [each for each in events if type(each).__name__ != "ClauseJudged"]


def test_two_hundred_megabytes_take_no_memory(here: Path) -> None:
    (here / "bad").mkdir()
    huge(here / "bad" / "events.ndjson")
    shutil.copy(here / "good" / "report.json", here / "bad")
    done = subprocess.run(
        [sys.executable, "-m", "harness.cli", "compare", "good", "bad"],
        cwd=here,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (300 << 20, 300 << 20)),
    )
    assert done.returncode == 2, done.stderr
    assert "is too large: 200.0 MiB" in done.stderr


def test_many_small_values_are_refused_before_they_are_read(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "good" / "report.json").write_text("[" + "[]," * 2_600_000 + "[]]")
    assert "more than 5,000,000 values" in refused(["replay", "x", "--report", "good"], capsys)


ODD = {
    "HTTP_PROXY": "http://192.0.2.1:1",
    "HTTPS_PROXY": "no address",
    "SSL_CERT_FILE": "/nonexistent",
    "COLUMNS": "-3",
    "LINES": "²",
    "LC_ALL": "xx_YY.none",
    "LANG": "\udcff",
    "TERM": "",
    "PYTHONIOENCODING": "ascii",
    "CONTROL_PORT": "abc",
    "STATE_FOLDER": "/nonexistent",
    "PERCIPIO_URL": "javascript:alert(1)",
    "TMPDIR": "/nonexistent",
    "HOME": "/nonexistent",
    "NO_COLOR": "",
}


def test_an_odd_environment_changes_nothing(here: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "harness.cli", "run", "--clause", "C018", "--sockets"],
        cwd=here,
        env=os.environ | ODD | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 of 1 tested must clause passed." in done.stdout


def test_a_report_may_lie_among_the_features(here: Path) -> None:
    (here / "own").mkdir()
    feature = (ROOT / "features" / "content" / "arrival.feature").read_text("utf-8")
    (here / "own" / "arrival.feature").write_text(feature, encoding="utf-8")
    ask = ("run", "own", "--clause", "C018", "--report", "own/report")
    for _ in range(2):
        done = program(here, *ask)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "1 scenario in" in done.stdout
