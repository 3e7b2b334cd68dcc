"""One table of options: what asks for a value asks for the same value again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest

from percipio_conformance.core.options import (
    AS_COMMAND,
    OPTIONS,
    Option,
    add_options,
    argv_for,
    typed_name,
)
from percipio_conformance.core.renamed_options import deprecations


def parse(*words: str, **overrides: Any) -> argparse.Namespace:
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_options(parser.add_argument, **overrides)
    return parser.parse_args(words)


def test_the_default_needs_no_words() -> None:
    assert argv_for(parse()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["--clause", "C013", "--clause", "C018"],
        ["--seed", "7", "--profile", "paris"],
        ["--catalog", "some/items.json"],
        ["--sockets"],
        ["--connector", "http://a/control", "--connector", "http://b/control"],
        ["--connector-command", "node main.mjs --port {port}"],
        ["--connector-class", "module:Class", "--tls", "--host", "localhost", "--timeout", "2.5"],
        ["--shard", "2/5"],
    ],
)
def test_what_was_asked_for_is_asked_for_again(words: list[str]) -> None:
    assert argv_for(parse(*words)) == words
    assert argv_for(parse(*argv_for(parse(*words)))) == words


def test_only_what_shapes_the_world_stands_in_the_line_that_replays_a_scenario() -> None:
    asked = parse("--clause", "C013", "--seed", "7", "--report", "out", "--connector", "http://a/c")
    assert argv_for(asked, "world") == ["--seed", "7", "--connector", "http://a/c"]
    assert argv_for(asked, "choice") == ["--clause", "C013"]


def test_one_command_may_have_a_default_of_its_own() -> None:
    assert parse(report={"default": Path("reports/latest")}).report == Path("reports/latest")
    assert parse().report is None


@pytest.mark.parametrize("text", ["0", "-1", "soon", "nan", "inf"])
def test_timeout_is_a_number_of_seconds(text: str) -> None:
    with pytest.raises(argparse.ArgumentError, match="not a number of seconds from 1 on"):
        parse("--timeout", text)


def test_timeout_is_given_in_seconds() -> None:
    assert parse("--timeout", "1.5").connector_timeout == 1.5


def test_a_list_given_once_does_not_stay_for_the_next_reader() -> None:
    assert parse("--connector", "http://a/control").connector == ["http://a/control"]
    assert parse().connector == []


def test_every_option_says_what_it_is_for() -> None:
    assert all(option.details.get("help") for option in OPTIONS)
    assert len({option.attribute for option in OPTIONS}) == len(OPTIONS)


def test_an_attribute_is_an_options_name_in_python() -> None:
    assert Option("--connector-command", "world").attribute == "connector_command"


OLD_NAMES = {
    "--patience": ("--timeout", "5.0"),
    "--driver": ("--connector-class", "module:Class"),
    "--subject": ("--connector-factory", "module:factory"),
}


@pytest.mark.parametrize("old", OLD_NAMES)
def test_an_old_name_works_and_is_noted_once(old: str) -> None:
    new, value = OLD_NAMES[old]
    given = parse(old, value, old, value)
    assert argv_for(given) == [new, value]
    (note,) = deprecations(given)
    assert note == f"{old} is now called {new}; the old name works until the next release."
    assert deprecations(parse(new, value)) == []


@pytest.mark.parametrize("old", OLD_NAMES)
def test_both_names_at_once_are_an_error(old: str) -> None:
    new, value = OLD_NAMES[old]
    for words in ([old, value, new, value], [new, value, old, value]):
        with pytest.raises(argparse.ArgumentError, match=f"{old} is the old name of {new}"):
            parse(*words)


def test_the_list_of_old_names_is_complete() -> None:
    assert {each.old_name: each.name for each in OPTIONS if each.old_name} == {
        old: new for old, (new, _) in OLD_NAMES.items()
    }


def test_the_help_lists_new_names_only() -> None:
    parser = argparse.ArgumentParser()
    add_options(parser.add_argument)
    shown = parser.format_help()
    assert all(new in shown and old not in shown for old, (new, _) in OLD_NAMES.items())


def test_the_plugin_leaves_the_name_of_another_plugin_alone() -> None:
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_options(parser.add_argument, plugin=True)
    given = parser.parse_args(["--connector-timeout", "5"])
    assert argv_for(given, plugin=True) == ["--connector-timeout", "5.0"]
    assert argv_for(given) == ["--timeout", "5.0"]
    assert "--timeout" not in parser._option_string_actions
    assert typed_name("--timeout", given) == "--connector-timeout"
    assert typed_name("--host", given) == "--host"
    as_command = parser.parse_args([AS_COMMAND])
    assert typed_name("--timeout", as_command) == "--timeout"
    assert typed_name("--timeout", argparse.Namespace()) == "--timeout"
    (note,) = deprecations(parser.parse_args(["--patience", "5"]))
    assert "--connector-timeout" in note
