"""The words of a smoke test: what was asked, and what to put right in which order. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from percipio_conformance.core.redaction import redact_text
from percipio_conformance.core.text import plural
from percipio_conformance.reporting.labels import last_lines
from percipio_conformance.reporting.style import TerminalStyle, safe
from percipio_conformance.results.status import Status
from percipio_conformance.smoke.finding import Finding, Result

_STANDINGS: dict[str, Status] = {
    "right": "pass",
    "wrong": "fail",
    "left out": "not_applicable",
    "not asked": "not_testable",
}


def table(results: Sequence[Result], look: TerminalStyle) -> str:
    """A line for each check."""
    broad = max(len(each.name) for each in results)
    return "\n".join(_line(each, results, broad, look) for each in results)


def to_fix(results: Sequence[Result], look: TerminalStyle) -> str:
    """The numbered list of what is wrong, what to begin with first; empty when nothing is."""
    wrong = [each for each in results if each.finding is not None]
    blocks = ["\n".join(_block(number, each, look)) for number, each in enumerate(wrong, start=1)]
    return "\n\n".join(blocks)


def verdict(results: Sequence[Result]) -> str:
    """Summarize the result in one or two sentences."""
    states = [each.state for each in results]
    right, wrong = states.count("right"), states.count("wrong")
    left_out, not_asked = states.count("left out"), states.count("not asked")
    aside = [
        words
        for number, words in (
            (left_out, f"{left_out} left out"),
            (not_asked, f"{not_asked} not asked because of what is wrong"),
        )
        if number
    ]
    rest = f"; {', '.join(aside)}" if aside else ""
    if wrong:
        return (
            f"The driver is not right yet: {plural(wrong, 'check')} of {right + wrong} went "
            f"wrong{rest}. Begin with number 1: others may go with it."
        )
    return (
        f"The driver is right: {plural(right, 'check')} passed{rest}. Nothing is said yet about "
        "the connector: that is what percipio-conformance run is for."
    )


def _line(result: Result, results: Sequence[Result], broad: int, look: TerminalStyle) -> str:
    mark = look.mark(_STANDINGS[result.state])
    head = f"{mark} {result.name:<{broad}}  {result.asked}: "
    words = _plain(_number(result, results) if result.finding else _said(result), look)
    room = max(20, look.width - broad - len(result.asked) - 6)
    return head + textwrap.shorten(words, room, placeholder=" ...")


def _said(result: Result) -> str:
    return result.words if result.state == "right" else f"{result.state}, {result.words}"


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
    yield "asked", result.asked
    yield "came", finding.came
    if finding.schema is not None:
        yield "schema", finding.schema
    for place in finding.places:
        yield "field", place
    if finding.output:
        yield "output", last_lines(finding.output)
    yield "to do", finding.to_do


def _folded(text: str, width: int) -> list[str]:
    return [
        piece
        for line in text.splitlines() or [""]
        for piece in textwrap.wrap(line, width, break_on_hyphens=False) or [""]
    ]


def _plain(text: str, look: TerminalStyle) -> str:
    """A connector's words neither steer the reader's terminal nor show a secret."""
    return safe(redact_text(text), look)
