"""``summary.md``: the verdict for the summary page of a CI step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from percipio_conformance.core.events import LEVELS, ClauseJudged, Event, ScenarioFinished
from percipio_conformance.core.printable import printable_lines
from percipio_conformance.reporting import differences
from percipio_conformance.reporting.labels import (
    MARKS,
    STATUS_LABELS,
    detail,
    details_command,
    explanation,
    known_failure_text,
    prefix_of,
    profile_text,
    seconds,
)
from percipio_conformance.reporting.markdown_text import code, code_block, plain
from percipio_conformance.reporting.view import RunView
from percipio_conformance.results.connector_comparison import ConnectorComparison
from percipio_conformance.results.status import STATUSES, status_of

FILE_NAME = "summary.md"


def render(events: Sequence[Event]) -> str:
    """Returns the text of the file in GitHub Flavored Markdown; text from outside is escaped."""
    view = RunView.of(events)
    started, finished = view.run_result.started, view.run_result.finished
    lines = [
        f"## {view.headline}: {plain(view.connector)}",
        "",
        plain(detail(finished.summary)),
        "",
        *_table(view),
        "",
        f"Tested in full: {view.tested_text}. Situations: {view.reached_text}."
        + (f" Sequences: {view.sequences_text}." if view.sequences_text else ""),
        "",
        f"{view.ran_text} in {seconds(finished.duration_s)},"
        f" profile {plain(profile_text(started.profile))}, seed {started.seed},"
        f" {started.transport}, {plain(started.suite.name)} {plain(started.suite.version)}.",
    ]
    if started.settings is not None:
        lines += ["", f"Settings of {plain(started.settings)}."]
    if finished.stale:
        lines += ["", "### Stale baseline", "", *(f"- {plain(each)}" for each in finished.stale)]
    if started.invalid_features:
        lines += ["", "### Invalid feature files", ""]
        lines += [f"- {plain(each)}" for each in started.invalid_features]
    if view.connector_comparison is not None:
        lines += ["", *_comparison(view.connector_comparison)]
    for clause in view.clauses("harness_error", "invalid_feature", "fail", "known_failure", "warn"):
        lines += ["", *_clause(clause, view)]
    if view.loose_faults:
        lines += ["", f"### {view.loose_title}", *_scenarios(view.loose_faults)]
    return "\n".join(lines) + "\n"


def _comparison(found: ConnectorComparison) -> Iterable[str]:
    yield f"### {plain(differences.title(found))}"
    yield ""
    yield f"{plain(found.summary)} {plain(differences.MEANING if found.kinds else '')}".strip()
    for kind in found.kinds:
        first = kind.findings[0]
        yield from ("", f"**{plain(kind.title)}** ({plain(differences.near(kind))}):")
        yield from (plain(first.scenario.name), "")
        for label, text in differences.labeled(first, found.named):
            if label == "rerun":
                yield from (f"- {label}:", "", *code_block(text, "sh", margin="  "))
            else:
                yield f"- {label or 'exchange'}: {plain(text)}"


def _table(view: RunView) -> Iterable[str]:
    yield "| | " + " | ".join(STATUS_LABELS[each] for each in STATUSES) + " |"
    yield "|---|" + "---:|" * len(STATUSES)
    for level in LEVELS:
        tally = view.tally[level]
        yield f"| {level} | " + " | ".join(str(tally[each]) for each in STATUSES) + " |"


def _clause(clause: ClauseJudged, view: RunView) -> Iterable[str]:
    now = status_of(clause)
    why = (
        clause.reason
        if clause.known_failure is None
        else f"{clause.reason}; {known_failure_text(clause.known_failure)}"
    )
    yield f"### {MARKS[now]} {clause.id} {plain(clause.sentence)}"
    yield ""
    yield f"{STATUS_LABELS[now].capitalize()} ({clause.level}): {plain(why)}."
    yield f"Details: {code(details_command([clause.id]))}"
    yield from _scenarios(view.failures_of(clause), clause)


def _scenarios(
    scenarios: Iterable[ScenarioFinished], clause: ClauseJudged | None = None
) -> Iterable[str]:
    for scenario in scenarios:
        yield from ("", f"**{plain(prefix_of(scenario, clause) + scenario.name)}**", "")
        for label, text in explanation(scenario):
            if label == "rerun":
                yield from (f"- {label}:", "", *code_block(text, "sh", margin="  "))
            elif "\n" in text:
                # Steps with their tables keep their lines.
                yield from (f"- {label}:", "", *code_block(printable_lines(text), margin="  "))
            else:
                yield f"- {label}: {plain(text)}"
