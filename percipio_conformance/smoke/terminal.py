"""Format the results of a smoke test: the checks, and the problems to fix in order. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from percipio_conformance.core.redaction import redact_text
from percipio_conformance.core.text import plural
from percipio_conformance.reporting.labels import last_lines
from percipio_conformance.reporting.style import TerminalStyle, safe
from percipio_conformance.results.status import Status
from percipio_conformance.smoke.finding import Finding, Result

_MARKS: dict[str, Status] = {
    "passed": "pass",
    "failed": "fail",
    "skipped": "not_applicable",
    "not run": "not_testable",
}


def table(results: Sequence[Result], look: TerminalStyle) -> str:
    """A line for each check."""
    broad = max(len(each.name) for each in results)
    return "\n".join(_line(each, results, broad, look) for each in results)


def to_fix(results: Sequence[Result], look: TerminalStyle) -> str:
    """The numbered list of problems, most important first; empty if there are none."""
    wrong = [each for each in results if each.finding is not None]
    blocks = ["\n".join(_block(number, each, look)) for number, each in enumerate(wrong, start=1)]
    return "\n\n".join(blocks)


def verdict(results: Sequence[Result]) -> str:
    """Summarize the result in one or two sentences."""
    states = [each.state for each in results]
    passed, failed = states.count("passed"), states.count("failed")
    skipped, not_run = states.count("skipped"), states.count("not run")
    aside = [
        words
        for number, words in (
            (skipped, f"{skipped} skipped"),
            (not_run, f"{not_run} not run because of these failures"),
        )
        if number
    ]
    rest = f"; {', '.join(aside)}" if aside else ""
    if failed:
        return (
            f"The control protocol has errors: {plural(failed, 'check')} of {passed + failed} "
            f"failed{rest}. Start with number 1; it may fix others."
        )
    return (
        f"The control protocol is correct: {plural(passed, 'check')} passed{rest}. Next, test the "
        "connector with percipio-conformance run."
    )


def _line(result: Result, results: Sequence[Result], broad: int, look: TerminalStyle) -> str:
    mark = look.mark(_MARKS[result.state])
    head = f"{mark} {result.name:<{broad}}  {result.label}: "
    words = _plain(_number(result, results) if result.finding else _observation(result), look)
    room = max(20, look.width - broad - len(result.label) - 6)
    return head + textwrap.shorten(words, room, placeholder=" ...")


def _observation(result: Result) -> str:
    return result.text if result.state == "passed" else f"{result.state}, {result.text}"


def _number(result: Result, results: Sequence[Result]) -> str:
    wrong = [each for each in results if each.finding is not None]
    return f"see {wrong.index(result) + 1} below"


def _block(number: int, result: Result, look: TerminalStyle) -> Iterator[str]:
    assert result.finding is not None
    yield f"{number}. {result.name}"
    for label, text in _parts(result, result.finding):
        for place, line in enumerate(_folded(_plain(text, look), look.width - 16)):
            yield f"     {label if place == 0 else '':<9} {line}"


def _parts(result: Result, finding: Finding) -> Iterator[tuple[str, str]]:
    yield "check", result.label
    yield "received", finding.received
    if finding.schema is not None:
        yield "schema", finding.schema
    for place in finding.places:
        yield "field", place
    if finding.output:
        yield "output", last_lines(finding.output)
    yield "fix", finding.fix


def _folded(text: str, width: int) -> list[str]:
    return [
        piece
        for line in text.splitlines() or [""]
        for piece in textwrap.wrap(line, width, break_on_hyphens=False) or [""]
    ]


def _plain(text: str, look: TerminalStyle) -> str:
    """The connector's text without control characters and secrets."""
    return safe(redact_text(text), look)
