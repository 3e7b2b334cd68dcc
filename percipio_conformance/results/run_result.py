"""Parses a stream of events into the parts of one run, and checks that it is complete."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from percipio_conformance.core.events import (
    ClauseJudged,
    Event,
    RunFinished,
    RunStarted,
    ScenarioFinished,
)

Named = TypeVar("Named", ScenarioFinished, ClauseJudged)


class StreamError(ValueError):
    """The events are not those of one complete run: cut off, mixed or contradictory."""


@dataclass(frozen=True)
class RunResult:
    """The events of one run by kind; scenarios and clauses are sorted by id."""

    started: RunStarted
    scenarios: tuple[ScenarioFinished, ...]
    clauses: tuple[ClauseJudged, ...]
    finished: RunFinished

    @property
    def events(self) -> tuple[Event, ...]:
        """The events as a stream."""
        return (self.started, *self.scenarios, *self.clauses, self.finished)


def parse_run(events: Iterable[Event]) -> RunResult:
    """Parses a stream of events and checks that it is complete.

    Raises:
        StreamError: the stream does not begin with its only RunStarted, does not end with its only
            RunFinished, contains a scenario or clause twice, or judges a clause by a scenario that
            it does not contain.
    """
    listed = list(events)
    if not listed or not isinstance(listed[0], RunStarted):
        raise StreamError("the events do not begin with run_started: their beginning is missing")
    if not isinstance(listed[-1], RunFinished):
        raise StreamError(
            "the events do not end with run_finished: the run was interrupted or the file is cut"
            " off; run the suite again"
        )
    scenarios: dict[str, ScenarioFinished] = {}
    clauses: dict[str, ClauseJudged] = {}
    for event in listed[1:-1]:
        match event:
            case ScenarioFinished():
                _add(scenarios, event, "scenario")
            case ClauseJudged():
                _add(clauses, event, "clause")
            case RunStarted() | RunFinished():
                raise StreamError("the events of two runs are mixed: keep one file per run")
    for clause in clauses.values():
        unknown = sorted({*clause.scenarios, *clause.failed} - scenarios.keys())
        if unknown:
            raise StreamError(
                f"clause {clause.id} is judged by {unknown[0]!r}, which is not among the events:"
                " the file lost lines or mixes two runs"
            )
    return RunResult(
        started=listed[0],
        scenarios=tuple(scenarios[key] for key in sorted(scenarios)),
        clauses=tuple(clauses[key] for key in sorted(clauses)),
        finished=listed[-1],
    )


def _add(known: dict[str, Named], event: Named, kind: str) -> None:
    if event.id in known:
        raise StreamError(f"{kind} {event.id!r} occurs twice: the events of two runs are mixed")
    known[event.id] = event
