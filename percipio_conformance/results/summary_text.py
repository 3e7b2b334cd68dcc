"""The parts of a verdict's summary: counts, lists of clauses, warnings, and the selection."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence

from percipio_conformance.core.events import (
    ClauseJudged,
    Interruption,
    ScenarioFinished,
    Selection,
    SequenceReach,
    SituationReach,
    Situations,
)
from percipio_conformance.core.text import plural, shortened_list


def must_clauses(identifiers: Sequence[str], what: str) -> str:
    """``2 must clauses failed (C013, C029)``."""
    return f"{plural(len(identifiers), 'must clause')} {what} ({shortened_list(identifiers)})"


def readings_of(scenarios: Iterable[ScenarioFinished]) -> str:
    """Returns ``the reading A-DST.fixed``; empty if no scenario is written for a reading."""
    named = sorted({reading for each in scenarios for reading in each.readings})
    return f"the reading{'s' if len(named) > 1 else ''} {', '.join(named)}" if named else ""


def situations_of(scenarios: Iterable[ScenarioFinished]) -> str:
    """Returns ``the situation pause``; empty if no scenario ran under one."""
    named = sorted({each.situation.id for each in scenarios if each.situation is not None})
    return f"the situation{'s' if len(named) > 1 else ''} {', '.join(named)}" if named else ""


def sequences_of(scenarios: Iterable[ScenarioFinished]) -> str:
    """Returns ``Sequence 7`` or ``3 generated sequences``; empty if one is no sequence."""
    names = sorted({each.id.rpartition("::")[2] for each in scenarios if each.sequence is not None})
    return f"{len(names)} generated sequences" if len(names) > 1 else "".join(names)


def warnings(clauses: Sequence[ClauseJudged], scenarios: Iterable[ScenarioFinished]) -> str:
    """Returns ``2 warnings (C050 under the reading A-REGRESS.never-back, D04 derived)``.

    A clause that fails under a situation or in generated sequences only is named with them.
    """
    by_id = {each.id: each for each in scenarios}
    named = []
    for clause in clauses:
        failed = [by_id[each] for each in clause.failed]
        under = readings_of(failed)
        if not under and all(each.situation for each in failed):
            under = situations_of(failed)
        if not under and all(each.sequence for each in failed):
            named.append(f"{clause.id} in {sequences_of(failed)}")
            continue
        if not under and clause.level == "profile" and clause.ambiguities:
            under = f"the reading of {', '.join(clause.ambiguities)}"
        named.append(f"{clause.id} {f'under {under}' if under else 'derived'}")
    return f"{plural(len(clauses), 'warning')} ({shortened_list(named)})"


def chosen_by(selection: Selection) -> str:
    """Describes a selection: ``23 of 791 scenarios were chosen by --clause C013``."""
    situation = selection.situation
    if situation is None:
        return _chosen(selection)
    under = f"under the situation {situation.id} ({situation.phrase.removesuffix('.')})"
    if selection.scenarios == selection.suite and not selection.arguments:
        return f"the scenarios ran {under}"
    return f"{_chosen(selection)}, and ran {under}"


def _chosen(selection: Selection) -> str:
    by = _arguments(selection)
    was = "was" if selection.scenarios == 1 else "were"
    if selection.suite:
        number = f"{selection.scenarios} of {plural(selection.suite, 'scenario')}"
        if selection.sequences:
            number, was = f"{number} and {plural(selection.sequences, 'sequence')}", "were"
        return f"{number} {was} chosen by {by}"
    if selection.scenarios:
        own = plural(selection.scenarios, "scenario")
        return f"{own} of your own ran instead of the suite's: {by}"
    if selection.arguments and not selection.arguments[0].startswith("-"):
        return f"only the scenarios of {by} were chosen"
    return f"only some scenarios were chosen by {by}"


def how_far(interruption: Interruption) -> str:
    """Describes the progress of an interrupted run: ``after 24 of 791 scenarios``."""
    if not interruption.selected:
        return "before the first scenario"
    return f"after {interruption.finished} of {plural(interruption.selected, 'scenario')}"


_NAMED = 3
"""The number of the user's files that a sentence names."""


def _arguments(selection: Selection) -> str:
    """Lists the arguments that select scenarios; the first ones of many files of the user."""
    given = selection.arguments
    if selection.suite or len(given) <= _NAMED + 1 or any(each.startswith("-") for each in given):
        # A sentence follows: its full stop would look like a part of the name ".".
        return shlex.join("./" if each == "." else each for each in given) or (
            "options or plugins of pytest"
        )
    return shortened_list([shlex.quote(each) for each in given], _NAMED, separator=" ")


def narrowed_by(selection: Selection) -> str:
    """Returns the sentence at the end of the summary of a narrowed run."""
    return f"Narrowed: {chosen_by(selection)}."


def narrowed(selection: Selection, held: str) -> str:
    """Returns the summary of a narrowed run without a failure; ``held`` is that of its part."""
    return (
        f"Narrowed: no verdict on the whole, because {chosen_by(selection)}."
        f" In the chosen part, {held[:1].lower()}{held[1:]}"
    )


def reached(situations: Sequence[SituationReach], which: Situations) -> str:
    """Describes where the situations of a run occurred, in a few words.

    ``8 of 8 occurred in 1158 runs; 900 of 1041 pairs with a clause reached``
    """
    if not situations:
        return "none; each scenario ran once" if which == "none" else "none ran"
    occurred = sum(each.occurred > 0 for each in situations)
    pairs = sum(each.clauses for each in situations)
    reached_pairs = sum(each.clauses_reached for each in situations)
    runs = plural(sum(each.ran for each in situations), "run")
    return (
        f"{occurred} of {len(situations)} occurred in {runs};"
        f" {reached_pairs} of {plural(pairs, 'pair')} with a clause reached"
    )


def reached_by_sequences(found: SequenceReach) -> str:
    """Describes what the generated sequences of a run reached, in a few words.

    ``40 of 40 ran; 800 actions of 94 kinds, 3505 different pairs of them; 180 of 190 values of
    fields``
    """
    # Sequences without values come from an earlier version.
    values = f"; {found.values} of {found.known_values} values of fields"
    return (
        f"{found.ran} of {found.sequences} ran; {plural(found.actions, 'action')} of"
        f" {plural(found.kinds, 'kind')}, {plural(found.pairs, 'different pair')} of them"
        + (values if found.values else "")
    )


def detail(summary: str) -> str:
    """Removes the verdict before the colon from a summary, where the verdict is shown already."""
    rest = summary.partition(": ")[2]
    return rest[:1].upper() + rest[1:]
