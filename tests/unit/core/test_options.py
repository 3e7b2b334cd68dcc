"""One table of options: what asks for a value asks for the same value again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest

from percipio_conformance.core.options import OPTIONS, Option, add_options, words_for


def parse(*words: str, **overrides: Any) -> argparse.Namespace:
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_options(parser.add_argument, **overrides)
    return parser.parse_args(words)


def test_the_default_needs_no_words() -> None:
    assert words_for(parse()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["--clause", "C013", "--clause", "C018"],
        ["--seed", "7", "--profile", "paris"],
        ["--catalog", "some/items.json"],
        ["--sockets"],
        ["--connector", "http://a/control", "--connector", "http://b/control"],
        ["--connector-command", "node main.mjs --port {port}"],
        ["--driver", "module:Class", "--tls", "--host", "localhost", "--patience", "2.5"],
        ["--shard", "2/5"],
    ],
)
def test_what_was_asked_for_is_asked_for_again(words: list[str]) -> None:
    assert words_for(parse(*words)) == words
    assert words_for(parse(*words_for(parse(*words)))) == words


def test_only_what_shapes_the_world_stands_in_the_line_that_replays_a_scenario() -> None:
    asked = parse("--clause", "C013", "--seed", "7", "--report", "out", "--connector", "http://a/c")
    assert words_for(asked, "world") == ["--seed", "7", "--connector", "http://a/c"]
    assert words_for(asked, "choice") == ["--clause", "C013"]


def test_one_command_may_have_a_default_of_its_own() -> None:
    assert parse(report={"default": Path("reports/latest")}).report == Path("reports/latest")
    assert parse().report is None


@pytest.mark.parametrize("text", ["0", "-1", "soon", "nan", "inf"])
def test_patience_is_a_number_of_seconds(text: str) -> None:
    with pytest.raises(argparse.ArgumentError, match="not a number of seconds from 1 on"):
        parse("--patience", text)


def test_patience_is_given_in_seconds() -> None:
    assert parse("--patience", "1.5").patience == 1.5


def test_a_list_given_once_does_not_stay_for_the_next_reader() -> None:
    assert parse("--connector", "http://a/control").connector == ["http://a/control"]
    assert parse().connector == []


def test_every_option_says_what_it_is_for() -> None:
    assert all(option.details.get("help") for option in OPTIONS)
    assert len({option.attribute for option in OPTIONS}) == len(OPTIONS)


def test_an_attribute_is_an_options_name_in_python() -> None:
    assert Option("--connector-command", "world").attribute == "connector_command"
