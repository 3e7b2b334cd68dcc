"""Whatever a connector, a report or a feature says: no output has a character that steers."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hostile_text import (
    FORGED,
    POISON,
    STEERING,
    forged,
    hostile_part,
    hostile_run,
    steering,
    write_run,
)
from program import program

from percipio_conformance.cli import output
from percipio_conformance.cli.main import main
from percipio_conformance.core.printable import printable, printable_json, printable_lines
from percipio_conformance.reporting.writer import WRITERS
from percipio_conformance.sandbox.banner import SandboxInfo, banner

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
EVERY = "".join(map(chr, [*range(0x3100), *range(0xD7F0, 0xE001), 0xFEFF, 0xFFFF, 0xE0001]))

WEBHOOK = ("client_id", "client_secret", "statement_url", "token_endpoint")


def test_the_text_that_is_fed_in_would_steer() -> None:
    assert len(steering(POISON)) > 15
    assert len(forged(POISON)) == 3


def test_no_steering_character_is_printable() -> None:
    visible = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
    assert steering(printable(EVERY)) <= visible
    assert steering(printable_lines(EVERY)) - {"\t"} <= visible
    assert "\n" not in printable(EVERY)


def test_ordinary_text_stays_as_it_is() -> None:
    for text in ("Größe", "日本語", "مرحبا", "a::b", "x = y[::2]", "# 1 [x]", "✔ pass", "a\\b"):
        assert printable(text) == text
    assert printable_lines("one\n\ttwo") == "one\n\ttwo"
    assert printable("one\ntwo\t\x1b\u202e\U000e0041") == "one\\ntwo\\t\\x1b\\u202e\\U000e0041"


def test_a_log_holds_no_command_for_the_ci_server() -> None:
    assert printable_lines("a\n  ::error::x") == "a\n  \\x3a:error::x"
    assert printable_lines("x ##vso[task] ##[group]") == "x #\\x23vso[task] #\\x23[group]"


def test_json_keeps_its_value() -> None:
    value = {POISON: [POISON, "\ud83d", "Größe"]}
    text = printable_json(json.dumps(value, ensure_ascii=False, indent=1))
    assert steering(text) == set()
    assert json.loads(text) == value
    assert "Größe" in text


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_run(tmp_path / "hostile", hostile_run())
    write_run(tmp_path / "other", hostile_run(f"{STEERING}other{FORGED}"))
    for number in (1, 2):
        write_run(tmp_path / f"part-{number}", hostile_part(number, 2))
    return tmp_path


COMMANDS = {
    "report": (["report", "hostile", "--out", "again"], 0),
    "compare": (["compare", "hostile", "other"], 1),
    "compare json": (["compare", "hostile", "other", "--format", "json"], 1),
    "compare nothing": (["compare", "hostile", f"no{STEERING[1:]}where"], 2),
    "baseline": (["baseline", "update", "--report", "hostile", "known.yaml"], 0),
    "merge": (["merge", "part-1", "part-2", "--report", "whole"], 1),
    "merge twice": (["merge", "part-1", "part-1"], 2),
    "replay several": (["replay", "features", "--report", "again"], 2),
    "replay none": (["replay", "A title with mrkup", "--report", "again"], 2),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_report_steers_no_terminal(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, code = COMMANDS[name]
    if "again" in words[2:] and words[0] == "replay":
        assert main(["report", "hostile", "--out", "again"]) == 0
        capsys.readouterr()
    assert main(words) == code
    said = capsys.readouterr()
    assert said.out + said.err != ""
    assert steering(said.out + said.err) == set()
    assert forged(said.out + said.err) == []


@pytest.mark.parametrize("file", WRITERS)
def test_no_file_of_a_report_holds_such_a_character(file: str, here: Path) -> None:
    assert main(["report", "hostile", "--out", "again"]) == 0
    text = (here / "again" / file).read_text(encoding="utf-8")
    assert steering(text) <= {"\t"}
    if file == "junit.xml":
        ElementTree.fromstring(text)  # noqa: S314 - our own file
        assert "&#10;" not in text
    if file in ("junit.xml", "summary.md"):
        assert forged(text) == []


def test_a_report_written_again_says_the_same(here: Path) -> None:
    assert main(["report", "hostile", "--out", "again"]) == 0
    assert main(["compare", "hostile", "again"]) == 0


@pytest.mark.parametrize(
    "words",
    [
        (f"{STEERING}",),
        ("replay", "x", f"--{STEERING}"),
        ("compare", "a", "b", "--format", STEERING),
        ("run", "--seed", STEERING),
        ("run", "--timeout", STEERING + FORGED),
    ],
)
def test_a_wrong_word_is_refused_in_plain_text(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert steering(said.out + said.err) == set()
    assert forged(said.err) == []


@pytest.mark.parametrize("command", ["run", "smoke", "explore"])
def test_a_connector_steers_no_terminal(command: str, tmp_path: Path) -> None:
    words = [sys.executable, HERE / "says_control_characters.py", "--control", "--port", "{port}"]
    connector = " ".join(map(str, [*words, "--database", "{state}/connector.sqlite"]))
    more = {
        "run": ("--clause", "C018", "--clause", "C089"),
        "explore": ("--examples", "1"),
    }.get(command, ())
    done = program(
        tmp_path,
        command,
        "--connector-command",
        connector,
        *more,
        beside="integration/hostile_connectors",
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert steering(said) == set()
    assert forged(said) == []
    assert "forged" in said
    files = list(filter(Path.is_file, tmp_path.rglob("reports/**/*")))
    assert bool(files) == (command != "smoke")
    for path in files:
        assert steering(path.read_text(encoding="utf-8")) <= {"\t"}, path.name


def test_pytest_says_what_is_wrong_in_plain_text(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(f'name: own\ntitle: Own\n"{json.dumps(POISON)[1:-1]}": 1\n')
    done = subprocess.run(
        [sys.executable, "-m", "pytest", str(ROOT / "features/tags"), "--profile", "own.yaml"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4, done.stdout + done.stderr
    assert "own.yaml cannot be used" in done.stderr
    assert steering(done.stdout + done.stderr) == set()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_a_narrow_encoding_does_not_end_a_command(encoding: str, here: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "percipio_conformance", "compare", "hostile", "other"],
        cwd=here,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert b"Something got worse" in done.stdout


def test_a_path_that_is_not_text_does_not_end_a_command(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/\xff\x1b[2J"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "percipio_conformance.cli.main",
            "run",
            "--clause",
            "C018",
            "--report",
            odd,
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"\\udcff\\x1b[2J/index.html" in done.stdout


def test_every_command_prints_in_the_one_place() -> None:
    commands = sorted((ROOT / "percipio_conformance" / "cli").glob("*.py"))
    assert commands
    for path in commands:
        # The program itself prints two fixed messages, which hold no text from outside.
        if path.name in (Path(output.__file__).name, "main.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            assert not (isinstance(called, ast.Name) and called.id == "print"), (
                f"{path.name}, line {node.lineno}: print with percipio_conformance.cli.output"
            )


def test_an_address_of_a_connector_forges_no_line_of_the_announcement() -> None:
    known = SandboxInfo(
        **{each.name: POISON for each in fields(SandboxInfo)}
        | {"people": {POISON: POISON}, "accounts": {POISON: POISON}}
        | {"webhook": dict.fromkeys(WEBHOOK, POISON)}
    )
    text = banner(known)
    assert steering(text) == set()
    assert forged(text) == []
