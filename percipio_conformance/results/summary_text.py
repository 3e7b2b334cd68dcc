"""The sentences a verdict is made of: counts, lists of clauses, warnings, and what was left out."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence

from percipio_conformance.core.events import ClauseJudged, Interruption, ScenarioFinished, Selection


def plural(number: int, noun: str) -> str:
    """``1 clause``, ``2 clauses``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def some(identifiers: Sequence[str], most: int = 8) -> str:
    """The first of them, and how many more there are."""
    shown = ", ".join(identifiers[:most])
    return f"{shown} and {len(identifiers) - most} more" if len(identifiers) > most else shown


def must_clauses(identifiers: Sequence[str], what: str) -> str:
    """``2 must clauses failed (C013, C029)``."""
    return f"{plural(len(identifiers), 'must clause')} {what} ({some(identifiers)})"


def readings_of(scenarios: Iterable[ScenarioFinished]) -> str:
    """``the reading A-DST.fixed``; empty where none of the scenarios is written for a reading."""
    named = sorted({reading for each in scenarios for reading in each.readings})
    return f"the reading{'s' if len(named) > 1 else ''} {', '.join(named)}" if named else ""


def warnings(clauses: Sequence[ClauseJudged], scenarios: Iterable[ScenarioFinished]) -> str:
    """``2 warnings (C050 under the reading A-REGRESS.never-back, D04 derived)``."""
    by_id = {each.id: each for each in scenarios}
    named = []
    for clause in clauses:
        readings = readings_of(by_id[each] for each in clause.failed)
        if not readings and clause.level == "profile":
            readings = (
                f"the reading of {', '.join(clause.ambiguities)}" if clause.ambiguities else ""
            )
        named.append(f"{clause.id} {f'under {readings}' if readings else 'derived'}")
    return f"{plural(len(clauses), 'warning')} ({some(named)})"


def chosen_by(selection: Selection) -> str:
    """``23 of 791 scenarios were chosen by --clause C013``, or that other features were played."""
    by = _words(selection)
    was = "was" if selection.scenarios == 1 else "were"
    if selection.suite:
        number = f"{selection.scenarios} of {plural(selection.suite, 'scenario')}"
        return f"{number} {was} chosen by {by}"
    if selection.scenarios:
        own = plural(selection.scenarios, "scenario")
        return f"{own} of your own {was} played instead of the suite's: {by}"
    if selection.words and not selection.words[0].startswith("-"):
        return f"only the scenarios of {by} were chosen"
    return f"only some scenarios were chosen by {by}"


def how_far(interruption: Interruption) -> str:
    """How far a run got that was interrupted, such as ``after 24 of 791 scenarios``."""
    if not interruption.selected:
        return "before the first scenario"
    return f"after {interruption.played} of {plural(interruption.selected, 'scenario')}"


_NAMED = 3
"""How many of the user's files a sentence names."""


def _words(selection: Selection) -> str:
    """The words that chose scenarios; of many files of the user's own, the first ones."""
    words = selection.words
    if selection.suite or len(words) <= _NAMED + 1 or any(each.startswith("-") for each in words):
        # A sentence follows: its full stop would look like a part of the name ".".
        return shlex.join("./" if each == "." else each for each in words) or (
            "options or plugins of pytest"
        )
    return f"{shlex.join(words[:_NAMED])} and {len(words) - _NAMED} more"


def narrowed_by(selection: Selection) -> str:
    """The sentence that every verdict of a narrowed run ends with."""
    return f"Narrowed: {chosen_by(selection)}."


def narrowed(selection: Selection, held: str) -> str:
    """The verdict of a narrowed run without a failure; ``held`` says what passed, as a sentence."""
    return (
        f"Narrowed: no verdict on the whole, because {chosen_by(selection)}."
        f" In what was chosen, {held[:1].lower()}{held[1:]}"
    )


def detail(words: str) -> str:
    """A verdict's sentence for a place that shows the verdict already: what follows the colon."""
    rest = words.partition(": ")[2]
    return rest[:1].upper() + rest[1:]
