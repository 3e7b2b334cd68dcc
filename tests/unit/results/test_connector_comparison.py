"""The comparison of a whole run: kinds of differences, and numbers."""

import msgspec
from sample_events import SCENARIOS, events_of

from percipio_conformance.core.events import Comparison, Difference, OtherConnector
from percipio_conformance.results.connector_comparison import connector_comparison
from percipio_conformance.results.run_result import parse_run

REASON = "the other connector: real time"


def difference(kind="course: title", **more):
    fields = {"what": "a", "step": "When", "shown": "A", "other": "B", "exchange": "x"}
    return Difference(kind=kind, other_exchange="y", clauses=["C018"], **fields, **more)


def compared(*comparisons):
    """The comparison of a run of the sample scenarios, of which the first ones were compared."""
    scenarios = [
        msgspec.structs.replace(each, comparison=comparisons[number])
        if number < len(comparisons)
        else each
        for number, each in enumerate(SCENARIOS)
    ]
    started, *rest = events_of(tuple(scenarios))
    other = OtherConnector(named="reference")
    started = msgspec.structs.replace(started, compared_with=other)
    return connector_comparison(parse_run([started, *rest]))


def different(*differences):
    return Comparison(outcome="different", pictures=1, differences=list(differences))


def test_a_run_that_was_not_to_compare_has_no_comparison():
    assert connector_comparison(parse_run(events_of())) is None


def test_differences_are_grouped_by_kind_with_the_most_frequent_first():
    other = difference("course: status")
    found = compared(different(other, difference()), different(difference()))
    assert [(each.kind, len(each.findings)) for each in found.kinds] == [
        ("course: title", 2),
        ("course: status", 1),
    ]
    assert found.kinds[0].clauses == ("C018",)
    assert found.summary.startswith("2 scenarios compared: 0 equal, 2 different; ")
    assert found.summary.endswith("3 differences in 2 kinds.")


def test_what_was_not_compared_is_not_equal():
    left_out = Comparison(outcome="not_compared", reason=REASON)
    found = compared(Comparison(outcome="equal", pictures=3), left_out, left_out)
    assert (found.equal, found.different, found.not_compared) == (1, 0, {REASON: 2})
    # A signal ended the others before they could be compared.
    left = len(SCENARIOS) - 1
    assert found.summary == (
        f"1 scenario compared: 1 equal, 0 different; {left} not compared. No difference."
    )


def test_a_run_in_which_nothing_could_be_compared_says_so():
    found = compared(Comparison(outcome="not_compared", reason=REASON))
    left = len(SCENARIOS)
    assert found.summary == f"Nothing could be compared: {left} scenarios not compared."
