"""Mutants: tests, waivers and content that is no course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from connectors.shared.interpretations import misreads
from connectors.shared.request_changes import refuses
from connectors.shared.statement_changes import part_of_a_course, says
from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import ControlProtocol
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import TrafficLog
from reference_impl.lms.attempt_writer import AttemptWriter, Pair
from reference_impl.lms.bulk import Result
from reference_impl.rules import attempts
from reference_impl.rules.attempts import Attempt
from reference_impl.rules.interpretations import ARTICLE, Interpretations
from reference_impl.rules.statement_interpretation import StatementFacts, interpret
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def lets_a_test_complete_its_course() -> ConnectorUnderTest:
    """Completes a course when its test is completed."""
    return part_of_a_course(lambda said, _: said.is_assessment)


def passes_over_tests() -> ConnectorUnderTest:
    """Ignores the score of a test inside a course."""
    return says(
        lambda said, _: replace(said, score=None) if said.is_assessment and said.within else said
    )


def scores_courses_by_their_tests() -> ConnectorUnderTest:
    """Uses every score that refers to a course as the score of the course."""
    return misreads("A-ASSESS", "scores-its-course")


def ignores_every_test() -> ConnectorUnderTest:
    """Ignores statements about tests, including benchmarks and assessments of the catalog."""

    def said(
        statement: Mapping[str, Any], received: datetime, readings: Interpretations = ARTICLE, /
    ) -> StatementFacts | None:
        meaning = interpret(statement, received, readings)
        return None if meaning is None or meaning.is_assessment else meaning

    return InProcessReference(replace(DEFAULT_RULES, meaning_of=said))


def _is_excuse(meaning: StatementFacts) -> bool:
    figures = (meaning.registration, meaning.score, meaning.duration_ms)
    return meaning.status == "Completed" and all(each is None for each in figures)


def finds_no_attempt_for_an_excuse() -> ConnectorUnderTest:
    """Finds attempts by registration only. A waiver has no registration, so a learner who has
    begun stays at 50.
    """

    def attempts_of(
        meanings: Iterable[StatementFacts], readings: Interpretations = ARTICLE
    ) -> list[Attempt]:
        heard = list(meanings)
        begun = [
            each.at for each in heard if each.registration is not None and each.status == "Started"
        ]
        return attempts.attempts_of(
            [each for each in heard if not (_is_excuse(each) and begun and min(begun) <= each.at)],
            readings,
        )

    return InProcessReference(replace(DEFAULT_RULES, attempts_of=attempts_of))


def wants_success_to_be_said() -> ConnectorUnderTest:
    """Counts a completion only with a success flag, which a waiver does not have."""
    return says(
        lambda said, statement: (
            said if statement.get("result", {}).get("success") else replace(said, status="Started")
        )
    )


class _Stuck(InProcessReference):
    """Keeps nothing any more once it has met something unknown."""

    def __init__(self) -> None:
        super().__init__(replace(DEFAULT_RULES, keeps=self.keeps))
        self.stuck = False

    async def begin(
        self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog
    ) -> ControlProtocol:
        self.stuck = False
        return await super().begin(network, clock, traffic_log)

    def keeps(self, statement: Mapping[str, Any]) -> bool:
        names = statement["object"].get("definition", {}).get("name", {})
        known = {"Six Sigma Basics", "Data Literacy"} & set(names.values())
        self.stuck = self.stuck or not known
        return not self.stuck


def stops_at_the_first_unknown_thing() -> ConnectorUnderTest:
    """Stops the queue at a statement about an unknown course."""
    return _Stuck()


class _Status(msgspec.Struct, rename={"id": "_id"}):
    id: str
    status: str = ""


class _LeftOut(msgspec.Struct):
    """Stands for the result of an attempt that is not written."""

    status: str


def leaves_archived_courses_out() -> ConnectorUnderTest:
    """Writes statistics only for published courses."""
    write = AttemptWriter.write

    async def write_published(
        self: AttemptWriter, attempts: Mapping[Pair, Sequence[Attempt]]
    ) -> dict[Pair, Result]:
        query = {"type[eq]": "external", "status[eq]": "published"}
        published = {each.id async for each in self._lms.each("/api/v2/courses", _Status, query)}
        kept = {
            pair: some
            for pair, some in attempts.items()
            if self._courses.id_of(pair[1]) in published
        }
        written = await write(self, kept) if kept else {}
        left_out: Any = msgspec.convert({"status": "success"}, _LeftOut)
        return {pair: written.get(pair, left_out) for pair in attempts}

    AttemptWriter.write = write_published  # type: ignore[method-assign]
    return InProcessReference()


def refuses_what_it_does_not_know() -> ConnectorUnderTest:
    """Rejects statements about unknown content."""
    known = {"Six Sigma Basics", "Data Literacy"}

    def unknown(each: Any) -> bool:
        thing = each.get("object") if isinstance(each, dict) else None
        names = thing.get("definition", {}).get("name", {}) if isinstance(thing, dict) else {}
        return isinstance(thing, dict) and not known & set(names.values())

    return refuses(unknown)


MUTANTS = by_name(
    Mutant(
        lets_a_test_complete_its_course,
        fails=clauses("C123"),
        spares=clauses("C122"),
        kind="a test inside a course",
    ),
    Mutant(
        passes_over_tests,
        warns=clauses("C123"),
        spares=clauses("C052 C122"),
        readings={"A-ASSESS": "scores-its-course"},
    ),
    Mutant(
        scores_courses_by_their_tests,
        warns=clauses("C123"),
        spares=clauses("C018"),
        readings={"A-ASSESS": "no-effect"},
    ),
    Mutant(ignores_every_test, fails=clauses("C123"), spares=clauses("C049 D13")),
    Mutant(
        finds_no_attempt_for_an_excuse,
        fails=clauses("C124"),
        kind="excused after a start",
        written_blind=True,
    ),
    Mutant(
        wants_success_to_be_said,
        fails=clauses("C124"),
        warns=clauses("C059"),
        spares=clauses("C049 C122"),
        readings={"A-SUCCESSFALSE": "success"},
    ),
    Mutant(
        stops_at_the_first_unknown_thing,
        fails=clauses("C125 D03"),
        spares=clauses("C124 D11"),
    ),
    Mutant(leaves_archived_courses_out, warns=clauses("C125"), spares=clauses("C049")),
    Mutant(
        refuses_what_it_does_not_know,
        fails=clauses("C125 D03 D11"),
        spares=clauses("C061 C115"),
        collateral=dict.fromkeys(
            clauses("C041 C046 C048 C049 C126 C149"),
            "What is refused is sent again and again, and holds up what comes after it.",
        ),
    ),
)
