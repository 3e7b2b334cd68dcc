"""``differences.txt`` and the section of a report: where another connector differs.

It is information, not a verdict. The terminal shows one example of each kind, the file all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from percipio_conformance.core.events import Event
from percipio_conformance.core.printable import shell_line
from percipio_conformance.core.text import plural
from percipio_conformance.reporting.style import PLAIN, TerminalStyle, to_copy, wrapped
from percipio_conformance.reporting.view import RunView
from percipio_conformance.results.connector_comparison import (
    ConnectorComparison,
    Finding,
    KindOfDifference,
)

FILE_NAME = "differences.txt"

MEANING = (
    "Each difference is an open point of the article, a fault of the other connector, or a fault of"
    " the connector under test. It affects no verdict."
)

SHOWN_KINDS, SHOWN_REASONS = 8, 4
"""The numbers of kinds of differences, and of reasons, in the terminal."""

_MARGIN = " " * 20


def render(events: Sequence[Event]) -> str:
    """Returns the text of the file; empty if the run was not to compare."""
    found = RunView.of(events).connector_comparison
    return "" if found is None else "\n".join(_lines(found, PLAIN, every=True)) + "\n"


def section(view: RunView, look: TerminalStyle) -> str:
    """Returns the section of the terminal report; empty if the run was not to compare."""
    found = view.connector_comparison
    return "" if found is None else "\n".join(_lines(found, look, every=False))


def title(found: ConnectorComparison) -> str:
    return f"Compared with {found.named} in an equal world"


def labeled(finding: Finding, named: str) -> list[tuple[str, str]]:
    """Returns the lines of a difference, each a label and a text."""
    difference, scenario = finding.difference, finding.scenario
    more = f" (and {difference.more} more)" if difference.more else ""
    lines = [
        ("step", difference.step),
        ("on", f"{difference.what}{more}"),
        ("under test", difference.shown),
        ("other", difference.other),
    ]
    if difference.exchange == difference.other_exchange:
        lines.append(("exchange", f"both: {difference.exchange}"))
    else:
        lines.append(("exchange", f"under test: {difference.exchange}"))
        lines.append(("", f"other: {difference.other_exchange}"))
    if scenario.clauses:
        lines.append(("scenario of", ", ".join(scenario.clauses)))
    again = f"{scenario.replay} {shell_line(['--compare-with', named])}"
    return [*lines, ("rerun", again)]


def near(kind: KindOfDifference) -> str:
    """``clauses C030``, or a statement that there are none."""
    if kind.kind == "check":
        return "the clauses are those of the scenario"
    if not kind.clauses:
        return "no clause is about it"
    return f"clauses {', '.join(kind.clauses)}"


def _lines(found: ConnectorComparison, look: TerminalStyle, *, every: bool) -> Iterator[str]:
    yield wrapped(title(found), "", look)
    yield f"  {wrapped(found.summary, '  ', look)}"
    reasons = list(found.not_compared.items())
    shown = reasons if every else reasons[:SHOWN_REASONS]
    for reason, number in shown:
        yield f"  {number:>6} not compared: {wrapped(reason, ' ' * 9, look)}"
    if reasons[len(shown) :]:
        rest = sum(number for _, number in reasons[len(shown) :])
        yield f"  {rest:>6} not compared for other reasons"
    if found.kinds:
        yield f"  {wrapped(MEANING, '  ', look)}"
    kinds = found.kinds if every else found.kinds[:SHOWN_KINDS]
    for kind in kinds:
        yield ""
        yield f"  {wrapped(f'{kind.title}; {near(kind)}', '    ', look)}"
        for finding in kind.findings if every else kind.findings[:1]:
            yield from _finding(finding, found.named, look)
    hidden = len(found.kinds) - len(kinds)
    if not every and found.differences > len(kinds):
        more = f", with {plural(hidden, 'more kind')}" if hidden else ""
        text = f"All {found.differences} differences{more} are in {FILE_NAME} beside the report."
        yield ""
        yield f"  {wrapped(text, '  ', look)}"


def _finding(finding: Finding, named: str, look: TerminalStyle) -> Iterator[str]:
    scenario = finding.scenario
    head = f"{scenario.feature_title} > {scenario.name}"
    if scenario.situation is not None:
        head = f"{head} (situation {scenario.situation.id})"
    yield f"    {wrapped(head, '    ', look)}"
    for label, text in labeled(finding, named):
        # The command line is never wrapped, so that it can be copied.
        copied = label == "rerun"
        body = to_copy(text, look) if copied else wrapped(text, _MARGIN, look, indented=True)
        yield f"{f'      {label}':<{len(_MARGIN)}}{body}"
