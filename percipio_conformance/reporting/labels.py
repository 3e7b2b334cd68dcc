"""The words that all reports share: one verdict reads the same in a terminal and in a browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

from percipio_conformance.core.events import (
    ClauseJudged,
    Exchange,
    KnownFailure,
    Level,
    ProfileUsed,
    ScenarioFinished,
)
from percipio_conformance.core.printable import copyable, printable, printable_lines, shell_line
from percipio_conformance.reporting.step_text import failed_step, step_lines
from percipio_conformance.results.status import STATUSES, Status, status_of
from percipio_conformance.results.summary_text import chosen_by, detail, plural

__all__ = ["STATUSES", "chosen_by", "detail", "plural", "status_of"]

VERDICT_WORDS: Final[dict[Status, str]] = {
    "pass": "pass",
    "platform": "platform alone",
    "fail": "fail",
    "known": "known failure",
    "warn": "warning",
    "harness_error": "harness error",
    "invalid_feature": "invalid feature",
    "not_testable": "not testable",
    "inapplicable": "inapplicable",
    "planned": "planned",
}

MARKS: Final[dict[Status, str]] = {
    "pass": "✔",
    "platform": "◇",
    "fail": "✘",
    "known": "~",
    "warn": "!",
    "harness_error": "‼",
    "invalid_feature": "?",
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


SHOWN_LINES = 8
"""How many lines of a connector's own output a failure shows by name."""


def prefix_of(scenario: ScenarioFinished, clause: ClauseJudged | None = None) -> str:
    """What stands before the name of a scenario among those of ``clause`` that found fault.

    It says how the scenario ended where that is not how the clause ended: ``fail: `` below a clause
    with a mistake in another scenario. A warning is always one, and names the reading, or the level
    where there is none: ``warning (A-CLOSED.closed): ``.
    """
    ended = status_of(scenario)
    if ended == "warn":
        return f"warning ({', '.join(scenario.readings) or scenario.level}): "
    if clause is None or ended == status_of(clause):
        return ""
    return f"{VERDICT_WORDS[ended]}: "


def known_words(known: KnownFailure) -> str:
    """An entry of the baseline in a sentence: why, who, until when, where it is tracked."""
    words = [known.reason, f"owner {known.owner}, expires {known.expires}", known.issue]
    return "; ".join(each for each in words if each)


def profile_words(profile: ProfileUsed) -> str:
    """The name of a profile and, where it leaves readings to our picks, those that it chose."""
    if not profile.defaulted:
        return profile.name
    figures = {name: f"{value:g}" for name, value in profile.parameters.items()}
    chosen = [
        f"{name} {value}"
        for name, value in (profile.readings | figures).items()
        if name not in profile.defaulted
    ]
    return f"{profile.name} ({'; '.join([*chosen, f'{len(profile.defaulted)} by default'])})"


def seconds(duration_s: float) -> str:
    """A length of real time for a reader: ``4 ms``, ``1.2 s``, ``2 min 05 s``."""
    if duration_s < 1:
        return f"{duration_s * 1000:.0f} ms"
    if duration_s < 60:
        return f"{duration_s:.1f} s"
    minutes, rest = divmod(round(duration_s), 60)
    return f"{minutes} min {rest:02d} s"


def connector_words(described: Mapping[str, Any]) -> str:
    """Name and version of a connector, on one line however it calls itself; empty for neither."""
    words = [described.get("name"), described.get("version")]
    return printable(" ".join(str(each) for each in words if each))


def exchange_line(exchange: Exchange) -> str:
    """One exchange on one line."""
    answer = "no answer" if exchange.status is None else str(exchange.status)
    return f"{exchange.direction}: {exchange.method} {exchange.path} -> {answer}"


def details_command(clauses: Iterable[str]) -> str:
    """The command that tells all there is to know about these clauses; empty for none."""
    ids = list(clauses)
    return shell_line(["percipio-conformance", "clauses", *ids]) if ids else ""


def last_lines(output: str) -> str:
    """The end of what a connector wrote; the page and the JSON report hold more of it."""
    lines = output.rstrip().splitlines()
    left = len(lines) - SHOWN_LINES
    if left <= 0:
        return "\n".join(lines)
    return "\n".join([f"({plural(left, 'earlier line')} in report.json)", *lines[-SHOWN_LINES:]])


def explanation(scenario: ScenarioFinished) -> list[tuple[str, str]]:
    """Why a scenario did not pass, as (label, text) in reading order: the words of every report.

    The texts are printable; that of ``again`` is a command to be copied as it is.
    """
    lines: list[tuple[str, str]] = []
    if scenario.known is not None:
        lines.append(("known", known_words(scenario.known)))
    failure = scenario.failure
    if failure is None and scenario.reason:
        lines.append(("reason", scenario.reason))
    if failure is not None:
        lines.append(("promise", scenario.rule))
        done = [step_lines(each) for each in scenario.steps if each.verdict == "pass"]
        if done:
            lines.append(("done", "\n".join(done)))
        # What was looked at is no problem in itself; what follows says what is wrong with it.
        compared = failure.expected is not None
        lines += [
            ("step", failed_step(scenario) or failure.step),
            ("looked at" if compared else "problem", failure.message),
        ]
        if failure.expected is not None:
            lines.append(("expected", failure.expected))
        if failure.seen is not None:
            lines.append(("seen" if compared else "where", failure.seen))
        if failure.output is not None:
            lines.append(("output", last_lines(failure.output)))
        shown = failure.exchanges[-SHOWN_EXCHANGES:]
        if len(failure.exchanges) > len(shown):
            left = len(failure.exchanges) - len(shown)
            lines.append(("exchange", f"({plural(left, 'earlier one')} in report.json)"))
        for line, same in groupby(exchange_line(each) for each in shown):
            times = len(list(same))
            lines.append(("exchange", line if times == 1 else f"{line}, {times} times"))
    if scenario.unattributed:
        lines.append(("unclaimed", f"{plural(scenario.unattributed, 'exchange')} of no step"))
    plain = [(label, printable_lines(text)) for label, text in lines]
    return [*plain, ("again", copyable(scenario.replay))]


def labeled(lines: Iterable[tuple[str, str]], width: int = 0) -> str:
    """An explanation as text: further lines stand below the first, so that none looks like a label.

    ``width`` is that of the labels; 0 puts a colon behind each.
    """
    return "\n".join(
        (f"{label:<{width}} " if width else f"{label}: ") + text.replace("\n", "\n  ")
        for label, text in lines
    )
