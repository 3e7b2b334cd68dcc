"""Names of connectors, features and profiles never make a page wider than its window.

Every text that comes from outside is 5,000 letters longer here, without one place to break it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest
import sample_events
from contrast import too_faint
from made_up_faults import clause, make_matrix, outcome, verdict
from pages import rendered
from playwright.sync_api import Page, expect

from percipio_conformance.core.events import Event, KnownFailure, RunFinished, RunStarted
from percipio_conformance.spec.clauses import ClauseRegistry
from tools.mutants import report_html as mutants_page

LONG = "W" * 5000
PAPER = 680
"""An A4 page within its margins, in CSS pixels."""

FIXED = {
    "event",
    "verdict",
    "level",
    "side",
    "transport",
    "started_at",
    "finished_at",
    "counts",
    "fail_on",
    "situations",
}
"""Fields whose words are ours."""

SPILLS = """() => {
  const wide = [];
  for (const each of document.querySelectorAll("body *"))
    if (each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
      wide.push(`${each.tagName}.${each.className}: ${each.textContent.slice(0, 30)}`);
  return wide.slice(0, 5);
}"""
KNOWN = KnownFailure(what="C029", reason="late", owner="Olivia", expires="2999-12-31", issue="why")


def longer(value: Any) -> Any:
    match value:
        case str():
            return value + LONG
        case list():
            return [longer(each) for each in value]
        case dict():
            return {name: each if name in FIXED else longer(each) for name, each in value.items()}
        case _:
            return value


def stretched(events: list[Event]) -> list[Event]:
    """The same run in long words: ids keep belonging together."""
    return [msgspec.convert(longer(msgspec.to_builtins(each)), type=type(each)) for each in events]


def long_run() -> str:
    started, *judged, finished = sample_events.events_of()
    assert isinstance(started, RunStarted)
    assert isinstance(finished, RunFinished)
    judged = [
        msgspec.structs.replace(each, known_failure=KNOWN)
        if getattr(each, "id", "") == "C029"
        else each
        for each in judged
    ]
    events = [started, *judged, msgspec.structs.replace(finished, stale=["C012 passes again"])]
    # Words keys of the connector's own are looked up by name and stay as they are.
    changed = stretched(events)
    connector = {**started.connector, "name": f"reference{LONG}", "homepage": f"https://a{LONG}"}
    changed[0] = msgspec.structs.replace(changed[0], connector=connector | {LONG: [LONG]})
    return rendered(changed)


def long_matrix() -> str:
    whole = outcome(whole=True, C013="fail", C012="pass", D04="warn")
    details = {"collateral": {"D04": LONG}, "kind": LONG, "condition": LONG}
    matrix = make_matrix(verdict(whole=whole, **details), only=(), tagged=[(LONG, LONG)])
    rows = tuple(clause(each.id, sentence=LONG, section=LONG) for each in matrix.registry.clauses)
    text = mutants_page.render(replace(matrix, registry=ClauseRegistry(rows, (), ())))
    return text.replace("sleeps_late", f"sleeps_late{LONG}")


def opened(page: Page) -> Page:
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    return page


def width_of(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("text", [long_run, long_matrix])
def test_a_name_of_5000_letters_does_not_widen_a_page(visit, text, width):
    page = opened(visit(text(), viewport={"width": width, "height": 800}).page)
    expect(page.locator("body")).to_contain_text(LONG)
    assert page.evaluate(SPILLS) == []
    assert width_of(page) <= width


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_name_of_5000_letters_does_not_widen_the_list_by_duration(visit, width):
    page = visit(long_run(), "#view=slowest", viewport={"width": width, "height": 800}).page
    expect(page.locator(".timed:visible")).to_have_count(len(sample_events.SCENARIOS))
    assert page.evaluate(SPILLS) == []
    assert width_of(page) <= width


@pytest.mark.parametrize("text", [long_run, long_matrix])
def test_a_name_of_5000_letters_does_not_widen_a_printed_page(visit, text):
    page = visit(text(), viewport={"width": PAPER, "height": 1000}).page
    page.emulate_media(media="print")
    assert page.evaluate(SPILLS) == []
    assert width_of(page) <= PAPER
    opened(page)
    assert width_of(page) <= PAPER


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_matrix_can_be_read_in_either_scheme(visit, scheme):
    seen = visit(long_matrix(), color_scheme=scheme)
    assert too_faint(opened(seen.page)) == []
    assert seen.complaints == []
    assert seen.asked == [seen.address]
