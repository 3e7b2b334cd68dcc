"""The text about the interpretation that a failure depends on, for every report."""

from __future__ import annotations

from collections.abc import Iterator

from percipio_conformance.core.events import Failure, OtherReading, ScenarioFinished


def reading_lines(failure: Failure | None) -> Iterator[tuple[str, str]]:
    """Yields (label, text): each interpretation in words, its alternatives, and how to choose one.

    Yields nothing for a failure that does not depend on an interpretation.
    """
    if failure is None:
        return
    for each in failure.interpretations:
        yield "reading", f"{each.ambiguity}.{each.reading}. {each.question} {each.meaning}"
        yield "alternatives", " ".join(_alternative(other) for other in each.others)
    if failure.other_profile is not None:
        yield "to choose", f"--profile FILE, where FILE contains\n{failure.other_profile}"


def ambiguities_of(scenario: ScenarioFinished) -> set[str]:
    """Returns the ids of the ambiguities that the failure of the scenario depends on."""
    return (
        {each.ambiguity for each in scenario.failure.interpretations} if scenario.failure else set()
    )


def _alternative(other: OtherReading) -> str:
    # A shipped profile needs no file, but it differs in other readings, too.
    shipped = ", ".join(f"--profile {each}" for each in other.profiles)
    return f"{other.reading}{f' ({shipped})' if shipped else ''}: {other.meaning}"
