"""The labels and texts that all reports share."""

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
from percipio_conformance.core.text import plural
from percipio_conformance.reporting.reading_text import reading_lines
from percipio_conformance.reporting.step_text import failed_step, step_lines
from percipio_conformance.results.status import STATUSES, Status, status_of
from percipio_conformance.results.summary_text import chosen_by, detail

__all__ = ["STATUSES", "chosen_by", "detail", "status_of"]

STATUS_LABELS: Final[dict[Status, str]] = {
    "pass": "pass",
    "platform_only": "platform only",
    "fail": "fail",
    "known_failure": "known failure",
    "warn": "warning",
    "harness_error": "harness error",
    "invalid_feature": "invalid feature",
    "not_testable": "not testable",
    "not_applicable": "not applicable",
    "planned": "planned",
}

MARKS: Final[dict[Status, str]] = {
    "pass": "✔",
    "platform_only": "◇",
    "fail": "✘",
    "known_failure": "~",
    "warn": "!",
    "harness_error": "‼",
    "invalid_feature": "?",
    "not_testable": "○",
    "not_applicable": "-",
    "planned": "·",
}

LEVEL_LABELS: Final[dict[Level, str]] = {
    "must": "holds under every reading",
    "profile": "depends on a reading of the profile",
    "derived": "follows from the article",
}

SHOWN_EXCHANGES = 6
"""The number of exchanges that a failure lists; the HTML page and the JSON report have all."""


SHOWN_LINES = 8
"""The number of lines of the connector's output that a failure shows."""


def prefix_of(scenario: ScenarioFinished, clause: ClauseJudged | None = None) -> str:
    """Returns the prefix of a scenario's name in the list of failures of ``clause``.

    It is the status of the scenario if the clause has another one: ``fail: `` below a clause with
    a mistake in another scenario. A warning always has a prefix, with its reading or, without one,
    its level: ``warning (A-CLOSED.closed): ``. Under a situation, or as a generated sequence, its
    name says it.
    """
    status = status_of(scenario)
    special = scenario.situation is not None or scenario.sequence is not None
    if status == "warn" and special and not scenario.readings:
        return "warning: "
    if status == "warn":
        return f"warning ({', '.join(scenario.readings) or scenario.level}): "
    if clause is None or status == status_of(clause):
        return ""
    return f"{STATUS_LABELS[status]}: "


def known_failure_text(known: KnownFailure) -> str:
    """Formats an entry of the baseline: reason, owner, expiry day, issue."""
    parts = [known.reason, f"owner {known.owner}, expires {known.expires}", known.issue]
    return "; ".join(each for each in parts if each)


def profile_text(profile: ProfileUsed) -> str:
    """Returns the name of a profile and, if it leaves readings to the defaults, its own ones."""
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
    """Formats a duration in seconds: ``4 ms``, ``1.2 s``, ``2 min 05 s``."""
    if duration_s < 1:
        return f"{duration_s * 1000:.0f} ms"
    if duration_s < 60:
        return f"{duration_s:.1f} s"
    minutes, rest = divmod(round(duration_s), 60)
    return f"{minutes} min {rest:02d} s"


def connector_text(described: Mapping[str, Any]) -> str:
    """Returns the name and version of a connector on one line; empty if it has neither."""
    parts = [described.get("name"), described.get("version")]
    return printable(" ".join(str(each) for each in parts if each))


def exchange_line(exchange: Exchange) -> str:
    """Formats an exchange on one line."""
    answer = "no answer" if exchange.status is None else str(exchange.status)
    return f"{exchange.direction}: {exchange.method} {exchange.path} -> {answer}"


def details_command(clauses: Iterable[str]) -> str:
    """Returns the command that shows these clauses in detail; empty for no clauses."""
    ids = list(clauses)
    return shell_line(["percipio-conformance", "clauses", *ids]) if ids else ""


def last_lines(output: str) -> str:
    """Returns the last lines of a connector's output; the HTML and JSON reports have more."""
    lines = output.rstrip().splitlines()
    left = len(lines) - SHOWN_LINES
    if left <= 0:
        return "\n".join(lines)
    return "\n".join([f"({plural(left, 'earlier line')} in report.json)", *lines[-SHOWN_LINES:]])


def explanation(scenario: ScenarioFinished) -> list[tuple[str, str]]:
    """Explains the verdict on a scenario as (label, text) in reading order, for every report.

    The texts are printable; that of ``rerun`` is a command that can be copied.
    """
    lines: list[tuple[str, str]] = []
    if scenario.known_failure is not None:
        lines.append(("known", known_failure_text(scenario.known_failure)))
    failure = scenario.failure
    if failure is None and scenario.reason:
        lines.append(("reason", scenario.reason))
    if failure is not None:
        lines.append(("requirement", scenario.rule))
        if scenario.situation is not None:
            lines.append(("situation", scenario.situation.phrase))
        done = [step_lines(each) for each in scenario.steps if each.verdict == "pass"]
        if done:
            lines.append(("done", "\n".join(done)))
        # With an expected result, the message only names the checked item, not a problem.
        compared = failure.expected is not None
        lines += [
            ("step", failed_step(scenario) or failure.step),
            ("checked" if compared else "problem", failure.message),
        ]
        if failure.expected is not None:
            lines.append(("expected", failure.expected))
        if failure.actual is not None:
            lines.append(("actual" if compared else "where", failure.actual))
        lines += reading_lines(failure)
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
        lines.append(
            ("unattributed", f"{plural(scenario.unattributed, 'exchange')} outside all steps")
        )
    plain = [(label, printable_lines(text)) for label, text in lines]
    return [*plain, ("rerun", copyable(scenario.replay))]


def labeled(lines: Iterable[tuple[str, str]], width: int = 0) -> str:
    """Formats an explanation as text; continuation lines are indented, unlike labels.

    ``width`` is the width of the labels; with 0, a colon follows each.
    """
    return "\n".join(
        (f"{label:<{width}} " if width else f"{label}: ") + text.replace("\n", "\n  ")
        for label, text in lines
    )
