"""Explains why a step almost matches a phrase: wrong quotes, or one different word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from percipio_conformance.core.names import SHOWN_NAMES
from percipio_conformance.core.text import did_you_mean, join_or, shortened_list
from percipio_conformance.runner.step_registry import matches, split_prefixes, step_definitions
from percipio_conformance.spec.feature_document import TYPES
from percipio_conformance.spec.step_phrases import alternatives, readable

_NAMED = re.compile(r"\(\?P<(?P<name>\w+)>")
_ANYTHING = r"""[^"]+"""
_QUOTED = re.compile(r'"[^"]*"')
_NUMBER = re.compile(r"\\d(?:\+|\{[\d,]+\})")
_A_NAME = r"[A-Z]\w+"
_OTHER_QUOTES = (
    re.compile(r"[“”„«»]\s*([^“”„«»\"]+?)\s*[“”„«»]"),
    re.compile(r"(?<!\w)['\u2018\u201a]([^\"]+?)['\u2018\u2019](?!\w)"),
)
"""Titles in other quotes; an apostrophe within a word is not a quote."""


@dataclass(frozen=True, slots=True)
class _Misfit:
    """A phrase that matches except for one argument; ``rest`` counts the words that match."""

    phrase: str
    name: str
    body: str
    value: str
    rest: int

    def __str__(self) -> str:
        accepted = self._accepted()
        problem = f"{self.value!r} does not fit into the phrase {self.phrase!r}"
        return f"{problem}; {accepted}" if accepted else problem

    def _accepted(self) -> str:
        slot = f"<{self.name}>"
        if _NUMBER.fullmatch(self.body):
            return f"{slot} is a whole number such as 3"
        if self.body == _A_NAME:
            return f"{slot} is a name such as Ada"
        choices = alternatives(self.body)
        if not choices:
            return ""
        if slot not in self.phrase:
            return f"write {join_or(choices)}"
        return (
            f"{slot} is one of {shortened_list(choices, SHOWN_NAMES)}."
            f"{did_you_mean(self.value, choices, quoted=True)}"
        )


def explain(type_: str, text: str) -> str | None:
    """Suggests a change to a step that no definition matches; None if there is no clear one."""
    if any(matches(each, _with_straight_quotes(text)) == 1 for each in TYPES):
        return 'put titles in straight double quotes, like "Ladders"'
    found = list(_misfits(type_, split_prefixes(text)[1]))
    if not found:
        return None
    return str(max(found, key=lambda each: each.rest))


def _with_straight_quotes(text: str) -> str:
    for each in _OTHER_QUOTES:
        text = each.sub(r'"\1"', text)
    return text


def _misfits(type_: str, text: str) -> Iterator[_Misfit]:
    for definition in step_definitions():
        compiled = getattr(definition.parser, "regex", None)
        if definition.type not in (None, type_) or not isinstance(compiled, re.Pattern):
            continue
        pattern = compiled.pattern
        for name, start, end in _slots(pattern):
            found = re.fullmatch(pattern[:start] + _ANYTHING + pattern[end:], text)
            if found is None:
                continue
            first, last = found.span(name)
            others = _QUOTED.sub(" ", f"{text[:first]} {text[last:]}")
            rest, value = len(re.findall(r"\w+", others)), text[first:last].strip()
            # If the argument is most of the step, another phrase was probably meant.
            if rest >= len(value.split()):
                yield _Misfit(readable(pattern)[0], name, pattern[start:end], value, rest)


def _slots(pattern: str) -> Iterator[tuple[str, int, int]]:
    """Yields the named groups of a pattern, with the start and end of their content."""
    for opening in _NAMED.finditer(pattern):
        place, depth = opening.end(), 1
        while depth:
            sign = pattern[place]
            if sign == "\\":
                place += 1
            elif sign == "[":
                place = pattern.index("]", place + 2)
            depth += {"(": 1, ")": -1}.get(sign, 0)
            place += 1
        yield opening["name"], opening.end(), place - 1
