"""Known failures, a stale baseline and a part of a run, as each report shows them."""

import json
from xml.etree import ElementTree

import msgspec
import pytest
import sample_events

from percipio_conformance import schemas
from percipio_conformance.core.events import (
    KnownFailure,
    ScenarioFinished,
    Selection,
    ShardUsed,
    encode,
)
from percipio_conformance.reporting import badge, html, json_report, junit, markdown, terminal
from percipio_conformance.results import event_file
from percipio_conformance.results.baseline_matching import mark_scenario
from percipio_conformance.results.conclusion import conclude
from percipio_conformance.spec.clauses import load_registry

KNOWN = KnownFailure(
    what="C029",
    reason="Titles are copied as they come",
    owner="Olivia",
    issue="https://tracker.example/29",
    expires="2026-12-31",
)
STALE = KnownFailure(what="C012", reason="Slow", owner="Ada", expires="2026-01-01")
REASON = "Titles are copied as they come; owner Olivia, expires 2026-12-31"


def events_of_a_run(entries=(KNOWN,), **more):
    events = sample_events.without_harness_error()
    started = msgspec.structs.replace(
        events[0], baseline=list(entries), selection=Selection(narrowed=True), **more
    )
    ran = [mark_scenario(each, entries) for each in events if isinstance(each, ScenarioFinished)]
    return conclude(
        started, ran, load_registry(), duration_s=2.0, finished_at="2026-01-02T03:04:08Z"
    )


@pytest.fixture
def known():
    return events_of_a_run()


@pytest.fixture
def part():
    return events_of_a_run(shard=ShardUsed(number=2, of=5, scenarios=40, plan="x"))


def test_the_terminal_tells_a_known_failure_apart(known):
    text = terminal.summary(known)
    assert "\nFailed\n" not in f"\n{text}"
    assert "Known failures\n~ C029 (must)" in text
    assert REASON in " ".join(text.split())
    assert "1 known failure, " in text
    assert " ".join(text.split()).endswith(
        "Known failures: 1 must clause failed (C029) as the baseline says; 3 of 4 tested must"
        " clauses passed; 1 warning (C027 under the reading A-CLOSED.closed). Narrowed: only some"
        " scenarios were chosen by options or plugins of pytest."
    )


def test_a_known_failure_is_a_mark_while_the_run_goes_on(known):
    (scenario,) = (
        each
        for each in known
        if isinstance(each, ScenarioFinished) and each.known_failure is not None
    )
    assert terminal.progress(scenario) == "~"
    assert terminal.progress(msgspec.structs.replace(scenario, known_failure=None)) != "~"


def test_junit_skips_a_known_failure_and_says_why(known):
    root = ElementTree.fromstring(junit.render(known))  # noqa: S314 - our own text
    case = root.find(".//testcase[@name='A title with markup <script>alert(1)</script>']")
    assert [child.tag for child in case] == ["skipped", "system-out"]
    assert case[0].get("message") == "known failure: Titles are copied as they come"
    assert case[1].text.startswith(f"known: {REASON}")
    assert root.get("failures") == "0"
    for suite in root:
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))


def test_the_json_holds_the_entry_and_counts_it_apart(known):
    report = json_report.build(known)
    assert schemas.problems("report", json.loads(json_report.render(known))) == []
    (clause,) = (each for each in report["clauses"] if each["id"] == "C029")
    assert clause["verdict"] == "fail"
    assert clause["known_failure"] == msgspec.to_builtins(KNOWN)
    assert report["counts"]["clauses"]["must"]["known_failure"] == 1
    assert report["counts"]["scenarios"]["known_failure"] == 1
    assert report["counts"]["scenarios"]["fail"] == 0
    assert report["baseline"] == [msgspec.to_builtins(KNOWN)]


def test_markdown_page_and_badge_know_it_too(known):
    text = markdown.render(known)
    assert text.startswith("## Known failures: ")
    assert "### ~ C029" in text
    assert "owner Olivia, expires 2026\\-12\\-31" in text
    page = html.render(known)
    assert 'data-status="known_failure"' in page
    assert f"Known: {REASON}" in page
    shown = json.loads(badge.render(known))
    assert (shown["message"], shown["color"]) == (
        "known failures, 3 of 6 must clauses (narrowed)",
        "yellow",
    )


def test_a_stale_baseline_is_told_everywhere():
    events = events_of_a_run([KNOWN, STALE])
    assert (events[-1].verdict, events[-1].exit_code) == ("stale baseline", 4)
    sentence = "C012: the entry expired on 2026-01-01; Ada must repair"
    assert f"Stale baseline\n  {sentence}" in terminal.summary(events)
    assert "### Stale baseline\n\n- C012: the entry expired" in markdown.render(events)
    assert sentence in html.render(events)
    assert sentence in json_report.build(events)["stale"][0]
    assert json.loads(badge.render(events))["message"] == "stale baseline (narrowed)"


def test_a_part_says_which_it_is_and_nothing_reads_as_conformant(part):
    texts = {
        "terminal": terminal.summary(part),
        "markdown": markdown.render(part),
        "page": html.render(part),
        "badge": badge.render(part),
        "json": json_report.render(part),
    }
    for name, text in texts.items():
        assert "hard 2 of 5" in text or name == "json"
        assert "Conformant" not in text, name
    report = json.loads(texts["json"])
    assert schemas.problems("report", report) == []
    assert (report["verdict"], report["clauses"]) == ("partial", [])
    assert report["shard"]["number"] == 2
    assert "Tested in full" not in texts["terminal"]
    assert "Scenarios of this shard" in texts["terminal"]
    assert texts["markdown"].startswith("## Shard 2 of 5: ")
    assert json.loads(texts["badge"])["message"] == "shard 2 of 5 (narrowed)"


def test_every_event_fits_the_schema(known, part):
    for event in (*known, *part):
        assert schemas.problems("event", json.loads(encode(event))) == []
    assert "known_failure" in event_file.render(known)
