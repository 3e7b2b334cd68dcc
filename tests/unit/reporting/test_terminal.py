import pytest

from percipio_conformance.reporting.style import PLAIN, TerminalStyle, look_for
from percipio_conformance.reporting.terminal import progress, summary


@pytest.mark.parametrize(
    ("snapshot", "look"),
    [("terminal.txt", PLAIN), ("terminal_ascii.txt", look_for("ascii", columns=80))],
)
def test_it_reads_as_agreed(sample, safe_events, snapshot, look):
    expected = (sample.SNAPSHOTS / snapshot).read_text(encoding="utf-8")
    assert summary(safe_events, look) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp437", None])
def test_it_can_be_written_whatever_the_encoding(events, encoding):
    look = look_for(encoding)
    text = summary(events, look) + "".join(progress(each, look) or "" for each in events)
    text.encode(encoding or "ascii", "strict" if encoding != "utf-8" else "surrogatepass")
    assert look.unicode == (encoding == "utf-8")


@pytest.mark.parametrize(("columns", "width"), [(20, 40), (40, 40), (60, 60), (80, 80), (300, 100)])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_lines_fit_the_width_but_for_the_command_to_copy(safe_events, columns, width, encoding):
    look = look_for(encoding, columns=columns)
    assert look.width == width
    shown = [progress(each, look) or "" for each in safe_events]
    lines = "".join([*shown, summary(safe_events, look)]).splitlines()
    to_copy = ("      rerun         ", "  Details: ")
    assert [each for each in lines if len(each) > width and not each.startswith(to_copy)] == []


def test_colors_are_there_only_when_asked_for(safe_events):
    assert "\x1b[" not in summary(safe_events)
    colored = summary(safe_events, TerminalStyle(color=True))
    assert "\x1b[31m✘\x1b[0m C029" in colored


def test_control_characters_of_a_connector_do_not_reach_the_terminal(events):
    text = summary(events) + "".join(progress(each) or "" for each in events)
    assert not [sign for sign in text if ord(sign) < 32 and sign != "\n"]


def test_each_event_leaves_its_mark(safe_events):
    marks = [progress(each) for each in safe_events]
    assert marks[0] == (
        "percipio-conformance 0.1.0 | connector reference connector 0.1.0 | profile article |"
        " seed 7 |\n    in-process\n\n"
    )
    assert marks[1:4] == ["✔", "○", "✔"]
    assert "\n✘ C029 Creation > A title with markup <script>alert(1)</script>\n" in marks
    assert marks[-1] is None


def test_a_failing_scenario_of_two_clauses_is_explained_once(sample):
    both = sample._scenario(
        "content/creation", "Both", "C029", "fail", clauses=["C012", "C029"], failure=sample.FAILURE
    )
    text = summary(sample.events_of((both,)))
    assert text.count("courses with this title") == 1
    assert "Both (see C012)" in text


def test_a_conformant_run_ends_on_one_line(sample):
    text = summary(sample.conformant())
    assert "Failed" not in text
    assert "\n\nConformant: " in text


def test_a_fault_of_no_clause_is_shown(sample):
    lost = sample._scenario("content/creation", "Lost", "C999", "fail", failure=sample.FAILURE)
    text = summary(sample.events_of((lost,)))
    assert "Scenarios without a clause\n    Creation > Lost" in text
    assert "belongs to no judged clause" in text
