"""The address of the page keeps what a reader asked for: a reload, a shared link, back, forward."""

from __future__ import annotations

import pytest
import sample_events
from pages import rendered
from playwright.sync_api import Page, expect

from percipio_conformance.reporting.html import anchor

CLAUSES = [each.id for each in sample_events.CLAUSES]
FAILED = next(each for each in sample_events.SCENARIOS if each.clauses == ["C029"])
EVIDENCE = anchor(FAILED, "C029")
EVERYTHING = (
    "#text=a+channel&verdict=pass&verdict=fail&level=must&section="
    + sample_events.CONTENT.replace(" ", "+")
)
REFUSE = """() => {
  const refuse = () => { throw new DOMException("too often", "SecurityError"); };
  history.pushState = history.replaceState = refuse;
}"""


def ask(page: Page) -> None:
    """Set every filter there is."""
    page.locator("[name=verdict][value=fail]").check()
    page.locator("[name=verdict][value=pass]").check()
    page.locator("[name=level][value=must]").check()
    page.get_by_label("Section").select_option(sample_events.CONTENT)
    page.get_by_role("searchbox").fill("a channel")


def hash_of(page: Page) -> str:
    found: str = page.evaluate("location.hash")
    return found


def test_a_reload_keeps_the_filters_and_the_search(visit):
    seen = visit(rendered())
    ask(seen.page)
    assert seen.shown == ["C021"]
    seen.page.reload()
    assert seen.shown == ["C021"]
    expect(seen.page.get_by_role("searchbox")).to_have_value("a channel")
    expect(seen.page.locator("[name=verdict]:checked")).to_have_count(2)
    expect(seen.page.get_by_label("Section")).to_have_value(sample_events.CONTENT)
    assert seen.complaints == []


def test_the_address_of_a_filtered_page_can_be_shared(visit):
    first = visit(rendered())
    ask(first.page)
    assert hash_of(first.page) == EVERYTHING
    assert visit(rendered(), EVERYTHING).shown == ["C021"]


def test_back_and_forward_go_through_the_filters(visit):
    seen = visit(rendered())
    seen.page.locator("[name=verdict][value=fail]").check()
    seen.page.locator("[name=verdict][value=warn]").check()
    seen.page.get_by_role("searchbox").press_sequentially("video")
    assert seen.shown == ["C027"]
    seen.page.go_back()
    assert seen.shown == ["C027", "C029"], "all letters of a search are one step"
    expect(seen.page.get_by_role("searchbox")).to_have_value("")
    seen.page.go_back()
    assert seen.shown == ["C029"]
    seen.page.go_back()
    assert seen.shown == CLAUSES
    assert hash_of(seen.page) == ""
    for left in (["C029"], ["C027", "C029"], ["C027"]):
        seen.page.go_forward()
        assert seen.shown == left


def test_show_all_clears_the_address_too(visit):
    seen = visit(rendered(), EVERYTHING)
    seen.page.get_by_role("button", name="Show all").click()
    assert hash_of(seen.page) == ""
    seen.page.go_back()
    assert seen.shown == ["C021"]


def test_a_link_within_the_page_keeps_the_filters(visit):
    seen = visit(rendered(), "#verdict=fail")
    seen.page.locator(".first").get_by_text(FAILED.name).click()
    assert hash_of(seen.page) == f"#{EVIDENCE}&verdict=fail"
    seen.page.reload()
    assert seen.shown == ["C029"]
    expect(seen.page.locator(f"[id='{EVIDENCE}'] > summary")).to_be_in_viewport()
    expect(seen.page.locator(f"[id='{EVIDENCE}'] > summary")).to_be_focused()


def test_a_link_to_what_a_filter_hides_drops_the_filter(visit):
    seen = visit(rendered(), "#C012&verdict=fail")
    assert seen.shown == CLAUSES
    assert hash_of(seen.page) == "#C012"
    expect(seen.page.locator("[id=C012] > .inside")).to_be_visible()


@pytest.mark.parametrize("wish", ["verdict=known", "section=Nowhere", "color=red"])
def test_what_the_run_does_not_have_is_named_and_not_filtered_by(visit, wish):
    seen = visit(rendered(), f"#{wish}&level=profile")
    assert seen.shown == ["C027"]
    expect(seen.page.get_by_role("status")).to_have_text(
        f"1 of {len(CLAUSES)} clauses shown; ignored filters: {wish}"
    )


def test_a_browser_that_refuses_new_addresses_filters_all_the_same(visit):
    seen = visit(rendered())
    seen.page.evaluate(REFUSE)
    ask(seen.page)
    assert seen.shown == ["C021"]
    assert seen.complaints == []
