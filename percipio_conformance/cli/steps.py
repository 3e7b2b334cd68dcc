"""``percipio-conformance steps``: every phrase that a feature may use."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from percipio_conformance.cli.output import complain, say
from percipio_conformance.spec.feature_document import TYPES

if TYPE_CHECKING:
    from percipio_conformance.spec.step_phrases import Phrase

VOCABULARY = "percipio_conformance.steps"
USAGE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "List every phrase of the features: Given, When and Then, by topic. <title> "
        "means words of your own, (a|b) one of them, [..] what may be left out; "
        "[table] and [docstring] say what a phrase takes below it."
    )
    parser.epilog = "Exit codes: 0 found, 2 no phrase holds these words; the nearest are named."
    parser.add_argument("text", nargs="*", metavar="TEXT", help="only phrases with all these words")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the phrases; the exit code."""
    # Imported here, because the help and the completion do not need pytest-bdd.
    from percipio_conformance.runner.step_registry import step_definitions, suggest
    from percipio_conformance.spec.step_phrases import phrases_of

    for module in import_module(VOCABULARY).MODULES:
        import_module(module)
    phrases = phrases_of(step_definitions())
    words = " ".join(arguments.text).split()
    found = [each for each in phrases if _holds(each, words)]
    if not found:
        text = " ".join(words)
        near = suggest("", text)
        meant = "".join(f"\n  {each}" for each in near)
        complain(
            "steps", f"no phrase holds {text!r}." + (f" The nearest are:{meant}" if near else "")
        )
        return USAGE
    say("\n\n".join("\n".join(_section(each, found)) for each in TYPES if _of_type(each, found)))
    return 0


def _holds(phrase: Phrase, words: Iterable[str]) -> bool:
    text = f"{phrase.line} {' '.join(_notes(phrase))}".casefold()
    return all(word.casefold() in text for word in words)


def _of_type(step_type: str, phrases: Iterable[Phrase]) -> list[Phrase]:
    return [each for each in phrases if each.type == step_type]


def _section(step_type: str, phrases: Iterable[Phrase]) -> Iterator[str]:
    topic = None
    for phrase in _of_type(step_type, phrases):
        if phrase.topic != topic:
            topic = phrase.topic
            yield f"# {topic}"
        yield " ".join([f"  {phrase.line}", *_takes(phrase)])
        yield from (f"      {note}" for note in _notes(phrase))


def _takes(phrase: Phrase) -> Iterator[str]:
    if phrase.takes_table:
        yield "[table]"
    if phrase.takes_docstring:
        yield "[docstring]"


def _notes(phrase: Phrase) -> Iterator[str]:
    for name, choices in phrase.choices:
        yield f"<{name}>: {', '.join(choices)}"
