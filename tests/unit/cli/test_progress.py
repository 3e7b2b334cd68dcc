"""The progress of a run: counted marks, failures on separate lines, the time left."""

from __future__ import annotations

import io

import msgspec
import pytest

from percipio_conformance.cli.execution import progress
from percipio_conformance.cli.execution.progress import MARKS_IN_A_LINE, Progress, time_left
from percipio_conformance.core.events import ScenarioFinished, Verdict
from percipio_conformance.reporting.style import TerminalStyle

FAILED_LINE = "✘ C013 Subject > Name\n"


def scenario(number: int, verdict: Verdict = "pass") -> ScenarioFinished:
    return ScenarioFinished(
        id=f"a::{number}",
        feature="a.feature",
        feature_title="Subject",
        rule="Rule",
        name="Name",
        clauses=["C013"],
        level="must",
        verdict=verdict,
        duration_s=0.0,
        replay="again",
    )


def shown(*verdicts: Verdict, total: int, live: bool = False, width: int = 96) -> str:
    out = io.StringIO()
    seen = Progress(out, TerminalStyle(width=width), lambda: total, live=live)
    seen.begin()
    for number, verdict in enumerate(verdicts):
        seen.show(scenario(number, verdict))
    seen.end()
    return out.getvalue()


def test_a_line_says_how_many_of_how_many_are_done() -> None:
    assert shown(*["pass"] * (2 * MARKS_IN_A_LINE + 1), total=200) == (
        f"{'✔' * MARKS_IN_A_LINE}  72/200  36%\n"
        f"{'✔' * MARKS_IN_A_LINE} 144/200  72%\n"
        f"✔ 145/200  72%\n"
    )


def test_a_failure_has_a_line_of_its_own_after_the_count_so_far() -> None:
    assert shown("pass", "fail", "fail", "pass", total=4) == (
        f"✔ 1/4  25%\n{FAILED_LINE}{FAILED_LINE}✔ 4/4 100%\n"
    )
    assert shown("fail", total=1) == FAILED_LINE


def test_a_failure_under_a_situation_has_a_line_unless_the_scenario_failed_alone() -> None:
    def text(alone: Verdict) -> str:
        out = io.StringIO()
        seen = Progress(out, TerminalStyle(width=96), lambda: 2, live=False)
        under = msgspec.structs.replace(scenario(0, "fail"), id="a::0 (situation pause)")
        for each in (scenario(0, alone), under):
            seen.show(each)
        seen.end()
        return out.getvalue()

    assert text("pass") == f"✔ 1/2  50%\n{FAILED_LINE}"
    assert text("fail") == f"{FAILED_LINE}✘ 2/2 100%\n"


def test_all_is_done_only_at_the_end() -> None:
    assert " 99%" in shown(*["pass"] * 199, total=200)


@pytest.mark.parametrize("width", [40, 60, 96])
def test_lines_fit_the_width(width: int) -> None:
    lines = shown(*["pass"] * 300, total=1000, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert lines[-1].endswith(" 300/1000  30%")


def test_without_a_total_the_number_alone_is_shown() -> None:
    assert shown("pass", "pass", total=0) == "✔✔ 2\n"


class Watch:
    """A stopwatch that is read two seconds later each time a scenario ends."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_terminal_shows_the_time_left_on_a_line_that_is_written_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watch = Watch()
    monkeypatch.setattr(progress, "stopwatch", watch)
    out = io.StringIO()
    seen = Progress(out, TerminalStyle(), lambda: 30, live=True)
    seen.begin()
    for number in range(3):
        watch.now += 2
        seen.show(scenario(number))
    seen.show(scenario(3, "fail"))
    seen.end()
    lines = out.getvalue().split("\r")
    assert lines[1] == " 0/30   0%\x1b[K"
    assert lines[2] == "✔  1/30   3%, about 60 s left\x1b[K"
    assert lines[4] == "✔✔✔  3/30  10%, about 55 s left\x1b[K"
    assert lines[5] == f"\x1b[K✔✔✔  3/30  10%\n{FAILED_LINE}"
    assert lines[-1] == "\x1b[K"


@pytest.mark.parametrize("width", [40, 60, 100])
def test_the_line_of_a_terminal_never_reaches_the_next_one(
    monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    watch = Watch()
    monkeypatch.setattr(progress, "stopwatch", watch)
    out = io.StringIO()
    seen = Progress(out, TerminalStyle(width=width), lambda: 1000, live=True)
    for number in range(300):
        watch.now += 0.009 * number
        seen.show(scenario(number))
    written = out.getvalue().replace("\x1b[K", "").replace("\n", "\r").split("\r")
    assert max(map(len, written)) <= width
    assert any(each.endswith("left") for each in written)


def test_a_log_gets_no_times() -> None:
    assert "left" not in shown(*["pass"] * 50, total=100)
    assert "\r" not in shown(*["pass"] * 50, total=100)


@pytest.mark.parametrize(
    ("duration_s", "words"),
    [
        (0, "a few seconds left"),
        (9.9, "a few seconds left"),
        (41, "about 45 s left"),
        (89, "about 90 s left"),
        (91, "about 2 min left"),
        (5399, "about 90 min left"),
        (7300, "about 3 h left"),
    ],
)
def test_an_estimate_is_rough_and_never_too_short(duration_s: float, words: str) -> None:
    assert time_left(duration_s) == words
    assert len(words) <= len(progress.LONGEST_LEFT)
