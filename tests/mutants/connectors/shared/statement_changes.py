"""The reference connector with another interpretation of statements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.rules.interpretations import ARTICLE, Readings
from reference_impl.rules.statement_interpretation import Meaning, meaning_of
from reference_impl.rules_table import REFERENCE


def says(change: Callable[[Meaning, Mapping[str, Any]], Meaning]) -> Subject:
    def said(
        statement: Mapping[str, Any], received: datetime, readings: Readings = ARTICLE, /
    ) -> Meaning | None:
        made = meaning_of(statement, received, readings)
        return None if made is None else change(made, statement)

    return InProcessReference(replace(REFERENCE, meaning_of=said))


def part_of_a_course(
    wanted: Callable[[Meaning, Mapping[str, Any]], bool], **changes: Any
) -> Subject:
    """A statement about something inside a course is taken for one about the course."""

    def promoted(said: Meaning, statement: Mapping[str, Any]) -> Meaning:
        if not (said.within and wanted(said, statement)):
            return said
        return replace(
            said, activity_id=said.within[0], is_assessment=False, registration=None, **changes
        )

    return says(promoted)


def verb_of(statement: Mapping[str, Any]) -> str:
    return str(statement["verb"]["id"]).rpartition("/")[2]
