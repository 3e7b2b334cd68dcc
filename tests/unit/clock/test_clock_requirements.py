import pytest

from percipio_conformance.clock.clock_requirements import clock_need, least_clock_support
from percipio_conformance.spec.rules import builtin_rules


@pytest.mark.parametrize(
    ("steps", "clock_support"),
    [
        (("it is Monday", "360Learning shows no course"), "none"),
        (("the integration is active", "360Learning shows no course"), "trigger"),
        (("Percipio saves the page for a receiver that does not answer",), "none"),
        (("a password is asked for",), "none"),
        (("a day passes",), "trigger"),
        (("2 days have passed",), "trigger"),
        (("it becomes 12 January 2026, 09:00 CET",), "trigger"),
        (("a day passes", "every request for page 2 ends in a server error"), "full"),
        (("Ada's completion is posted with an expired token",), "full"),
    ],
)
def test_the_steps_say_what_is_needed(steps, clock_support):
    assert least_clock_support(steps) == clock_support


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("C018", "needs clock support `trigger`"),
        ("C116", "in part needs clock support `full`"),
        ("C095", "in part needs clock support `full`"),
        ("D16", "needs clock support `full`"),
    ],
)
def test_it_agrees_with_what_runs_against_lesser_clocks_find_out(clause, words):
    """``tests/integration/clock_support`` runs these clauses; they end as this page says."""
    assert clock_need(each for each in builtin_rules() if each.clause == clause).startswith(words)
