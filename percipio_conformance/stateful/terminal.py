"""Format the results of the sequences for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from percipio_conformance.core.printable import printable, shell_line
from percipio_conformance.core.redaction import redact_text
from percipio_conformance.core.text import join_and, plural
from percipio_conformance.reporting.labels import connector_text
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.stateful.domain import Domain
from percipio_conformance.stateful.runner import Ending, Failed
from percipio_conformance.stateful.search import Effort, Failing, Finding, Flaky, Passing

WIDTH = 96


def head(description: dict[str, object], profile: str, seed: int) -> str:
    name = connector_text(description)
    return f"percipio-conformance explore | connector {name} | profile {profile} | seed {seed}"


def effort(domain: Domain, spent: Effort) -> str:
    """``catalog: 30 sequences, 571 actions, 5,532 exchanges``."""
    sequences = f"{spent.sequences:,} " + ("sequence" if spent.sequences == 1 else "sequences")
    actions = plural(spent.actions, "action")
    return f"{domain.name}: {sequences}, {actions}, {spent.exchanges:,} exchanges"


def finding(
    domain: Domain, found: Finding, again: Sequence[str], text: str = "", path: Path | None = None
) -> str:
    """The finding.

    Args:
        again: the replay command.
        text: the feature that reproduces the finding; empty if there is none.
        path: the file to which it was written.
    """
    begin = effort(domain, found.effort)
    match found:
        case Passing():
            spent = "; stopped by the budget of exchanges" if found.effort.budget_was_spent else ""
            return f"{begin}\n  all requirements met{spent}"
        case Failing():
            lines = [f"{begin}\n  a requirement is violated in every run"]
            lines += _broken(found.broken, text)
            lines.append(_row("shortened", _shortened(found)))
        case Flaky():
            lines = [f"{begin}\n  flaky: the same actions in equal worlds have different results"]
            lines += ["", *_quoted(text), ""]
            for number, ending in enumerate(found.runs, 1):
                lines.append(_row(f"run {number}", _ending(ending)))
    lines.append(_row("rerun", redact_text(shell_line(again)), folded=False))
    if path is not None:
        lines.append(_row("feature", printable(path), folded=False))
    return "\n".join(lines)


def _broken(broken: Failed, text: str) -> list[str]:
    violation = broken.violation
    return [
        *(_row("clause", each) for each in _sentences(violation.clauses)),
        "",
        *_quoted(text),
        "",
        _row("checked", violation.what),
        _row("expected", redact_text(violation.expected)),
        _row("actual", redact_text(violation.actual)),
    ]


def _quoted(text: str) -> Iterator[str]:
    """The feature as it is written: Gherkin ignores the additional margin in a copy."""
    return (f"    {each}".rstrip() for each in text.splitlines())


def _ending(ending: Ending) -> str:
    if not isinstance(ending, Failed):
        return "all requirements met"
    violation = ending.violation
    clauses = join_and(violation.clauses or ["the control protocol"])
    return redact_text(
        f"{clauses} violated after {plural(ending.number, 'action')}: "
        f"{violation.what}: expected {violation.expected}, actual {violation.actual}"
    )


def _shortened(found: Failing) -> str:
    actions = plural(len(found.sequence.actions), "action")
    if not found.runs_to_shrink:
        return f"no; it has {actions}"
    more = "" if found.to_the_end else "; stopped by the budget of exchanges"
    return f"from {found.drawn} to {actions}, in {plural(found.runs_to_shrink, 'world')}{more}"


def _sentences(clauses: Sequence[str]) -> list[str]:
    registry = load_registry()
    lines = [f"{each} {registry.clause(each).sentence}" for each in clauses]
    return lines or ["none: the control protocol was violated"]


def _row(label: str, text: str, *, folded: bool = True) -> str:
    begin = f"  {label:<11}"
    if not folded:
        return begin + text
    return textwrap.fill(
        printable(text), WIDTH, initial_indent=begin, subsequent_indent=" " * len(begin)
    )
