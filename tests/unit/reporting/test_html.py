import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from percipio_conformance.reporting import html

VOID = {"meta", "link", "input", "rect", "br"}


class Page(HTMLParser):
    """The elements of a page, their nesting checked."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        if self._open:
            self.texts.append((self._open[-1], data))

    def text_of(self, tag):
        return " ".join(text for each, text in self.texts if each == tag)


@pytest.fixture
def text(safe_events):
    return html.render(safe_events)


@pytest.fixture
def page(text):
    return Page(text)


def test_it_opens_on_the_verdict(page, sample):
    assert page.text_of("h1") == "Harness error"
    assert Page(html.render(sample.conformant())).text_of("h1") == "Conformant"
    assert Page(html.render(sample.without_harness_error())).text_of("h1") == "Not conformant"


def test_every_clause_is_there_once_and_can_be_linked_to(page, sample):
    found = [each for tag, each in page.elements if each.get("class") == "clause"]
    assert sorted(each["id"] for each in found) == sorted(each.id for each in sample.CLAUSES)
    assert {each["id"] for each in found if "open" in each} == {"C027", "C029", "C050"}
    links = {each.get("href") for tag, each in page.elements if tag == "a"}
    assert {"#C027", "#C029", "#C050"} <= links


def test_every_link_within_the_page_has_its_target(page):
    identifiers = [each["id"] for _, each in page.elements if "id" in each]
    assert len(identifiers) == len(set(identifiers))
    links = {each.get("href") or "" for _, each in page.elements}
    inner = {each[1:] for each in links if each.startswith("#")}
    labels = {each["aria-labelledby"] for _, each in page.elements if "aria-labelledby" in each}
    assert (inner | labels) <= set(identifiers)


def test_words_of_others_are_never_markup(page, text):
    assert "<script>alert" not in text
    scripts = [each for tag, each in page.elements if tag == "script"]
    assert len(scripts) == 1
    assert 'Then 360Learning shows "<script>alert(1)</script> Basics" once' in page.text_of("p")
    assert not [each for _, each in page.elements if any(key.startswith("on") for key in each)]


def test_an_address_that_is_no_web_page_is_no_link(page):
    links = [each.get("href") for tag, each in page.elements if tag == "a"]
    assert "https://connector.example/" in links
    assert not [each for each in links if not each.startswith(("#", "https://connector.example/"))]


def test_no_secret_is_in_it(text, sample):
    assert not [secret for secret in sample.SECRETS if secret in text]


def test_it_needs_no_network_and_runs_only_its_own_script(page, text):
    assert not [each for _, each in page.elements if "src" in each]
    assert not [each for _, each in page.elements if "style" in each]
    policy = next(each["content"] for tag, each in page.elements if "http-equiv" in each)
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_headings_do_not_skip_a_level(page):
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    pairs = pairwise(levels)
    assert not [(upper, lower) for upper, lower in pairs if lower > upper + 1]


def test_a_run_of_nothing_is_still_a_page(sample):
    page = Page(html.render(sample.events_of((), ())))
    assert "No clause was selected for this run." in page.text_of("p")
