"""Mutants: which statements make an attempt."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from connectors.shared.interpretations import misreads
from connectors.shared.request_changes import rewrites
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.rules import attempts
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.interpretations import ARTICLE, Interpretations
from reference_impl.rules.statement_interpretation import StatementFacts
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def opens_attempts_by_later_starts() -> ConnectorUnderTest:
    """Ignores registrations and opens an attempt for each later start."""
    return misreads("A-NEWATT", "later-start")


def reads(**changes: Any) -> ConnectorUnderTest:
    def read(
        meanings: Iterable[StatementFacts], readings: Interpretations = ARTICLE, /
    ) -> list[Attempt]:
        return attempts_of(meanings, replace(readings, **changes))

    return InProcessReference(replace(DEFAULT_RULES, attempts_of=read))


def opens_an_attempt_with_every_visit() -> ConnectorUnderTest:
    """Opens an attempt for each start after a completion, even for a revisit."""
    return reads(retake="later-start")


def loses_completions_to_a_look_back() -> ConnectorUnderTest:
    """Uses the status of the newest statement, so that a revisit undoes a completion."""
    return reads(newer_start_overwrites=True)


def counts_completions_as_they_come() -> ConnectorUnderTest:
    """Creates an attempt for each delivered completion, even if it is delivered twice."""

    def recount(statement: dict[str, Any]) -> dict[str, Any]:
        context = {**statement.get("context", {})}
        context.pop("registration", None)
        if statement["verb"]["id"].endswith("/completed"):
            context["registration"] = str(uuid.uuid4())
        return statement | {"id": str(uuid.uuid4()), "context": context}

    return rewrites(recount)


def shows_a_restart_once_it_is_completed() -> ConnectorUnderTest:
    """Counts completions only, so a restart appears only when it is completed."""

    def by_completions(
        meanings: Iterable[StatementFacts], readings: Interpretations = ARTICLE
    ) -> list[Attempt]:
        shown: list[Attempt] = []
        for each in attempts_of(meanings, readings):
            if each.progress == 100 or all(earlier.progress < 100 for earlier in shown):
                shown.append(each)
        return shown

    return InProcessReference(replace(DEFAULT_RULES, attempts_of=by_completions))


def opens_attempts_by_evidence_alone() -> ConnectorUnderTest:
    """Opens an attempt only for a registration or a later completion, and not for a later start."""
    return misreads("A-NEWATT", "registration-or-later-completion")


def counts_to_two_attempts() -> ConnectorUnderTest:
    """Stores at most two attempts, the first and the latest."""

    def attempts_of(
        meanings: Iterable[StatementFacts], readings: Interpretations = ARTICLE, /
    ) -> list[Attempt]:
        found = attempts.attempts_of(meanings, readings)
        return found if len(found) < 3 else [found[0], found[-1]]

    return InProcessReference(replace(DEFAULT_RULES, attempts_of=attempts_of))


MUTANTS = by_name(
    Mutant(
        opens_attempts_by_later_starts,
        warns=clauses("C149 C151 D02"),
        spares=clauses("C018"),
        readings={"A-NEWATT": "registration-only"},
        collateral={"C122": "A visit follows the completion there, and opens an attempt."},
    ),
    Mutant(
        opens_an_attempt_with_every_visit,
        warns=clauses("C149 C151 D02"),
        spares=clauses("C010 D12"),
        readings={"A-NEWATT": "registration-or-later-completion"},
    ),
    Mutant(
        loses_completions_to_a_look_back,
        warns=clauses("C149 D02"),
        spares=clauses("C050 C059 C151"),
        kind="by the newest start",
        readings={"A-REGRESS": "never-back"},
    ),
    Mutant(
        counts_completions_as_they_come,
        fails=clauses("C149 D01"),
        spares=clauses("C049 C050"),
    ),
    Mutant(
        shows_a_restart_once_it_is_completed,
        fails=clauses("C151"),
        kind="counts completions",
        written_blind=True,
    ),
    Mutant(
        opens_attempts_by_evidence_alone,
        warns=clauses("C151"),
        spares=clauses("C018"),
        readings={"A-NEWATT": "later-start"},
    ),
    Mutant(counts_to_two_attempts, fails=clauses("C151"), kind="third time", written_blind=True),
)
