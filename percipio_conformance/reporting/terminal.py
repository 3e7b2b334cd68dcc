"""The terminal report: a mark per scenario during the run, then the verdict with its reasons.

Converts events to text; the caller writes it. The text is complete without color and in ASCII: a
:class:`~percipio_conformance.reporting.style.TerminalStyle` states what the output can show.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence

from percipio_conformance.core.events import (
    LEVELS,
    ClauseJudged,
    Event,
    RunStarted,
    ScenarioFinished,
)
from percipio_conformance.core.text import plural
from percipio_conformance.reporting import differences
from percipio_conformance.reporting.labels import (
    STATUS_LABELS,
    chosen_by,
    connector_text,
    details_command,
    explanation,
    known_failure_text,
    prefix_of,
    profile_text,
    seconds,
)
from percipio_conformance.reporting.reading_text import ambiguities_of, reading_lines
from percipio_conformance.reporting.style import PLAIN, TerminalStyle, in_a_line, to_copy, wrapped
from percipio_conformance.reporting.view import RunView, Section
from percipio_conformance.results.status import STATUSES, Status, status_of

_VERDICT_COLORS: dict[str, Status] = {
    "conformant": "pass",
    "conformant with warnings": "warn",
    "not conformant": "fail",
    "known failures": "known_failure",
    "stale baseline": "warn",
    "narrowed": "not_testable",
    "partial": "not_testable",
    "interrupted": "harness_error",
    "harness error": "harness_error",
    "invalid feature": "invalid_feature",
}


def progress(event: Event, look: TerminalStyle = PLAIN, *, verbose: bool = False) -> str | None:
    """Returns the text to write for ``event``; None if there is none.

    With ``verbose`` each scenario has a line, not only those that failed.
    """
    match event:
        case RunStarted():
            return _heading(event, look) + "\n\n"
        case ScenarioFinished(
            verdict="fail" | "harness_error" | "invalid_feature" | "warn", known_failure=None
        ):
            return _line(event, look)
        case ScenarioFinished():
            return _line(event, look) if verbose else look.mark(status_of(event))
        case _:
            return None


def _line(scenario: ScenarioFinished, look: TerminalStyle) -> str:
    clauses = " ".join(scenario.clauses)
    line = f"{prefix_of(scenario)}{clauses} {scenario.feature_title} > {scenario.name}"
    return f"\n{look.mark(status_of(scenario))} {wrapped(line, '  ', look)}\n"


def summary(events: Sequence[Event], look: TerminalStyle = PLAIN) -> str:
    """Formats the end of a run: sections, failures by clause, untested clauses, totals, verdict."""
    view = RunView.of(events)
    finished = view.run_result.finished
    # The reason why a run gives no verdict on the whole suite gets its own line.
    sentences = re.split(" (?=Narrowed: )", finished.summary)
    lines = "\n".join(wrapped(each, "", look) for each in sentences)
    verdict = look.paint(lines, _VERDICT_COLORS[view.tone])
    parts = [
        _sections(view, look),
        _failures("Failed", view, look, "fail"),
        _failures("Could not be judged", view, look, "harness_error"),
        _failures("Mistakes in your features", view, look, "invalid_feature"),
        _invalid_features(view, look),
        _loose(view, look),
        _failures("Known failures", view, look, "known_failure"),
        _failures("Warnings", view, look, "warn"),
        _stale(finished.stale, look),
        _untested(view, look),
        differences.section(view, look),
        _totals(view, look),
        verdict,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _heading(started: RunStarted, look: TerminalStyle) -> str:
    facts = [
        f"{started.suite.name} {started.suite.version}",
        f"connector {connector_text(started.connector) or '(unnamed)'}",
        f"profile {started.profile.name}",
        f"seed {started.seed}",
        started.transport,
    ]
    if started.shard is not None:
        facts.append(f"shard {started.shard.number} of {started.shard.of}")
    lines = [in_a_line(facts[0], look)]
    for fact in (in_a_line(each, look) for each in facts[1:]):
        if len(lines[-1]) + len(fact) + 5 <= look.width:
            lines[-1] += f" | {fact}"
        else:
            lines[-1] += " |"
            lines += wrapped(f"    {fact}", "    ", look).splitlines()
    if started.selection.narrowed:
        lines += wrapped(f"Narrowed: {chosen_by(started.selection)}.", "", look).splitlines()
    if started.settings is not None:
        lines += wrapped(f"Settings of {started.settings}.", "", look).splitlines()
    return "\n".join(lines)


def _sections(view: RunView, look: TerminalStyle) -> str:
    names = [in_a_line(each.name, look) for each in view.sections]
    longest = max(map(len, names), default=0)
    broad = min(longest, look.width - 44)
    narrow = broad < min(longest, _NARROW_NAME)
    lines = []
    for section, full in zip(view.sections, names, strict=True):
        number = len(section.clauses)
        total = f"{number:>4} {'clause' if number == 1 else 'clauses':<7}"
        if narrow:
            lines += textwrap.wrap(full, look.width)
            head = f"{total}  "
        else:
            name = textwrap.shorten(full, broad, placeholder="...")
            head = f"{name:<{broad}} {total}  "
        lines.append(head + _status_counts(section, len(head), look))
    return "\n".join(lines)


def _status_counts(section: Section, column: int, look: TerminalStyle) -> str:
    """Formats the counts by status, beginning at ``column``, and wraps them to the width."""
    text, used = "", column
    for each in STATUSES:
        if not section.tally[each]:
            continue
        word = "" if each in ("pass", "fail") and look.unicode else f" {STATUS_LABELS[each]}"
        number = f" {section.tally[each]}{word}"
        if used + 1 + len(number) > look.width:
            text, used = f"{text.rstrip()}\n{' ' * column}", column
        text += f"{look.mark(each)}{number}  "
        used += 3 + len(number)
    return text.rstrip()


_NARROW_NAME = 24
"""If the name of a section has fewer columns than this, it gets its own line."""

_IN_FULL = 3
"""The number of failures of a clause that are shown in full; the others have their names only."""

_INDENT = " " * 20
"""The indentation of the text next to a label."""


def _failures(title: str, view: RunView, look: TerminalStyle, wanted: Status) -> str:
    lines: list[str] = []
    shown_at: dict[str, str] = {}
    for clause in view.clauses(wanted):
        sentence = f"{clause.id} ({clause.level}) {clause.sentence}"
        lines += ["", f"{look.mark(wanted)} {wrapped(sentence, '  ', look)}"]
        if clause.reason:
            lines.append(f"  {wrapped(clause.reason, '  ', look)}")
        if clause.known_failure:
            lines.append(f"  {wrapped(known_failure_text(clause.known_failure), '  ', look)}")
        lines.append(f"  Details: {details_command([clause.id])}")
        explained: set[str] = set()
        for number, scenario in enumerate(view.failures_of(clause)):
            if number:
                lines.append("")
            if number >= _IN_FULL:
                name = f"{prefix_of(scenario, clause)}{scenario.name}"
                lines.append(f"    {wrapped(name, '    ', look)}")
                if not ambiguities_of(scenario) <= explained:
                    lines += _reading(scenario, look)
                    explained |= ambiguities_of(scenario)
                lines.append(_labeled("rerun", to_copy(scenario.replay, look)))
                continue
            if scenario.id in shown_at:
                name = f"{prefix_of(scenario, clause)}{scenario.name}"
                seen = f"{name} (see {shown_at[scenario.id]})"
                lines.append(f"    {wrapped(seen, '    ', look)}")
                continue
            shown_at[scenario.id] = clause.id
            lines += _scenario(scenario, look, clause)
            explained |= ambiguities_of(scenario)
    head = wrapped(title, "", look)
    return f"{head}\n" + "\n".join(lines[1:]) if lines else ""


def _loose(view: RunView, look: TerminalStyle) -> str:
    lines = [line for each in view.loose_faults for line in _scenario(each, look)]
    return "\n".join([view.loose_title, *lines]) if lines else ""


def _stale(sentences: Sequence[str], look: TerminalStyle) -> str:
    lines = [f"  {wrapped(each, '    ', look)}" for each in sentences]
    return "\n".join(["Stale baseline", *lines]) if lines else ""


def _invalid_features(view: RunView, look: TerminalStyle) -> str:
    lines = [
        f"  {wrapped(each, '    ', look)}" for each in view.run_result.started.invalid_features
    ]
    return "\n".join(["Invalid feature files", *lines]) if lines else ""


def _scenario(
    scenario: ScenarioFinished, look: TerminalStyle, clause: ClauseJudged | None = None
) -> Iterable[str]:
    """Yields the lines of one failure, without the known failure that its clause shows already."""
    head = f"{prefix_of(scenario, clause)}{scenario.feature_title} > {scenario.name}"
    yield f"    {wrapped(head, '    ', look)}"
    for label, text in explanation(scenario):
        if (
            label == "known"
            and clause is not None
            and scenario.known_failure == clause.known_failure
        ):
            continue
        # The command line is never wrapped, so that it can be copied.
        again = label == "rerun"
        body = to_copy(text, look) if again else wrapped(text, _INDENT, look, indented=True)
        yield _labeled(label, body)


def _reading(scenario: ScenarioFinished, look: TerminalStyle) -> Iterable[str]:
    for label, text in reading_lines(scenario.failure):
        yield _labeled(label, wrapped(text, _INDENT, look, indented=True))


def _labeled(label: str, text: str) -> str:
    return f"{f'      {label}':<{len(_INDENT)}}{text}"


def _untested(view: RunView, look: TerminalStyle) -> str:
    reasons: Counter[str] = Counter()
    without_scenarios = 0
    for clause in view.clauses("not_testable", "not_applicable"):
        if clause.scenarios:
            word = STATUS_LABELS[clause.verdict].capitalize()
            reasons[f"{clause.id}  {word}: {clause.reason}"] += 1
        else:
            without_scenarios += 1
    lines = [f"  {wrapped(each, ' ' * 8, look)}" for each in sorted(reasons)]
    if without_scenarios:
        number = plural(without_scenarios, "clause")
        line = f"{number} not run or not observable by a machine; the report gives the reasons"
        lines.append(f"  {wrapped(line, '  ', look)}")
    return "\n".join(["Not tested", *lines]) if lines else ""


def _totals(view: RunView, look: TerminalStyle) -> str:
    shown = [
        each
        for each in STATUSES
        if each in ("pass", "fail", "warn") or any(view.tally[level][each] for level in LEVELS)
    ]
    rows = [["Clauses", *(STATUS_LABELS[each] for each in shown)]]
    rows += [[f"  {level}", *(str(view.tally[level][each]) for each in shown)] for level in LEVELS]
    lines = _columns(rows, look.width) or _columns(_turned(rows), look.width)
    started, finished = view.run_result.started, view.run_result.finished
    ran = [
        f"{view.scenario_tally[each]} {STATUS_LABELS[each]}"
        for each in STATUSES
        if view.scenario_tally[each]
    ]
    scenarios = f"{view.ran_text} in {seconds(finished.duration_s)}: {', '.join(ran) or 'none run'}"
    lines.append(wrapped(scenarios, "  ", look))
    if view.shard is not None:
        # The clauses of a shard are not judged, so there are no counts.
        return lines[-1]
    tested = f"Tested in full: {view.tested_text}; profile {profile_text(started.profile)}"
    lines.append(wrapped(tested, "  ", look))
    lines.append(wrapped(f"Situations: {view.reached_text}", "  ", look))
    if view.sequences_text:
        lines.append(wrapped(f"Sequences: {view.sequences_text}", "  ", look))
    return "\n".join(lines)


def _columns(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Formats the rows with the cells right-aligned, except the first; empty if they do not fit."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    gap = min((width - sum(widths)) // (len(widths) - 1), 3)
    if gap < 1:
        return []
    return [
        row[0].ljust(widths[0])
        + "".join(cell.rjust(broad + gap) for cell, broad in zip(row[1:], widths[1:], strict=True))
        for row in rows
    ]


def _turned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Transposes the table, for a narrow output."""
    head, *rest = ([cell.strip() for cell in column] for column in zip(*rows, strict=True))
    return [head, *([f"  {row[0]}", *row[1:]] for row in rest)]
