"""Mutants: the score of an attempt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from connectors.shared.attempt_changes import rewriting, shows
from connectors.shared.interpretations import misreads
from connectors.shared.statement_changes import says
from percipio_conformance.connectors.under_test import ConnectorUnderTest
from reference_impl.rules.attempts import Attempt
from reference_impl.rules.statement_interpretation import StatementFacts
from tools.mutants.mutant import Mutant, by_name, clauses


def score_in(statement: Mapping[str, Any]) -> Mapping[str, Any]:
    score: Mapping[str, Any] = statement.get("result", {}).get("score", {})
    return score


def takes_points_for_percent() -> ConnectorUnderTest:
    """Shows the raw score as a percentage, whatever the maximum."""

    def raw(said: StatementFacts, statement: Mapping[str, Any]) -> StatementFacts:
        points = score_in(statement).get("raw")
        return said if points is None else replace(said, score=round(points))

    return says(raw)


def cuts_percentages_off() -> ConnectorUnderTest:
    """Truncates percentages instead of rounding them."""

    def cut(said: StatementFacts, statement: Mapping[str, Any]) -> StatementFacts:
        scaled = score_in(statement).get("scaled")
        return said if scaled is None else replace(said, score=int(scaled * 100))

    return says(cut)


def takes_no_points_for_no_score() -> ConnectorUnderTest:
    """Treats a score of 0 as missing: ``if score:`` instead of ``if score is not None:``."""
    return says(lambda said, _: replace(said, score=said.score or None))


def scales_every_score() -> ConnectorUnderTest:
    """Prefers the scaled score, even under the interpretation that shows the raw score."""
    return misreads("A-SCORE", "scaled-first")


def shows_no_score() -> ConnectorUnderTest:
    """Does not send the score to 360Learning."""
    return shows(lambda made, heard: [replace(each, score=None) for each in made])


def shows_a_missing_score_as_zero() -> ConnectorUnderTest:
    """Shows 0 if there is no score."""
    return shows(lambda made, heard: [replace(each, score=each.score or 0) for each in made])


def takes_the_score_of_the_newest_statement() -> ConnectorUnderTest:
    """Uses the score of the newest statement, even if it has none."""

    def newest(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        last = max(heard, key=lambda said: said.at)
        return [replace(each, score=last.score) for each in made]

    return shows(newest)


def keeps_the_best_score() -> ConnectorUnderTest:
    """Keeps the best score instead of the latest."""

    def best(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        scores = [each.score for each in heard if each.score is not None]
        return [replace(each, score=max(scores, default=None)) for each in made]

    return shows(best)


def lets_the_last_arrival_win() -> ConnectorUnderTest:
    """Uses the score of the statement that arrived last."""
    return shows(
        lambda made, heard: [
            replace(each, score=[said.score for said in heard if said.score is not None][-1])
            if each.score is not None
            else each
            for each in made
        ]
    )


def gives_a_new_attempt_no_score_of_before() -> ConnectorUnderTest:
    """Copies a new score to the existing attempts, but gives later attempts no score."""

    def correction(heard: Sequence[StatementFacts], found: list[Attempt]) -> list[Attempt]:
        last = max((each.at for each in heard if each.score is not None), default=None)
        return [
            replace(each, score=None) if number and last and last < each.first_activity_at else each
            for number, each in enumerate(found)
        ]

    return rewriting(correction)


MUTANTS = by_name(
    Mutant(
        takes_points_for_percent,
        warns=clauses("C052"),
        spares=clauses("C053 C054"),
        kind="points for percent",
        readings={"A-SCORE": "scaled-first"},
    ),
    Mutant(
        cuts_percentages_off,
        warns=clauses("C052"),
        spares=clauses("C053 C054"),
        kind="cut off instead of rounded",
    ),
    Mutant(takes_no_points_for_no_score, fails=clauses("C052"), spares=clauses("C053 C054")),
    Mutant(
        scales_every_score,
        warns=clauses("C052"),
        spares=clauses("C018"),
        readings={"A-SCORE": "raw-as-given"},
    ),
    Mutant(
        shows_no_score,
        fails=clauses("C052"),
        spares=clauses("C049 C054"),
        collateral_reason="The score is one of the values of every attempt that is listed.",
    ),
    Mutant(
        shows_a_missing_score_as_zero,
        fails=clauses("C052"),
        spares=clauses("C049 C054"),
        collateral_reason="Attempts without a score are listed in many scenarios.",
    ),
    Mutant(
        takes_the_score_of_the_newest_statement,
        fails=clauses("C052"),
        spares=clauses("C049 C054"),
        kind="a statement without a score",
    ),
    Mutant(keeps_the_best_score, fails=clauses("C052 C053"), spares=clauses("C049 C054")),
    Mutant(
        lets_the_last_arrival_win,
        fails=clauses("C052 D02"),
        spares=clauses("C053 C055"),
        kind="the score",
    ),
    Mutant(
        gives_a_new_attempt_no_score_of_before,
        fails=clauses("C053"),
        kind="attempt after the score",
        written_blind=True,
    ),
)
