"""A run as reports look at it: sections, standings, and what failed where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from harness.events import LEVELS, ClauseJudged, Event, Level, ScenarioFinished
from harness.judge import FAULTY
from harness.report.words import Standing, standing
from harness.stream import RunStory, read_story


@dataclass(frozen=True)
class Section:
    """One part of the article with its clauses, by id."""

    name: str
    clauses: tuple[ClauseJudged, ...]

    @property
    def tally(self) -> Counter[Standing]:
        return Counter(standing(each) for each in self.clauses)


@dataclass(frozen=True)
class RunView:
    """The story of a run with the questions that reports ask of it."""

    story: RunStory

    @classmethod
    def of(cls, events: Iterable[Event]) -> RunView:
        """The view of a whole stream.

        Raises:
            StreamError: the events are not one whole run.
        """
        return cls(read_story(events))

    @cached_property
    def scenarios(self) -> dict[str, ScenarioFinished]:
        return {each.id: each for each in self.story.scenarios}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """In the order of the article, which is the order of the clause ids."""
        grouped: dict[str, list[ClauseJudged]] = {}
        for clause in self.story.clauses:
            grouped.setdefault(clause.section, []).append(clause)
        return tuple(Section(name, tuple(clauses)) for name, clauses in grouped.items())

    def clauses(self, *wanted: Standing) -> tuple[ClauseJudged, ...]:
        """The clauses of these standings, by id."""
        return tuple(each for each in self.story.clauses if standing(each) in wanted)

    def of_clause(self, clause: ClauseJudged) -> tuple[ScenarioFinished, ...]:
        return tuple(self.scenarios[each] for each in sorted(clause.scenarios))

    @cached_property
    def tally(self) -> dict[Level, Counter[Standing]]:
        tally: dict[Level, Counter[Standing]] = {level: Counter() for level in LEVELS}
        for clause in self.story.clauses:
            tally[clause.level][standing(clause)] += 1
        return tally

    @cached_property
    def scenario_tally(self) -> Counter[Standing]:
        return Counter(each.verdict for each in self.story.scenarios)

    @property
    def must_tested(self) -> int:
        """Must clauses that were held against the connector to the end."""
        must = self.tally["must"]
        return must["pass"] + must["fail"] + must["warn"]

    @property
    def must_present(self) -> int:
        """Must clauses of this run but for those whose scenarios are still to be written."""
        return sum(self.tally["must"].values()) - self.tally["must"]["planned"]

    @cached_property
    def loose(self) -> tuple[ScenarioFinished, ...]:
        """Scenarios that belong to no judged clause."""
        held = {identifier for clause in self.story.clauses for identifier in clause.scenarios}
        return tuple(each for each in self.story.scenarios if each.id not in held)

    @cached_property
    def loose_faults(self) -> tuple[ScenarioFinished, ...]:
        return tuple(each for each in self.loose if each.verdict in FAULTY)

    @cached_property
    def connector(self) -> str:
        """Name and version, or a stand-in where the connector never described itself."""
        described = self.story.started.connector
        words = [described.get("name"), described.get("version")]
        return " ".join(str(each) for each in words if each) or "an unnamed connector"
