"""Counts the scenarios of a clause by verdict, for the reason of the clause's verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from percipio_conformance.core.events import ScenarioFinished, Verdict
from percipio_conformance.core.scenario_ids import split_situation
from percipio_conformance.core.text import plural
from percipio_conformance.results.summary_text import sequences_of, situations_of


@dataclass(frozen=True)
class ScenarioTally:
    """The runs of the scenarios of one clause, each with its verdict.

    A scenario that ran alone and under situations counts once.
    """

    runs: Sequence[tuple[ScenarioFinished, Verdict]]

    @property
    def found(self) -> set[Verdict]:
        """The verdicts that occur."""
        return {verdict for _, verdict in self.runs}

    @property
    def found_alone(self) -> set[Verdict]:
        """The verdicts on the runs without a situation; on all if each has one.

        A scenario that cannot run under a situation takes nothing from the same scenario alone.
        """
        alone = {verdict for scenario, verdict in self.runs if scenario.situation is None}
        return alone or self.found

    def of(self, *wanted: Verdict) -> list[ScenarioFinished]:
        """Returns the runs with one of these verdicts."""
        return [scenario for scenario, verdict in self.runs if verdict in wanted]

    def number(self, *wanted: Verdict, without: Iterable[Verdict] = ()) -> int:
        """Returns the number of scenarios with one of these verdicts, ``without`` the others."""
        return len(_different(self.of(*wanted)) - _different(self.of(*without)))

    def share(self, *wanted: Verdict) -> str:
        """``1 of 5 scenarios``."""
        everything = _different(scenario for scenario, _ in self.runs)
        return f"{self.number(*wanted)} of {plural(len(everything), 'scenario')}"

    def cause(self, wanted: Verdict) -> str:
        """Returns the reasons of this verdict after a colon; empty without any."""
        reasons = sorted({each.reason for each in self.of(wanted) if each.reason})
        return f": {'; '.join(reasons)}" if reasons else ""

    def only_under(self, *wanted: Verdict) -> str:
        """Names the situations if all runs with these verdicts are under one; otherwise empty.

        Runs that are all generated sequences are named as such.
        """
        runs = self.of(*wanted)
        if all(each.sequence is not None for each in runs):
            return f", only in {sequences_of(runs)}"
        if any(each.situation is None for each in runs):
            return ""
        return f", only under {situations_of(runs)}"


def _different(runs: Iterable[ScenarioFinished]) -> set[str]:
    return {split_situation(each.id)[0] for each in runs}
