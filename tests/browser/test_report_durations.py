"""Scenarios by duration, and filters over as many scenarios as the suite has, without a jump."""

from __future__ import annotations

import msgspec
import pytest
import sample_events
from contrast import too_faint
from pages import rendered
from playwright.sync_api import Page, expect

from percipio_conformance.reporting.html import anchor

NUMBER = 800
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WIDTHS = "all => all.map(each => each.getBoundingClientRect().width)"


def lasting(scenario, seconds: float):
    return msgspec.structs.replace(scenario, duration_s=seconds)


DURATIONS = (0.25, 3.5, 0.004, 61.0, 2.0, 2.0, 0.1, 8.0, 0.5)
LASTING = tuple(map(lasting, sample_events.SCENARIOS, DURATIONS))
SLOWEST = [
    each.name
    for each in sorted(
        sorted(LASTING, key=lambda each: each.id), key=lambda each: each.duration_s, reverse=True
    )
    if "Ada" not in each.name
]
"""Names by duration, but for one with characters that no page can show."""


def many() -> str:
    """A run of 800 scenarios, all of clauses that the sample has."""
    clauses = [each.id for each in sample_events.CLAUSES if not each.unobservable]
    scenarios = [
        sample_events._scenario(
            f"content/of_{number % 40}",
            f"Scenario number {number}",
            clauses[number % len(clauses)],
            "fail" if number % 100 == 0 else "pass",
            duration_s=(number * 37 % NUMBER) / 100,
        )
        for number in range(NUMBER)
    ]
    return rendered(sample_events.events_of(tuple(scenarios)))


def names(page: Page) -> list[str]:
    return page.locator(".timed:visible a").all_inner_texts()


def slowest_first(page: Page) -> None:
    page.get_by_label("View").select_option("slowest")


def test_the_slowest_scenario_comes_first(visit):
    seen = visit(rendered(sample_events.events_of(LASTING)))
    assert names(seen.page) == []
    slowest_first(seen.page)
    expect(seen.page.get_by_role("status")).to_have_text("9 of 9 scenarios shown")
    shown = seen.page.locator(".timed:visible td.count").all_inner_texts()
    assert shown[:3] == ["1 min 01 s", "8.0 s", "3.5 s"]
    assert [each for each in names(seen.page) if "Ada" not in each] == SLOWEST
    expect(seen.page.locator(".clause:visible")).to_have_count(0)


def test_one_clause_and_one_scenario_are_counted_in_the_singular(visit):
    scenario = next(each for each in sample_events.SCENARIOS if each.clauses == ["C012"])
    clause = next(each for each in sample_events.CLAUSES if each.id == "C012")
    seen = visit(rendered(sample_events.events_of((scenario,), [clause])))
    expect(seen.page.get_by_role("status")).to_have_text("1 of 1 clause shown")
    slowest_first(seen.page)
    expect(seen.page.get_by_role("status")).to_have_text("1 of 1 scenario shown")


def test_filters_and_search_hold_in_this_view_too(visit):
    run = rendered(sample_events.events_of(LASTING))
    page = visit(run, "#view=slowest&verdict=not_applicable").page
    assert names(page) == ["Six languages"]
    page.get_by_role("button", name="Show all").click()
    slowest_first(page)
    page.get_by_label("Section").select_option(sample_events.CONTENT)
    page.get_by_role("searchbox").fill("the promise of C029")
    assert sorted(names(page)) == [
        "A title with markup <script>alert(1)</script>",
        "One new item",
    ]
    page.reload()
    assert len(names(page)) == 2


def test_a_row_leads_to_its_scenario_and_back(visit):
    seen = visit(rendered(sample_events.events_of(LASTING)), "#view=slowest&verdict=fail")
    failed = next(each for each in LASTING if each.verdict == "fail")
    seen.page.locator(".timed:visible a").click()
    expect(seen.page.locator(f"[id='{anchor(failed, 'C029')}'] > .inside")).to_be_visible()
    assert seen.shown == ["C029"]
    seen.page.go_back()
    assert names(seen.page) == [failed.name]


def test_the_pills_count_what_is_listed(visit):
    page = visit(rendered(sample_events.events_of(LASTING))).page
    pill = page.locator(".pill", has=page.locator("[value=pass]"))
    assert pill.locator("b").inner_text() == "3"
    slowest_first(page)
    assert pill.locator("b").inner_text() == "4"


@pytest.mark.parametrize("view", ["", "#view=slowest"])
def test_eight_hundred_scenarios_are_filtered_without_a_jump(visit, view):
    # A high window: what is left of the page below few results would not fill it.
    page = visit(many(), view, viewport={"width": 1280, "height": 1600}).page
    form, columns = page.locator("#filters"), page.locator(".timed:visible").first.locator("*")
    form.evaluate("form => form.scrollIntoView()")
    before = form.bounding_box(), columns.evaluate_all(WIDTHS)
    for number in ("7", "77", "777"):
        page.get_by_role("searchbox").fill(f"number {number}")
        page.evaluate(FRAMES)
        assert form.bounding_box() == before[0]
    page.get_by_role("searchbox").fill("nothing of this kind")
    page.evaluate(FRAMES)
    assert form.bounding_box() == before[0], "not even where the page gets short"
    page.get_by_role("button", name="Show all").click()
    page.evaluate(FRAMES)
    assert form.bounding_box() == before[0]
    if view:
        slowest_first(page)
        assert columns.evaluate_all(WIDTHS)[1:] == before[1][1:]


def test_eight_hundred_scenarios_are_filtered_at_once(visit):
    page = visit(many(), "#view=slowest").page
    milliseconds = page.evaluate(
        """() => {
      const field = document.querySelector("[type=search]");
      field.value = "number 777";
      const began = performance.now();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      document.documentElement.getBoundingClientRect();
      return performance.now() - began;
    }"""
    )
    assert names(page) == ["Scenario number 777"]
    assert milliseconds < 2000, "a reader would wait for each letter"


def test_without_scripts_the_list_is_there_folded(visit):
    page = visit(rendered(), java_script_enabled=False).page
    expect(page.locator(".timed:visible")).to_have_count(0)
    page.get_by_text("Scenarios, slowest first", exact=True).click()
    expect(page.locator(".timed:visible")).to_have_count(len(sample_events.SCENARIOS))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_can_be_read(visit, scheme):
    page = visit(rendered(), "#view=slowest", color_scheme=scheme).page
    assert too_faint(page) == []
