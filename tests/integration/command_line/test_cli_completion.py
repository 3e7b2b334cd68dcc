"""Completion scripts, used as a shell uses them."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest
from program import program

from percipio_conformance.cli.commands import COMMANDS
from percipio_conformance.cli.completion import SHELLS
from percipio_conformance.cli.completion_words import levels_of
from percipio_conformance.cli.parser import program_parser


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> str:
    done = program(tmp_path_factory.mktemp("completion"), "completion", "bash")
    assert done.returncode == 0, done.stderr
    return done.stdout


def completed(script: str, *words: str) -> list[str]:
    """The completions of bash for the last, unfinished word."""
    line = " ".join(map(shlex.quote, ("percipio-conformance", *words)))
    asked = f"{script}\nCOMP_WORDS=({line})\nCOMP_CWORD={len(words)}\n_percipio_conformance\n"
    done = subprocess.run(
        ["bash", "-u", "-c", asked + 'printf "%s\\n" "${COMPREPLY[@]-}"'],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("ru",), ["run"]),
        (("co",), ["compare", "completion"]),
        (("completion", ""), [*SHELLS, "-h", "--help"]),
        (("run", "--clause", "C01"), [f"C0{number}" for number in range(10, 20)]),
        (("run", "--clause", "=", "C151"), ["C151"]),
        (("clauses", "D16"), ["D16"]),
        (("run", "--profile", "par"), ["paris"]),
        (("run", "--col"), ["--color"]),
        (("run", "--color", ""), ["auto", "yes", "no"]),
        (("run", "--report", ""), []),
        (("run", "--fail-on", "w"), ["warning"]),
        (("clauses", "--fo"), ["--format"]),
        (("baseline", "up"), ["update"]),
        (("baseline", "update", "--re"), ["--report"]),
        (("steps", "--cl"), []),
        (("nonsense", "--cl"), []),
    ],
)
def test_bash_offers_what_may_come_next(
    script: str, words: tuple[str, ...], offered: list[str]
) -> None:
    assert completed(script, *words) == offered


def test_every_command_and_option_is_offered(script: str) -> None:
    levels = levels_of(program_parser())
    assert len([each for each in levels if each.path and " " not in each.path]) == len(COMMANDS)
    for level in levels:
        offered = completed(script, *level.path.split(), "")
        assert offered == [*level.words, *level.flags]


def test_bash_knows_the_program(script: str) -> None:
    asked = f"{script}\ncomplete -p percipio-conformance"
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == shlex.split(
        "complete -o default -F _percipio_conformance percipio-conformance"
    )


def test_zsh_uses_the_same_function(script: str, tmp_path: Path) -> None:
    lines = program(tmp_path, "completion", "zsh").stdout.splitlines()
    assert "bashcompinit" in lines[1]
    assert lines[2:] == script.splitlines()


def test_fish_has_a_line_for_each_word(tmp_path: Path) -> None:
    lines = program(tmp_path, "completion", "fish").stdout.splitlines()[1:]
    assert all(line.startswith("complete -c percipio-conformance -n '__fish_") for line in lines)
    seen = "-n '__fish_seen_subcommand_from run'"
    (clause,) = (each for each in lines if f"{seen} -l clause " in each)
    assert "-x -a 'C001 C002" in clause
    (report,) = (each for each in lines if f"{seen} -l report " in each)
    assert " -r -d 'where to write" in report
    assert any("-n '__fish_use_subcommand' -f -a 'run' -d" in each for each in lines)


def test_an_unknown_shell_is_a_wrong_use(tmp_path: Path) -> None:
    done = program(tmp_path, "completion", "tcsh")
    assert done.returncode == 2
    assert "invalid choice: 'tcsh'" in done.stderr


def test_no_old_name_is_offered(script: str) -> None:
    old = {"--patience", "--subject", "--driver", "--review", "--reviewed", "histories", "mutants"}
    offered = {word for each in levels_of(program_parser()) for word in (*each.words, *each.flags)}
    assert not old & offered
    assert {"--timeout", "--connector-factory", "--connector-class", "explore"} <= offered
