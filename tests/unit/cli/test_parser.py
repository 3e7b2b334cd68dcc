"""The arguments of ``run``: invalid values exit with 2 and a message."""

from __future__ import annotations

import argparse
import re

import pytest

from percipio_conformance.cli.arguments import workers
from percipio_conformance.cli.parser import parse
from percipio_conformance.core.options import OPTIONS, drawn_from


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["-n", "-1"], "'-1' is not a number of processes from 0 to 256"),
        (["-n", "x"], "'x' is not a number of processes"),
        (["-n", "²"], "'²' is not a number of processes"),
        (["-n", "257"], "'257' is not a number of processes"),
        (["--seed", "1e3"], "'1e3' is not a whole number of at most 15 digits"),
        (["--seed", "1_000"], "'1_000' is not a whole number"),
        (["--seed", "9" * 5000], "is not a whole number of at most 15 digits"),
        (["--seed", ""], "'' is not a whole number"),
        (["--shuffle", "often"], "'often' is not a whole number"),
        (["--maxfail", "0"], "'0' is not a whole number of 1 or more"),
        (["--seed", "1", "--seed", "2"], "argument --seed: it is given twice, as 1 and as 2"),
        (["--report", "a", "--report", "b"], "argument --report: it is given twice"),
        (["-k", "a", "-k", "b"], "argument -k: it is given twice, as a and as b"),
        (["-n", "1", "-n", "2"], "argument -n: it is given twice"),
        (["-v", "-q"], "not allowed with argument"),
        (["--config", "a.toml", "--no-config"], "not allowed with argument"),
        (["--color", "blue"], "invalid choice: 'blue'"),
        ([""], "it is empty"),
    ],
)
def test_what_makes_no_sense_is_a_wrong_use(
    words: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["run", *words])
    assert ended.value.code == 2
    assert problem in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", [each.name for each in OPTIONS if each.details.get("type")] + ["-k", "-m"]
)
def test_an_empty_value_is_a_wrong_use(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["run", f"{name}=" if name.startswith("--") else name, *[""] * (name[1] != "-")])
    assert ended.value.code == 2
    assert f"argument {name}: " in capsys.readouterr().err


def test_every_option_with_a_value_refuses_an_empty_one() -> None:
    loose = [
        each.name
        for each in OPTIONS
        if each.details.get("action") != "store_true"
        and not {"type", "choices"} & each.details.keys()
    ]
    assert loose == []


def test_the_same_value_twice_hides_nothing() -> None:
    assert parse(["run", "--seed", "7", "--seed", "7"]).seed == 7
    assert parse(["run", "--clause", "C013", "--clause", "C018"]).clause == ["C013", "C018"]


@pytest.mark.parametrize("text", ["0", "1", "256", "auto", "logical"])
def test_processes_are_a_number_or_what_xdist_finds(text: str) -> None:
    assert workers(text) == text


def test_a_seed_is_a_whole_number_that_every_reader_holds() -> None:
    assert drawn_from("-7") == -7
    with pytest.raises(argparse.ArgumentTypeError):
        drawn_from("1" * 16)


def test_the_help_names_every_exit_code_and_where_the_report_goes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["run", "--help"])
    assert ended.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    codes = said.rpartition("Exit codes: ")[2]
    assert set(re.findall(r"\d+", codes)) >= {"0", "1", "2", "3", "4", "129", "130", "143"}
    assert "(reports/latest); reports of an earlier run are overwritten" in said


@pytest.mark.parametrize("command", ["run", "smoke", "explore", "replay"])
def test_only_a_command_with_workers_speaks_of_them(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse([command, "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "where it serves the control protocol" in said
    assert ("with -n one for each worker" in said) == (command == "run")


def test_the_version_names_the_python(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("percipio-conformance ")


def test_the_old_name_of_a_command_works_and_is_noted(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(["histories", "--examples", "1"]).command is parse(["explore"]).command
    assert capsys.readouterr().err == (
        "percipio-conformance: histories is now called explore; the old name works until the next"
        " release.\n"
    )


@pytest.mark.parametrize("command", ["run", "smoke", "explore", "replay"])
def test_every_command_accepts_old_names_and_notes_them_once(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [command, *(["ID"] if command == "replay" else [])]
    given = parse([*words, "--patience", "5", "--subject", "a:b"])
    assert (given.connector_timeout, given.connector_factory) == (5.0, "a:b")
    assert capsys.readouterr().err.splitlines() == [
        "percipio-conformance: --patience is now called --timeout; the old name works until the"
        " next release.",
        "percipio-conformance: --subject is now called --connector-factory; the old name works"
        " until the next release.",
    ]


@pytest.mark.parametrize("command", ["run", "smoke", "explore", "replay"])
def test_the_old_and_the_new_name_at_once_are_a_wrong_use(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [command, *(["ID"] if command == "replay" else [])]
    with pytest.raises(SystemExit) as ended:
        parse([*words, "--driver", "a:b", "--connector-class", "a:b"])
    assert ended.value.code == 2
    assert "--driver is the old name of --connector-class" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "new"),
    [
        (["mutants", "--clause", "C013"], "python -m tools.mutants"),
        (["clauses", "--review"], "python -m tools.reviews"),
        (["clauses", "--reviewed", "C013"], "python -m tools.reviews"),
    ],
)
def test_a_command_that_moved_says_where_it_is(
    words: list[str], new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words)
    assert ended.value.code == 2
    assert f"run `{new}` in a checkout" in capsys.readouterr().err


def test_no_old_name_is_in_a_help_or_proposed(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["run", "--help"], ["explore", "--help"], ["clauses", "--help"]):
        with pytest.raises(SystemExit):
            parse(words)
    with pytest.raises(SystemExit):
        parse(["run", "--subjects", "a:b"])
    said = capsys.readouterr()
    shown = said.out + said.err.replace("--subjects", "")
    for old in ("--patience", "--driver", "--subject", "--review", "histories ", "mutants"):
        assert old not in shown
