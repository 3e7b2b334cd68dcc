"""Phrases as a person writes them, and the nearest to a wrong one."""

from __future__ import annotations

import re

import pytest

from percipio_conformance.runner.step_registry import step_definitions, suggest
from percipio_conformance.spec.step_phrases import phrases_of, readable


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"it is (?P<moment>.+)", "it is <moment>"),
        (r"(?P<count>\d+) attempts? on (?P<x>a|b)", "<count> attempt[s] on (a|b)"),
        (r"(?:a|(?P<who>[A-Z]\w+)'s) search", "(a|<who>'s) search"),
        (r"sent(?P<how>| with nothing)", "sent[ with nothing]"),
        (r'launches "(?P<c>[^"]+)"(?: from "(?P<path>[^"]+)")?', 'launches "<c>"[ from "<path>"]'),
        (r"(?!\w+ starts$)(?P<who>[A-Z]\w+) (?P<deed>starts|stops)", "<who> (starts|stops)"),
        (r"(?P<n>no|one (?:active|archived)) course", "(no|one (active|archived)) course"),
        (r"\d{1,2} days (?P<list>x(?:, x)*)", "... days <list>"),
        (r"type \(none\)", "type (none)"),
    ],
)
def test_a_pattern_is_readable(pattern: str, words: str) -> None:
    assert readable(pattern)[0] == words


def test_many_choices_are_shown_below_the_phrase() -> None:
    words, choices = readable(r"(?P<day>one|two|three|four|five (?:a|b)) days")
    assert words == "<day> days"
    assert choices == (("day", ("one", "two", "three", "four", "five (a|b)")),)


def test_every_phrase_of_the_suite_is_readable() -> None:
    phrases = phrases_of(
        each for each in step_definitions() if "steps." in each.step_func.__module__
    )
    assert len(phrases) > 150
    assert {each.type for each in phrases} == {"given", "when", "then"}
    for each in phrases:
        assert not re.search(r"\?P|\\|\.\+|\[\^|\.\.\.", each.words), each.words
        assert each.topic
    table = next(each for each in phrases if each.words == "Percipio offers:")
    assert (table.takes_table, table.takes_docstring) == (True, False)


@pytest.mark.parametrize(
    ("step_type", "text", "meant"),
    [
        ("when", "the day passes", "When a day passes"),
        ("given", "a day passes", "When a day passes"),
        ("given", 'Ada has complet "Fire" in Percipio', 'Given <learner> has completed "<title>"'),
        ("given", "Percipio offers a course", "Given Percipio offers <count> courses"),
        ("given", "in Sales, a day has pass", "Given in Sales, a day has passed"),
        ("then", "within minutes, 360Learning has no pat", "Then within minutes, 360Learning has"),
    ],
)
def test_a_wrong_step_is_answered_with_the_nearest(step_type: str, text: str, meant: str) -> None:
    assert suggest(step_type, text)[0].startswith(meant)


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    assert suggest("then", "xyzzy") == []
