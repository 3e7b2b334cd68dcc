"""The phrases that a feature may use, in readable form: ``<title>`` for a parameter.

Step definitions match by regular expressions. This module supports only the forms that the steps
use: groups, alternatives, optional parts and escapes.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from pytest_bdd.steps import StepFunctionContext

from percipio_conformance.spec.feature_document import TYPES, StepType

_META = re.compile(r"[\\\[\](){}?*+^$]|\.[*+]")
_FEW = 4
"""Maximum number of alternatives shown inline; more are listed below the phrase."""
_NEAR = 0.6
"""How much of its words a phrase shares with what was written, to be worth a suggestion."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: ``words`` as a person writes it, ``choices`` of the words that have many."""

    type: StepType
    words: str
    choices: tuple[tuple[str, tuple[str, ...]], ...]
    topic: str
    takes_table: bool
    takes_docstring: bool

    @property
    def line(self) -> str:
        """The step as written in a feature."""
        return f"{self.type.capitalize()} {self.words}"


def phrases_of(definitions: Iterable[StepFunctionContext]) -> list[Phrase]:
    """Every phrase of the step definitions, in their order."""
    return [phrase for each in definitions for phrase in _phrases(each)]


def nearest(step_type: str, text: str, phrases: Iterable[Phrase], number: int = 3) -> list[Phrase]:
    """The phrases most like ``text``, the best first; those of its type before equals of another.

    Quoted texts and numbers are ignored in the comparison.
    """
    wanted = _bare(text)
    rated = [
        (_likeness(wanted, _bare(each.words)), each.type == step_type, place, each)
        for place, each in enumerate(phrases)
    ]
    near = sorted(rated, key=lambda each: (-each[0], not each[1], each[2]))
    return [phrase for likeness, _, _, phrase in near if likeness >= _NEAR][:number]


def readable(pattern: str) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The pattern of a step definition as a person writes it, and the choices of long groups."""
    reader = _Reader(pattern)
    words = reader.sequence()
    return words, tuple(reader.choices.items())


def alternatives(source: str) -> tuple[str, ...]:
    """The words that a group of a pattern takes; none where it takes more than fixed words."""
    if _META.search(_without_groups(source)):
        return ()
    return tuple(each.strip() for each in _Reader(source).branches() if each.strip())


def _phrases(definition: StepFunctionContext) -> Iterable[Phrase]:
    parser = definition.parser
    compiled = getattr(parser, "regex", None)
    words, choices = (
        readable(compiled.pattern) if isinstance(compiled, re.Pattern) else (parser.name, ())
    )
    parameters = inspect.signature(definition.step_func).parameters
    module = inspect.getmodule(definition.step_func)
    topic = (module.__doc__ or "").partition("\n")[0].rstrip(".") if module is not None else ""
    for each in TYPES:
        if definition.type in (None, each):
            yield Phrase(
                type=each,
                words=words,
                choices=choices,
                topic=topic,
                takes_table="datatable" in parameters,
                takes_docstring="docstring" in parameters,
            )


def _bare(text: str) -> list[str]:
    text = re.sub(r'"[^"]*"', '"', text)
    text = re.sub(r"<\w+>|\d+", "0", text)
    return re.findall(r"\w+|[^\w\s]", text.replace("[", "").replace("]", "").casefold())


def _likeness(one: list[str], other: list[str]) -> float:
    by_words = SequenceMatcher(None, one, other, autojunk=False).ratio()
    by_signs = SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False).ratio()
    return (by_words + by_signs) / 2


def _without_groups(pattern: str) -> str:
    """The pattern without what only groups its words, and without escaped brackets."""
    return re.sub(r"\\[()]|\(\?:|\)", "", pattern)


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._rest = pattern
        self.choices: dict[str, tuple[str, ...]] = {}

    def sequence(self) -> str:
        """The text up to the end of the group, with alternatives between bars."""
        branches = self.branches()
        return f"({'|'.join(branches)})" if len(branches) > 1 else branches[0]

    def branches(self) -> list[str]:
        branches = [""]
        while self._rest and not self._rest.startswith(")"):
            if self._rest.startswith("|"):
                self._take(1)
                branches.append("")
                continue
            piece = self._piece()
            if self._rest.startswith(("?", "*")):
                self._take(1)
                piece = f"[{piece}]"
            elif found := re.match(r"\+|\{[\d,]*\}", self._rest):
                self._take(len(found[0]))
            branches[-1] += piece
        return branches

    def _piece(self) -> str:
        if self._rest.startswith("("):
            return self._group()
        if self._rest.startswith("["):
            self._take(self._rest.index("]", 2) + 1)
            return "..."
        if self._rest.startswith("\\"):
            escaped = self._take(2)[1]
            return "..." if escaped.isalnum() else escaped
        if self._rest.startswith("$"):
            self._take(1)
            return ""
        return "..." if (sign := self._take(1)) == "." and self._rest[:1] in "+*" else sign

    def _group(self) -> str:
        found = re.match(r"\((\?P<(?P<name>\w+)>|\?:|(?P<look>\?[!=]))?", self._rest)
        assert found is not None
        self._take(len(found[0]))
        source = self._rest
        branches = self.branches()
        source = source[: len(source) - len(self._rest)]
        self._take(1)
        if found["look"]:
            return ""
        optional = branches[0] == "" and len(branches) > 1
        name = found["name"]
        kept = [each for each in branches if each]
        if name and (_META.search(_without_groups(source)) or not kept):
            shown = f"<{name}>"
        elif name and len(kept) > _FEW:
            self.choices[name] = tuple(kept)
            shown = f"<{name}>"
        else:
            shown = f"({'|'.join(kept)})" if len(kept) > 1 else kept[0]
        return f"[{shown}]" if optional else shown

    def _take(self, number: int) -> str:
        taken, self._rest = self._rest[:number], self._rest[number:]
        return taken
