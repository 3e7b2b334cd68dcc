"""The section of a comparison in the reports, and the file with all differences."""

import msgspec
from sample_events import SCENARIOS, events_of

from percipio_conformance.core.events import Comparison, Difference, OtherConnector
from percipio_conformance.core.redaction import redact_event
from percipio_conformance.reporting import html, markdown, terminal
from percipio_conformance.reporting.differences import MEANING, render
from percipio_conformance.reporting.style import TerminalStyle

MARKUP = "<script>alert(2)</script>"


def compared(*kinds):
    differences = [
        Difference(
            kind=kind,
            what='course "Intro"',
            step="When a day passes",
            shown=MARKUP,
            other="nothing",
            exchange="the connector asks 360Learning: POST /courses, answered 200",
            other_exchange="none of a kind that the other lacks",
            clauses=[] if kind == "course: difficulty" else ["C018"],
            more=2,
        )
        for kind in kinds
    ]
    outcome = "different" if kinds else "equal"
    comparison = Comparison(outcome=outcome, pictures=1, differences=differences)
    scenarios = [msgspec.structs.replace(each, comparison=comparison) for each in SCENARIOS]
    started, *rest = events_of(tuple(scenarios))
    other = OtherConnector(named="command:node main.mjs")
    return [msgspec.structs.replace(started, compared_with=other), *rest]


def test_without_a_comparison_nothing_is_written():
    assert render(events_of()) == ""
    assert "Compared with" not in terminal.summary(events_of())


def test_a_kind_is_shown_once_in_the_terminal_and_whole_in_the_file():
    events = compared("course: title")
    shown, written = terminal.summary(events), render(events)
    assert shown.count('course "Intro" (and 2 more)') == 1
    assert written.count('course "Intro" (and 2 more)') == len(SCENARIOS)
    assert f"All {len(SCENARIOS)} differences are in differences.txt beside the report." in shown
    assert " ".join(MEANING.split()[:6]) in written
    assert "--compare-with 'command:node main.mjs'" in written


def test_a_property_without_a_clause_is_an_open_point():
    assert "no clause is about it" in render(compared("course: difficulty"))


def test_many_kinds_are_shortened_in_the_terminal():
    kinds = [f"course: {number}" for number in range(12)]
    shown = terminal.summary(compared(*kinds))
    assert "with 4 more kinds are in differences.txt" in " ".join(shown.split())


def test_no_difference_needs_no_explanation():
    written = render(compared())
    assert "No difference." in written
    assert "open point" not in written


def test_text_from_a_connector_is_escaped():
    events = [redact_event(each) for each in compared("course: title")]
    assert MARKUP not in html.render(events)
    # In Markdown, a backslash before each character that could begin a tag.
    assert MARKUP not in markdown.render(events)


def test_the_section_fits_a_narrow_terminal():
    shown = terminal.summary(compared("course: title"), TerminalStyle(width=40, unicode=False))
    part = shown[shown.index("Compared with") : shown.index("differences.txt")]
    lines = [each for each in part.splitlines() if "rerun" not in each]
    assert max(map(len, lines)) <= 60
