"""A run as the reports need it: sections, counts by status, and failures by clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from percipio_conformance.core.events import (
    LEVELS,
    ClauseJudged,
    Event,
    Level,
    RunVerdictName,
    ScenarioFinished,
)
from percipio_conformance.core.scenario_ids import split_situation
from percipio_conformance.core.text import plural
from percipio_conformance.reporting.labels import chosen_by, connector_text
from percipio_conformance.reporting.situation_matrix import Row, situation_matrix
from percipio_conformance.results.clause_verdict import FAULTY
from percipio_conformance.results.connector_comparison import (
    ConnectorComparison,
    connector_comparison,
)
from percipio_conformance.results.run_result import RunResult, parse_run
from percipio_conformance.results.status import Status, status_of
from percipio_conformance.results.summary_text import reached, reached_by_sequences


@dataclass(frozen=True)
class Section:
    """One part of the article with its clauses, by id."""

    name: str
    clauses: tuple[ClauseJudged, ...]

    @property
    def tally(self) -> Counter[Status]:
        return Counter(status_of(each) for each in self.clauses)


@dataclass(frozen=True)
class Timed:
    """A scenario in the list by duration: the judged clauses it belongs to, and their sections."""

    scenario: ScenarioFinished
    clauses: tuple[str, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True)
class RunView:
    """The events of a run, with the queries that reports need."""

    run_result: RunResult

    @classmethod
    def of(cls, events: Iterable[Event]) -> RunView:
        """Creates the view of a complete stream.

        Raises:
            StreamError: the events are not one complete run.
        """
        return cls(parse_run(events))

    @cached_property
    def scenarios(self) -> dict[str, ScenarioFinished]:
        return {each.id: each for each in self.run_result.scenarios}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the order of the article, which is the order of the clause ids."""
        grouped: dict[str, list[ClauseJudged]] = {}
        for clause in self.run_result.clauses:
            grouped.setdefault(clause.section, []).append(clause)
        return tuple(Section(name, tuple(clauses)) for name, clauses in grouped.items())

    def clauses(self, *wanted: Status) -> tuple[ClauseJudged, ...]:
        """The clauses with one of these statuses, by id."""
        return tuple(each for each in self.run_result.clauses if status_of(each) in wanted)

    def of_clause(self, clause: ClauseJudged) -> tuple[ScenarioFinished, ...]:
        return tuple(self.scenarios[each] for each in sorted(clause.scenarios))

    def failures_of(self, clause: ClauseJudged) -> tuple[ScenarioFinished, ...]:
        """The failed scenarios of a clause that say something new.

        One that fails without a situation as well is left out under its situations.
        """
        faulty = self.faulty_of(clause)
        alone = {each.id for each in faulty if each.situation is None}
        return tuple(
            each
            for each in faulty
            if each.situation is None or split_situation(each.id)[0] not in alone
        )

    def faulty_of(self, clause: ClauseJudged) -> tuple[ScenarioFinished, ...]:
        """The failed scenarios of a clause; those with the verdict of the clause come first."""
        faulty = [each for each in self.of_clause(clause) if each.verdict in FAULTY]
        return tuple(sorted(faulty, key=lambda each: each.verdict != clause.verdict))

    @cached_property
    def tally(self) -> dict[Level, Counter[Status]]:
        tally: dict[Level, Counter[Status]] = {level: Counter() for level in LEVELS}
        for clause in self.run_result.clauses:
            tally[clause.level][status_of(clause)] += 1
        return tally

    @cached_property
    def scenario_tally(self) -> Counter[Status]:
        return Counter(status_of(each) for each in self.run_result.scenarios)

    @property
    def must_tested(self) -> int:
        """The number of must clauses whose scenarios all ran."""
        return len(self._must_touched) - self.must_in_part

    @property
    def must_in_part(self) -> int:
        """The number of must clauses of which only some scenarios ran.

        Scenarios for another reading than that of the profile are not counted as missing, nor are
        those that could not run under a situation.
        """
        return sum(
            clause.left_out > 0
            or any(
                each.missing_capabilities
                or (each.verdict == "not_testable" and each.situation is None)
                for each in self.of_clause(clause)
            )
            for clause in self._must_touched
        )

    @property
    def tested_text(self) -> str:
        """``137 of 146 must clauses, 2 more in part``."""
        text = f"{self.must_tested} of {plural(self.must_present, 'must clause')}"
        return f"{text}, {self.must_in_part} more in part" if self.must_in_part else text

    @cached_property
    def _must_touched(self) -> tuple[ClauseJudged, ...]:
        touched = self.clauses("pass", "fail", "known_failure", "warn")
        return tuple(each for each in touched if each.level == "must")

    @property
    def must_present(self) -> int:
        """The number of must clauses of this run, without those that have no scenarios yet."""
        return sum(self.tally["must"].values()) - self.tally["must"]["planned"]

    @property
    def narrowed(self) -> str | None:
        """The selection of a narrowed run as text; None if no scenario was left out."""
        selection = self.run_result.started.selection
        return chosen_by(selection) if selection.narrowed else None

    @cached_property
    def connector_comparison(self) -> ConnectorComparison | None:
        """Where another connector differs; None if the run was not to compare."""
        return connector_comparison(self.run_result)

    @cached_property
    def situation_matrix(self) -> tuple[Row, ...]:
        return situation_matrix(self.run_result)

    @property
    def ran_text(self) -> str:
        """``791 scenarios``, and with situations ``1949 runs of 791 scenarios``.

        Generated sequences follow: ``1949 runs of 791 scenarios and 40 sequences``.
        """
        runs = [each for each in self.run_result.scenarios if each.sequence is None]
        under = any(each.situation is not None for each in runs)
        sequences = len(self.run_result.scenarios) - len(runs)
        ran = f"{plural(len(runs), 'run')} of {self.scenarios_text}" if under else None
        also = f" and {plural(sequences, 'sequence')}" if sequences else ""
        return f"{ran or self.scenarios_text}{also}"

    @property
    def scenarios_text(self) -> str:
        """The number of different scenarios: ``791 scenarios``."""
        ids = {
            split_situation(each.id)[0]
            for each in self.run_result.scenarios
            if each.sequence is None
        }
        return plural(len(ids), "scenario")

    @property
    def reached_text(self) -> str:
        """How far the situations were reached, see ``results.summary_text.reached``."""
        which = self.run_result.started.selection.situations
        return reached(self.run_result.finished.situations, which)

    @property
    def sequences_text(self) -> str:
        """What the generated sequences reached; empty without any.

        See ``results.summary_text.reached_by_sequences``.
        """
        found = self.run_result.finished.sequences
        return "" if found is None else reached_by_sequences(found)

    @property
    def shard(self) -> str | None:
        """``Shard 2 of 5``; None if the run is not a shard."""
        shard = self.run_result.started.shard
        return None if shard is None else f"Shard {shard.number} of {shard.of}"

    @property
    def warned(self) -> tuple[ClauseJudged, ...]:
        """The clauses that warn and that the baseline does not list."""
        return self.clauses("warn")

    @property
    def tone(self) -> RunVerdictName:
        """The verdict that determines the color of a report.

        Only a complete run without a warning is green. An older report may have the verdict
        conformant for a run with a warning or without some scenarios.
        """
        verdict = self.run_result.finished.verdict
        if verdict == "conformant" and self.narrowed is not None:
            return "narrowed"
        if verdict == "conformant" and self.warned:
            return "conformant with warnings"
        return verdict

    @property
    def headline(self) -> str:
        """The verdict as a title; for a shard, its number."""
        if self.run_result.finished.verdict == "interrupted":
            # The progress belongs to the title: "Interrupted after 12 of 791 scenarios".
            return self.run_result.finished.summary.partition(": ")[0]
        return self.shard or self.run_result.finished.verdict.capitalize()

    @property
    def loose_title(self) -> str:
        """The title of the scenarios that belong to no judged clause; in a shard, all of them."""
        return "Scenarios without a clause" if self.shard is None else "Scenarios of this shard"

    @cached_property
    def loose(self) -> tuple[ScenarioFinished, ...]:
        """Scenarios that belong to no judged clause."""
        held = {identifier for clause in self.run_result.clauses for identifier in clause.scenarios}
        return tuple(each for each in self.run_result.scenarios if each.id not in held)

    @cached_property
    def loose_faults(self) -> tuple[ScenarioFinished, ...]:
        return tuple(each for each in self.loose if each.verdict in FAULTY)

    @cached_property
    def slowest(self) -> tuple[Timed, ...]:
        """All scenarios by descending duration, then by id."""
        judged: dict[str, list[ClauseJudged]] = {}
        for clause in self.run_result.clauses:
            for identifier in clause.scenarios:
                judged.setdefault(identifier, []).append(clause)
        return tuple(
            Timed(
                scenario,
                tuple(each.id for each in judged.get(scenario.id, ())),
                tuple(dict.fromkeys(each.section for each in judged.get(scenario.id, ()))),
            )
            for scenario in sorted(self.run_result.scenarios, key=lambda each: -each.duration_s)
        )

    @cached_property
    def connector(self) -> str:
        """Name and version, or a placeholder if the connector never described itself."""
        return connector_text(self.run_result.started.connector) or "an unnamed connector"
