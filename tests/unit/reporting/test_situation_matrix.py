"""The table of clauses and situations in a report."""

import msgspec
import pytest

from percipio_conformance.core.events import SituationMet
from percipio_conformance.reporting import html
from percipio_conformance.reporting.situation_matrix import situation_matrix
from percipio_conformance.results.reach import reach_of
from percipio_conformance.results.run_result import parse_run

ALONE = "features/content/creation::One new item"


def events(sample, *verdicts, occurred=1):
    """A run with one clause: a scenario that passes alone, and its verdicts under pause."""
    (alone,) = (each for each in sample.SCENARIOS if each.id == ALONE)
    met = SituationMet(id="pause", phrase="A minute passes.", occurred=occurred)
    under = [
        msgspec.structs.replace(
            alone, id=f"{ALONE} {number} (situation pause)", verdict=each, situation=met
        )
        for number, each in enumerate(verdicts)
    ]
    clauses = [each for each in sample.CLAUSES if each.id in alone.clauses[:1]]
    made = sample.events_of((alone, *under), clauses)
    return [*made[:-1], msgspec.structs.replace(made[-1], situations=reach_of(under))]


@pytest.mark.parametrize(
    ("verdicts", "occurred", "cell"),
    [
        (("pass",), 1, "pass"),
        (("pass", "warn"), 1, "warn"),
        (("warn", "fail", "pass"), 1, "fail"),
        (("pass",), 0, "not_reached"),
    ],
)
def test_a_cell_shows_the_most_severe_status_where_the_situation_occurred(
    sample, verdicts, occurred, cell
):
    (row,) = situation_matrix(parse_run(events(sample, *verdicts, occurred=occurred)))
    assert row.cells == (cell,)


def test_a_clause_that_met_no_situation_has_no_row(sample):
    assert situation_matrix(parse_run(events(sample))) == ()
    assert situation_matrix(parse_run(events(sample, "not_testable"))) == ()


def test_the_page_shows_the_table(sample):
    page = html.render(events(sample, "pass"))
    assert "A minute passes." in page
    assert "Each clause under each situation" in page
    assert "Each clause under each situation" not in html.render(events(sample))
