"""Reports that no run of this version has written are refused; so is one with a hostile name."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sample_events
from outside_files import ROOT, refused
from program import program

from percipio_conformance.reporting.writer import write_all


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
    "one line changed": (line(1, '"pass"', '"warn"'), "does not match its digest"),
    "a field of the future": (line(0, '"seed":7', '"seed":7,"moon":1'), "unknown field `moon`"),
    "an event of the future": (line(1, "scenario_finished", "moon_rose"), "Invalid value"),
    "a key twice": (line(0, '"seed":7', '"seed":8,"seed":7'), "contains the key 'seed' twice"),
    "a number without end": (line(1, '"duration_s":0.25', '"duration_s":1e999'), "too large"),
    "no number": (line(1, '"duration_s":0.25', '"duration_s":NaN'), "NaN is not a number"),
    "5,000 digits": (line(0, '"seed":7', f'"seed":{"7" * 5_000}'), "5,000 digits"),
    "deep facts": (line(1, '"facts":{', '"facts":{"a":' + "[" * 900 + "]" * 900 + ","), "levels"),
    "half a character": (line(1, '"facts":{', '"facts":{"a":"\\ud83d",'), "half of a character"),
    "a command within a command": (
        line(1, "::A change between two runs'\"", "::A change between two runs'; touch it_ran\""),
        "`replay` is not a command of the suite",
    ),
    "another command": (
        line(1, "percipio-conformance run", "rm run"),
        "is not a command of the suite",
    ),
    "a variable": (line(1, "--seed 7", "--seed $(id)"), "is not a command of the suite"),
    "an empty line": (lambda whole: whole.replace("\n", "\n\n", 1), "line 2 is not an event"),
    "a text as number": (line(0, '"seed":7', '"seed":"²"'), "line 1 is not an event"),
}


@pytest.mark.parametrize("kind", EVENTS)
def test_a_stream_that_is_not_a_whole_run_is_refused(
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
    "an unknown option": ({"options": ["--moon", "full"]}, "this version does not know"),
    "an option without value": ({"options": ["--seed"]}, "does not know an option of the report"),
    "a superscript": ({"options": ["--seed", "²"]}, "is not a whole number"),
    "5,000 digits": ({"options": ["--seed", "7" * 5_000]}, "is not a whole number"),
    "no patience": ({"options": ["--timeout", "nan"]}, "not a number of seconds"),
    "a catalog elsewhere": (
        {"catalog": {"path": "a\0b", "sha256": "0" * 64}},
        "the catalog file a\\x00b cannot be read",
    ),
    "a catalog that never ends": (
        {"catalog": {"path": "/dev/zero", "sha256": "0" * 64}},
        "is a device and not a file",
    ),
    "a key twice": ('{"seed": 1, "seed": 2}', "contains the key 'seed' twice"),
    "infinity": ('{"duration_s": Infinity}', "Infinity is not a number"),
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


def test_a_name_is_not_used_as_a_path(here: Path) -> None:
    """The authors of features name scenarios; no file is named after one."""
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


def test_a_report_may_lie_among_the_features(here: Path) -> None:
    (here / "own").mkdir()
    feature = (ROOT / "features" / "content" / "arrival.feature").read_text("utf-8")
    (here / "own" / "arrival.feature").write_text(feature, encoding="utf-8")
    ask = ("run", "own", "--clause", "C018", "--report", "own/report")
    for _ in range(2):
        done = program(here, *ask)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "1 scenario in" in done.stdout
