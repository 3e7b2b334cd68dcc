"""The words that all reports share: one verdict reads the same in a terminal and in a browser."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from harness.events import ClauseJudged, Exchange, Level, ScenarioFinished, Verdict

Standing: TypeAlias = Verdict | Literal["planned"]
"""A clause's verdict, with those of later work told apart from the merely untestable."""

STANDINGS: Final[tuple[Standing, ...]] = (
    "pass",
    "fail",
    "warn",
    "harness_error",
    "not_testable",
    "inapplicable",
    "planned",
)

VERDICT_WORDS: Final[dict[Standing, str]] = {
    "pass": "pass",
    "fail": "fail",
    "warn": "warning",
    "harness_error": "harness error",
    "not_testable": "not testable",
    "inapplicable": "inapplicable",
    "planned": "planned",
}

MARKS: Final[dict[Standing, str]] = {
    "pass": "✔",
    "fail": "✘",
    "warn": "!",
    "harness_error": "‼",
    "not_testable": "○",
    "inapplicable": "-",
    "planned": "·",
}

LEVEL_WORDS: Final[dict[Level, str]] = {
    "must": "holds under every reading",
    "profile": "depends on a reading of the profile",
    "derived": "follows from the article",
}

SHOWN_EXCHANGES = 6
"""How many exchanges a failure lists by name; the page and the JSON report hold all of them."""


def standing(clause: ClauseJudged) -> Standing:
    """How the reports class a clause."""
    return "planned" if clause.planned else clause.verdict


def plural(number: int, noun: str) -> str:
    """``1 clause``, ``2 clauses``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def seconds(duration_s: float) -> str:
    """A length of real time for a reader: ``4 ms``, ``1.2 s``, ``2 min 05 s``."""
    if duration_s < 1:
        return f"{duration_s * 1000:.0f} ms"
    if duration_s < 60:
        return f"{duration_s:.1f} s"
    minutes, rest = divmod(round(duration_s), 60)
    return f"{minutes} min {rest:02d} s"


def detail(words: str) -> str:
    """A verdict's sentence for a place that shows the verdict already: what follows the colon."""
    rest = words.partition(": ")[2]
    return rest[:1].upper() + rest[1:]


def exchange_line(exchange: Exchange) -> str:
    """One exchange on one line."""
    answer = "no answer" if exchange.status is None else str(exchange.status)
    return f"{exchange.direction}: {exchange.method} {exchange.path} -> {answer}"


def explanation(scenario: ScenarioFinished) -> list[tuple[str, str]]:
    """Why a scenario did not pass, as (label, text) in reading order: the words of every report."""
    lines: list[tuple[str, str]] = []
    failure = scenario.failure
    if failure is None and scenario.reason:
        lines.append(("reason", scenario.reason))
    if failure is not None:
        lines += [("step", failure.step), ("problem", failure.message)]
        if failure.expected is not None:
            lines.append(("expected", failure.expected))
        if failure.seen is not None:
            lines.append(("seen", failure.seen))
        shown = failure.exchanges[-SHOWN_EXCHANGES:]
        if len(failure.exchanges) > len(shown):
            left = len(failure.exchanges) - len(shown)
            lines.append(("exchange", f"({plural(left, 'earlier one')} in report.json)"))
        lines += [("exchange", exchange_line(each)) for each in shown]
    lines.append(("again", scenario.replay))
    return lines
