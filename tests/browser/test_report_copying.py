"""Ids, steps and commands leave the page by a button: from a file, over plain HTTP, by keyboard."""

from __future__ import annotations

import msgspec
import pytest
import sample_events
from contrast import too_faint
from pages import rendered
from playwright.sync_api import Page, expect

from percipio_conformance.core.events import Step
from percipio_conformance.reporting.html import anchor

FAILED = next(each for each in sample_events.SCENARIOS if each.clauses == ["C029"])
EVIDENCE = anchor(FAILED, "C029")
STEPS = "\n".join(f"{each.keyword} {each.text}" for each in FAILED.steps)
WANTED = {
    "Copy the steps": STEPS,
    "Copy the id": FAILED.id,
    "Copy the rerun command": FAILED.replay,
}
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
NO_COPYING = f"{NO_CLIPBOARD}; document.execCommand = () => false"


def pasted(page: Page) -> str:
    """The content of the clipboard, pasted into a multi-line field."""
    page.evaluate("document.body.append(document.createElement('textarea'))")
    box = page.locator("textarea").last
    box.focus()
    page.keyboard.press("ControlOrMeta+V")
    return box.input_value()


@pytest.mark.parametrize("name", WANTED)
@pytest.mark.parametrize("before", ["", NO_CLIPBOARD], ids=["clipboard", "selection"])
def test_a_button_copies_from_a_page_on_the_disk(visit, name, before):
    seen = visit(rendered())
    seen.page.evaluate(before)
    button = seen.page.locator(f"[id='{EVIDENCE}']").get_by_role("button", name=name, exact=True)
    button.click()
    expect(button).to_have_text("Copied")
    expect(seen.page.locator("[aria-live]")).to_have_text(name.replace("Copy", "Copied"))
    assert pasted(seen.page) == WANTED[name]
    assert seen.complaints == []


def test_a_clause_gives_its_id_and_its_command(visit):
    seen = visit(rendered(), "#C012")
    clause = seen.page.locator("[id=C012]")
    button = clause.get_by_role("button", name="Copy the id C012")
    button.click()
    expect(button).to_have_text("Copied")
    assert pasted(seen.page) == "C012"
    button = clause.get_by_role("button", name="Copy the command about C012")
    button.click()
    expect(button).to_have_text("Copied")
    assert pasted(seen.page) == "percipio-conformance clauses C012"


def test_a_table_and_a_text_are_copied_as_gherkin(visit):
    steps = [
        Step(
            keyword="Given", text="Percipio offers:", verdict="pass", duration_s=0.0,
            table=[["kind", "title"], ["course", "a|b \\\\ c"]],
        ),
        Step(
            keyword="When", text="this is sent:", verdict="pass", duration_s=0.0,
            docstring="one\n  two",
        ),
    ]  # fmt: skip
    scenario = msgspec.structs.replace(FAILED, steps=steps)
    page = visit(rendered(sample_events.events_of((scenario,)))).page
    button = page.locator(f"[id='{EVIDENCE}']").get_by_role("button", name="Copy the steps")
    button.click()
    expect(button).to_have_text("Copied")
    assert pasted(page) == (
        "Given Percipio offers:\n  | kind | title |\n  | course | a\\|b \\\\\\\\ c |\n"
        'When this is sent:\n  """\n  one\n    two\n  """'
    )


def test_the_keyboard_copies_and_stays_where_it_is(visit):
    seen = visit(rendered(), f"#{EVIDENCE}")
    button = seen.page.locator(f"[id='{EVIDENCE}']").get_by_role("button", name="Copy the id")
    button.focus()
    seen.page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    expect(button).to_be_focused()


def test_only_the_last_copy_says_that_it_was_made(visit):
    page = visit(rendered()).page
    for name in WANTED:
        page.locator(f"[id='{EVIDENCE}']").get_by_role("button", name=name, exact=True).click()
        expect(page.locator(".copy", has_text="Copied")).to_have_count(1)


def test_where_nothing_can_be_copied_the_text_is_selected(visit):
    page = visit(rendered()).page
    page.evaluate(NO_COPYING)
    page.locator(f"[id='{EVIDENCE}']").get_by_role("button", name="Copy the id").click()
    expect(page.locator("[aria-live]")).to_have_text("Selected the id; copy it with the keyboard")
    assert page.evaluate("getSelection().toString()") == FAILED.id


def test_a_button_is_not_searched_and_keeps_its_width(visit):
    seen = visit(rendered())
    button = seen.page.locator(f"[id='{EVIDENCE}']").get_by_role("button", name="Copy the id")
    before = button.bounding_box()["width"]
    button.click()
    expect(button).to_have_text("Copied")
    assert button.bounding_box()["width"] == before
    seen.page.get_by_role("searchbox").fill("copied")
    assert seen.shown == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_buttons_can_be_read_and_are_not_printed(visit, scheme):
    page = visit(rendered(), color_scheme=scheme).page
    page.get_by_role("button", name="Open all shown").click()
    assert too_faint(page) == []
    page.emulate_media(media="print")
    expect(page.locator(".copy:visible")).to_have_count(0)
