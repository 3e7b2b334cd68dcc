"""``summary.md``: the verdict for the summary page of a CI step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from harness.events import LEVELS, ClauseJudged, Event, ScenarioFinished
from harness.judge import FAULTY
from harness.report.view import RunView
from harness.report.words import (
    MARKS,
    STANDINGS,
    VERDICT_WORDS,
    detail,
    explanation,
    plural,
    seconds,
)

FILE_NAME = "summary.md"

_ALIVE = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&@-])")


def render(events: Sequence[Event]) -> str:
    """The file's text, GitHub flavoured; nothing a scenario or connector says becomes markup."""
    view = RunView.of(events)
    started, finished = view.story.started, view.story.finished
    lines = [
        f"## {finished.verdict.capitalize()}: {_plain(view.connector)}",
        "",
        _plain(detail(finished.words)),
        "",
        *_table(view),
        "",
        f"{plural(len(view.story.scenarios), 'scenario')} in {seconds(finished.duration_s)},"
        f" profile {_plain(started.profile.name)}, seed {started.seed},"
        f" {started.transport}, {_plain(started.suite.name)} {_plain(started.suite.version)}.",
    ]
    for clause in view.clauses("harness_error", "fail", "warn"):
        lines += ["", *_clause(clause, view)]
    if view.loose_faults:
        lines += ["", "### Scenarios without a clause", *_scenarios(view.loose_faults)]
    return "\n".join(lines) + "\n"


def _table(view: RunView) -> Iterable[str]:
    yield "| | " + " | ".join(VERDICT_WORDS[each] for each in STANDINGS) + " |"
    yield "|---|" + "---:|" * len(STANDINGS)
    for level in LEVELS:
        tally = view.tally[level]
        yield f"| {level} | " + " | ".join(str(tally[each]) for each in STANDINGS) + " |"


def _clause(clause: ClauseJudged, view: RunView) -> Iterable[str]:
    yield f"### {MARKS[clause.verdict]} {clause.id} {_plain(clause.sentence)}"
    yield ""
    yield f"{VERDICT_WORDS[clause.verdict].capitalize()} ({clause.level}): {_plain(clause.reason)}."
    yield from _scenarios(each for each in view.of_clause(clause) if each.verdict in FAULTY)


def _scenarios(scenarios: Iterable[ScenarioFinished]) -> Iterable[str]:
    for scenario in scenarios:
        yield from ("", f"**{_plain(scenario.name)}**", "")
        for label, text in explanation(scenario):
            yield f"- {label}: {_plain(text)}"


def _plain(text: str | None) -> str:
    return _ALIVE.sub(r"\\\1", " ".join((text or "").split()))
