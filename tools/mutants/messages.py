"""Messages between the command and its worker process: one JSON object a line."""

from __future__ import annotations

import msgspec

from percipio_conformance.core.events import Verdict


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """Run scenarios against one mutant: those of ``clauses``, or all where it is None."""

    mutant: str
    clauses: tuple[str, ...] | None = None


class ScenarioResult(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one scenario against one mutant.

    ``scenario`` is the id of the whole outline and equals ``id`` without Examples. ``clauses`` are
    those it carries; ``readings`` say under which reading alone it holds, ambiguity and reading.
    """

    id: str
    scenario: str
    clauses: tuple[str, ...]
    readings: tuple[tuple[str, str], ...]
    verdict: Verdict
    reason: str | None


class JobResult(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a job.

    ``verdicts`` are those of the clauses asked for, as a run would give them. ``broken`` says why
    there is nothing to judge, None where there is; that is always a fault of ours.
    """

    job: Job
    played: tuple[ScenarioResult, ...] = ()
    verdicts: dict[str, Verdict] = {}
    broken: str | None = None
    duration_s: float = 0.0
