"""Formats a step: its line, and below it its table or docstring."""

from __future__ import annotations

from collections.abc import Iterator

from percipio_conformance.core.events import ScenarioFinished, Step

MARGIN = "  "


def step_lines(step: Step) -> str:
    """Formats a step, such as ``And Percipio offers:`` with its table on further lines."""
    return "\n".join([f"{step.keyword} {step.text}", *argument_lines(step)])


def failed_step(scenario: ScenarioFinished) -> str | None:
    """Formats the failed step with its table or docstring; None if no step failed."""
    failed = [each for each in scenario.steps if each.verdict == "fail"]
    return step_lines(failed[-1]) if failed else None


def argument_lines(step: Step) -> Iterator[str]:
    """Yields the lines of the table with aligned columns, or of the docstring in its quotes."""
    widths = [max(map(len, column)) for column in _columns(step.table)]
    for row in step.table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        yield f"{MARGIN}| {' | '.join(cells)} |"
    if step.docstring is not None:
        for line in ('"""', *step.docstring.split("\n"), '"""'):
            yield f"{MARGIN}{line}".rstrip()


def _columns(table: list[list[str]]) -> list[list[str]]:
    most = max(map(len, table), default=0)
    return [[row[each] for row in table if each < len(row)] for each in range(most)]
