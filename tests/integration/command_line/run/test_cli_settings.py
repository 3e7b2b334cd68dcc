"""Settings of a project: ``[tool.percipio-conformance]`` in its pyproject.toml."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from program import program

from percipio_conformance.cli.parser import parse
from percipio_conformance.cli.settings import KNOWN, SettingsError, find_settings, read_settings
from percipio_conformance.core.options import OPTIONS

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Command:
    return partial(program, tmp_path, "run")


def write(folder: Path, *lines: str, table: str = "[tool.percipio-conformance]") -> Path:
    path = folder / "pyproject.toml"
    path.write_text("\n".join([table, *lines]) + "\n", encoding="utf-8")
    return path


def report(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "report.json").read_text())
    return found


def test_a_run_takes_the_settings_and_says_so(run: Command, tmp_path: Path) -> None:
    write(tmp_path, 'clause = ["C018"]', 'profile = "paris"', "seed = 7", 'report = "out"')
    done = run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Settings of pyproject.toml: clause, profile, seed, report." in done.stdout
    written = report(tmp_path / "out")
    assert written["settings"] == "pyproject.toml: clause, profile, seed, report"
    assert written["selection"]["arguments"] == ["--clause", "C018"]
    assert written["selection"]["narrowed"]
    assert (written["seed"], written["profile"]["name"]) == (7, "paris")
    assert "Settings of pyproject" in (tmp_path / "out/summary.md").read_text()
    assert "pyproject.toml: clause, profile" in (tmp_path / "out/index.html").read_text()


def test_the_command_line_wins(run: Command, tmp_path: Path) -> None:
    write(
        tmp_path, 'clause = ["C013"]', 'profile = "paris"', "seed = 7", 'connector = ["http://x"]'
    )
    done = run("--clause", "C018", "--profile", "article", "--connector-factory",
               "connectors.content.updates:never_restores")  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    written = report(tmp_path / "reports/latest")
    assert written["settings"] == "pyproject.toml: seed"
    assert written["profile"]["name"] == "article"
    assert written["selection"]["clauses"] == ["C018"]


def test_a_failure_is_played_again_whatever_the_settings_are(run: Command, tmp_path: Path) -> None:
    write(tmp_path, 'connector-factory = "connectors.content.updates:never_restores"', "seed = 3")
    assert run("--clause", "C030").returncode == 1
    (failed, *_) = [
        each
        for clause in report(tmp_path / "reports/latest")["clauses"]
        for each in clause["scenarios"]
        if each["verdict"] == "fail"
    ]
    write(tmp_path, 'connector = ["http://127.0.0.1:1/control"]', "seed = 99")
    words = shlex.split(failed["replay"])
    assert words[:2] == ["percipio-conformance", "run"]
    assert run(*words[2:], "--report", "again").returncode == 1
    again = report(tmp_path / "again")
    assert (again["settings"], again["seed"], again["verdict"]) == (None, 3, "not conformant")
    replayed = program(tmp_path, "replay", failed["id"], "--report", "again", "--trust")
    assert replayed.returncode == 1, replayed.stderr
    assert "127.0.0.1:1" not in replayed.stdout


def test_settings_can_be_left_out_or_named(run: Command, tmp_path: Path) -> None:
    write(tmp_path, 'nonsense = "x"')
    assert run("--clause", "C018", "--no-config").returncode == 0
    (tmp_path / "other.toml").write_text("[tool.percipio-conformance]\nseed = 3\n")
    done = run("--clause", "C018", "--config", "other.toml")
    assert done.returncode == 0, done.stderr
    assert report(tmp_path / "reports/latest")["settings"] == "other.toml: seed"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            'profil = "paris"',
            "profil in [tool.percipio-conformance] is not a setting. Did you mean",
        ),
        ('scenario = "a::b"', "is about one command; write it on the command line"),
        ('shard = "1/2"', "is about one command"),
        (
            "timeout = 0",
            "timeout in [tool.percipio-conformance]: '0.0' is not a number of seconds",
        ),
        ("timeout = true", "timeout in [tool.percipio-conformance] is not a text or a number"),
        ('sockets = "yes"', "sockets in [tool.percipio-conformance] is not true or false"),
        ('clause = "C013"', "clause in [tool.percipio-conformance] is not a list of texts"),
        ('report = ""', "report in [tool.percipio-conformance]: it is empty"),
        ('fail-on = "anything"', "'anything' is not one of failure, warning"),
        ("seed = [1]", "seed in [tool.percipio-conformance] is not a text or a number"),
        ("seed = 1979-05-27", "seed in [tool.percipio-conformance] is not a text or a number"),
        ("seed =", "is not TOML"),
        ("workers = -1", "'-1' is not a number of processes"),
    ],
)
def test_an_unknown_setting_is_refused(tmp_path: Path, line: str, problem: str) -> None:
    path = write(tmp_path, line)
    with pytest.raises(SettingsError) as refused:
        read_settings(path)
    assert problem.replace("'0.0'", "'0'") in str(refused.value)
    assert str(path) in str(refused.value)


def test_a_wrong_setting_ends_the_run_with_2(run: Command, tmp_path: Path) -> None:
    write(tmp_path, 'profil = "paris"')
    done = run()
    assert done.returncode == 2
    assert "Did you mean profile?" in done.stderr
    assert not (tmp_path / "reports").exists()


def test_a_file_without_the_table_holds_no_settings(tmp_path: Path) -> None:
    path = write(tmp_path, 'name = "mine"', table="[project]")
    assert find_settings(tmp_path) is None
    with pytest.raises(SettingsError, match="holds no settings"):
        read_settings(path)
    (tmp_path / "pyproject.toml").write_text('[tool]\npercipio-conformance = "x"\n')
    with pytest.raises(SettingsError, match="is not a table"):
        find_settings(tmp_path)


def test_settings_are_found_in_the_repository_and_not_above_it(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    inner = repository / "connector" / "tests"
    inner.mkdir(parents=True)
    write(tmp_path, "seed = 1")
    assert find_settings(inner) is None
    (repository / ".git").mkdir()
    assert find_settings(inner) is None
    write(repository, "seed = 2")
    found = find_settings(inner)
    assert found is not None
    assert dict(found.values) == {"seed": 2}


def test_a_path_is_meant_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "inner").mkdir()
    (tmp_path / "mine.yaml").write_text("")
    write(tmp_path, 'baseline = "known.yaml"', 'profile = "mine.yaml"', 'host = "mine.yaml"')
    monkeypatch.chdir(tmp_path / "inner")
    found = find_settings(Path.cwd())
    assert found is not None
    values = {"baseline": Path("../known.yaml"), "profile": "../mine.yaml", "host": "mine.yaml"}
    assert dict(found.values) == values


def test_the_settings_are_the_options_of_a_run() -> None:
    asked = vars(parse(["run"]))
    assert {option.attribute for option in KNOWN.values()} <= asked.keys()
    left_out = {each.name.removeprefix("--") for each in OPTIONS} - KNOWN.keys()
    assert left_out == {"scenario", "failed-in", "shard"}


@pytest.mark.parametrize(
    "name",
    ["percipio_conformance", "Percipio-Conformance", "percipio-conformence", "percipio-conformanc"],
)
@pytest.mark.parametrize("also", ["", "[tool.percipio-conformance]\nseed = 3\n"])
def test_a_misspelled_table_is_named(tmp_path: Path, name: str, also: str) -> None:
    path = write(tmp_path, "seed = 7", also, table=f"[tool.{name}]")
    words = rf"\[tool\.{name}\]; did you mean \[tool\.percipio-conformance\]\?"
    with pytest.raises(SettingsError, match=words):
        find_settings(tmp_path)
    with pytest.raises(SettingsError, match=words):
        read_settings(path)


@pytest.mark.parametrize(
    "name", ["pytest.ini_options", "percipio", "conformance", "percipio-client"]
)
def test_tables_of_other_tools_are_left_alone(tmp_path: Path, name: str) -> None:
    write(tmp_path, "seed = 7", table=f"[tool.{name}]")
    assert find_settings(tmp_path) is None


def test_a_run_with_a_misspelled_table_is_a_wrong_use(run: Command, tmp_path: Path) -> None:
    write(tmp_path, 'clause = ["C018"]', table="[tool.percipio_conformance]")
    done = run()
    assert done.returncode == 2, done.stdout
    assert "did you mean [tool.percipio-conformance]?" in done.stderr
