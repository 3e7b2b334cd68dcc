"""The page of a run does in a browser what it promises on paper."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import pytest
import sample_events
from contrast import too_faint
from playwright.sync_api import expect

from percipio_conformance.core.redaction import redact_event
from percipio_conformance.reporting import html
from percipio_conformance.reporting.html import anchor

MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"
SLIP_IN = """text => new Promise((done) => {
  document.body.insertAdjacentHTML("beforeend", text);
  // The handler in the markup would run first.
  document.querySelector("body > img").addEventListener("error", () => setTimeout(done));
})"""
CLOSE = "all => all.forEach(each => { each.open = false; })"
CLAUSES = [each.id for each in sample_events.CLAUSES]
FAILED = next(each for each in sample_events.SCENARIOS if each.clauses == ["C029"])
PASSED = next(each for each in sample_events.SCENARIOS if each.clauses == ["C012"])
EVIDENCE = anchor(FAILED, "C029")


def rendered() -> str:
    """The page of the handmade run, by a connector whose name is markup."""
    started, *rest = sample_events.events_of()
    connector = {**started.connector, "name": MARKUP}
    events = [msgspec.structs.replace(started, connector=connector), *rest]
    return html.render([redact_event(each) for each in events])


@dataclass(frozen=True)
class Wish:
    """Input of the filter, and the clauses that remain."""

    verdict: str = ""
    level: str = ""
    section: str = ""
    text: str = ""
    left: tuple[str, ...] = ()


WISHES = (
    Wish(verdict="fail", left=("C029",)),
    Wish(verdict="planned", left=("C035",)),
    Wish(level="profile", left=("C027",)),
    Wish(section="Globalization", left=("C041",)),
    Wish(text="ada finishes", left=("C050",)),
    Wish(text="c012 central", left=()),
    Wish(verdict="pass", section=sample_events.CONTENT, left=("C021",)),
    Wish(verdict="pass", level="derived", left=("D07",)),
    Wish(verdict="fail", level="derived", left=()),
)


def test_it_loads_without_a_complaint_and_asks_nobody(visit):
    seen = visit(rendered())
    expect(seen.page.get_by_role("heading", level=1)).to_be_in_viewport()
    assert seen.complaints == []
    assert seen.asked == [seen.address]


@pytest.mark.parametrize("wish", WISHES, ids=str)
def test_the_filters_leave_what_was_asked_for(visit, wish):
    seen = visit(rendered())
    assert seen.shown == CLAUSES
    if wish.verdict:
        seen.page.locator(f"[name=verdict][value={wish.verdict}]").check()
    if wish.level:
        seen.page.locator(f"[name=level][value={wish.level}]").check()
    if wish.section:
        seen.page.get_by_label("Section").select_option(wish.section)
    seen.page.get_by_role("searchbox").fill(wish.text)
    assert seen.shown == list(wish.left)
    expect(seen.page.get_by_role("status")).to_have_text(
        f"{len(wish.left)} of {len(CLAUSES)} clauses shown"
    )
    expect(seen.page.locator("#nothing")).to_be_visible(visible=not wish.left)
    seen.page.get_by_role("button", name="Show all").click()
    expect(seen.page.locator(".clause:visible")).to_have_count(len(CLAUSES))


def test_two_verdicts_are_either_of_them(visit):
    seen = visit(rendered())
    for verdict in ("fail", "warn"):
        seen.page.locator(f"[name=verdict][value={verdict}]").check()
    assert seen.shown == ["C027", "C029"]


def test_a_failure_opens_to_its_evidence_from_the_top_of_the_page(visit):
    seen = visit(rendered())
    seen.page.locator("details").evaluate_all(CLOSE)
    seen.page.get_by_role("searchbox").fill("a channel")
    seen.page.locator(".first").get_by_text(FAILED.name).click()
    evidence = seen.page.locator(f"[id='{EVIDENCE}']")
    expect(evidence.locator(".failure")).to_be_in_viewport()
    expect(evidence.locator(".contrast")).to_contain_text("Actual")
    evidence.get_by_text("2 exchanges before it failed").click()
    expect(evidence.get_by_text("/api/v2/oauth2/token")).to_be_visible()
    expect(evidence.locator(".replay")).to_have_text(FAILED.replay)


@pytest.mark.parametrize("name", ["C012", anchor(PASSED, "C012"), EVIDENCE])
def test_a_link_from_elsewhere_opens_what_it_names(visit, name):
    seen = visit(rendered(), f"#{name}")
    expect(seen.page.locator(f"[id='{name}'] > .inside")).to_be_visible()
    expect(seen.page.locator(f"[id='{name}'] > summary")).to_be_in_viewport()


def test_a_link_to_what_is_not_there_does_no_harm(visit):
    assert visit(rendered(), "#%C3%A9/nowhere").complaints == []
    assert visit(rendered(), "#%zz").complaints == []


def test_markup_in_names_does_nothing(visit):
    seen = visit(rendered())
    expect(seen.page.locator(".eyebrow")).to_contain_text(MARKUP)
    expect(seen.page.locator("[id=C029]")).to_contain_text("<script>alert(1)</script> Basics")
    expect(seen.page.locator("img")).to_have_count(0)
    assert seen.complaints == []


def test_markup_that_got_in_could_do_nothing(visit):
    seen = visit(rendered())
    seen.page.evaluate(SLIP_IN, MARKUP)
    assert len(seen.complaints) == 2, "the image and its handler are refused"
    assert all("Content Security Policy" in each for each in seen.complaints)


def test_no_secret_is_anywhere_in_it(visit):
    content = visit(rendered()).page.content()
    assert not [secret for secret in sample_events.SECRETS if secret in content]


def test_it_can_be_used_from_the_keyboard(visit):
    seen = visit(rendered())
    keyboard = seen.page.keyboard
    keyboard.press("Tab")
    expect(seen.page.get_by_text("Skip to the clauses")).to_be_focused()
    keyboard.press("Enter")
    keyboard.press("Tab")
    expect(seen.page.get_by_role("searchbox")).to_be_focused()
    keyboard.press("Tab")
    keyboard.press("Space")
    assert seen.shown == ["C012", "C021", "D07"]
    seen.page.locator("[id=C012] > summary").focus()
    keyboard.press("Enter")
    expect(seen.page.locator("[id=C012] > .inside")).to_be_visible()


def test_its_parts_have_the_roles_by_which_people_move_about(visit):
    page = visit(rendered()).page
    for role in ("banner", "main", "search", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.get_by_role("region", name="Failures and warnings")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("run", ["events_of", "without_harness_error", "conformant"])
def test_everything_can_be_read_in_either_scheme(visit, scheme, run):
    text = html.render([redact_event(each) for each in getattr(sample_events, run)()])
    page = visit(text, color_scheme=scheme).page
    page.get_by_role("button", name="Open all shown").click()
    assert too_faint(page) == []


def with_warnings(verdict: str) -> str:
    """A run in which one reading warned, and nothing failed."""
    chosen = [each for each in sample_events.SCENARIOS if each.verdict in ("pass", "warn")]
    *events, finished = sample_events.events_of(tuple(chosen))
    return html.render([*events, msgspec.structs.replace(finished, verdict=verdict)])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("verdict", ["conformant with warnings", "narrowed", "interrupted"])
def test_warnings_are_seen_at_the_top_and_can_be_read(visit, verdict, scheme):
    page = visit(with_warnings(verdict), color_scheme=scheme).page
    warning = page.get_by_role("banner").get_by_role("link", name="C027")
    expect(warning).to_be_in_viewport()
    assert too_faint(page) == []
    warning.click()
    expect(page.locator("[id=C027] > .inside")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_never_wider_than_the_window(visit, width):
    page = visit(rendered(), viewport={"width": width, "height": 800}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_the_failures_are_told_and_the_rest_is_listed(visit):
    seen = visit(rendered())
    seen.page.emulate_media(media="print")
    expect(seen.page.get_by_role("searchbox")).to_be_hidden()
    assert seen.shown == CLAUSES
    expect(seen.page.locator(f"[id='{EVIDENCE}'] .failure")).to_be_visible()
    expect(seen.page.locator("[id=C012] > .inside")).to_be_hidden()


def test_without_scripts_every_clause_is_there_and_nothing_that_does_not_work(visit):
    seen = visit(rendered(), java_script_enabled=False)
    expect(seen.page.locator(".filters")).to_be_hidden()
    expect(seen.page.locator(".clause:visible")).to_have_count(len(CLAUSES))
