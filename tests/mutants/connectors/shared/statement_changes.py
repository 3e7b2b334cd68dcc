"""The reference connector with another interpretation of statements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.rules.interpretations import ARTICLE, Interpretations
from reference_impl.rules.statement_interpretation import StatementFacts, interpret
from reference_impl.rules_table import DEFAULT_RULES


def says(
    change: Callable[[StatementFacts, Mapping[str, Any]], StatementFacts],
) -> ConnectorUnderTest:
    def said(
        statement: Mapping[str, Any], received: datetime, readings: Interpretations = ARTICLE, /
    ) -> StatementFacts | None:
        made = interpret(statement, received, readings)
        return None if made is None else change(made, statement)

    return InProcessReference(replace(DEFAULT_RULES, meaning_of=said))


def part_of_a_course(
    wanted: Callable[[StatementFacts, Mapping[str, Any]], bool], **changes: Any
) -> ConnectorUnderTest:
    """A statement about something inside a course is taken for one about the course."""

    def promoted(said: StatementFacts, statement: Mapping[str, Any]) -> StatementFacts:
        if not (said.within and wanted(said, statement)):
            return said
        return replace(
            said, activity_id=said.within[0], is_assessment=False, registration=None, **changes
        )

    return says(promoted)


def verb_of(statement: Mapping[str, Any]) -> str:
    return str(statement["verb"]["id"]).rpartition("/")[2]
