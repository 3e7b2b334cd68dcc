import json
import os
import re

import msgspec
import pytest

from percipio_conformance.reporting import badge, markdown, writer
from percipio_conformance.reporting.writer import WRITERS, ReportError, write_all
from percipio_conformance.results.run_result import StreamError


def test_every_report_is_written_and_holds_no_secret(events, tmp_path, sample):
    folder = tmp_path / "a" / "b"
    written = write_all(events, folder)
    assert sorted(written) == sorted(folder.iterdir())
    assert {each.name for each in written} == set(WRITERS) == {
        "report.json", "events.ndjson", "junit.xml", "index.html", "summary.md", "badge.json",
    }  # fmt: skip
    for path in written:
        text = path.read_text(encoding="utf-8")
        assert not [secret for secret in sample.SECRETS if secret in text], path.name


def test_a_second_run_replaces_the_first(events, sample, tmp_path):
    write_all(events, tmp_path)
    write_all(sample.conformant(), tmp_path)
    assert json.loads((tmp_path / "report.json").read_bytes())["verdict"] == "conformant"
    assert len(list(tmp_path.iterdir())) == len(WRITERS)


def test_a_folder_that_cannot_be_is_named(events, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ReportError, match=r"file/x: Not a directory. Name another folder"):
        write_all(events, tmp_path / "file" / "x")


def test_a_disk_that_refuses_leaves_no_rubbish(events, tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", refuse)
    with pytest.raises(ReportError, match="No space left on device"):
        write_all(events, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_cannot_be_rendered_replaces_no_file(events, sample, tmp_path, monkeypatch):
    write_all(sample.conformant(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fail(_: object) -> str:
        raise LookupError("no color for this verdict")

    *_, last = WRITERS
    monkeypatch.setattr(writer, "WRITERS", {**WRITERS, last: fail})
    with pytest.raises(LookupError):
        write_all(events, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", ["report.json", "index.html"])
def test_no_part_of_a_long_file_grows_with_the_run(name, sample):
    def longest(number):
        first = sample.SCENARIOS[0]
        ids = [f"{first.id} {each:04}" for each in range(number)]
        many = tuple(msgspec.structs.replace(first, id=each) for each in ids)
        parts = list(WRITERS[name](sample.events_of(many)))
        assert len(parts) > number
        return max(map(len, parts))

    # The head of the page tells how many scenarios failed.
    assert longest(300) - longest(30) < 100


def test_half_a_run_writes_nothing(events, tmp_path):
    with pytest.raises(StreamError):
        write_all(events[:-1], tmp_path / "report")
    assert not (tmp_path / "report").exists()


@pytest.mark.parametrize(
    ("run", "message", "color"),
    [
        ("conformant", "conformant, 3 of 7 must clauses", "brightgreen"),
        ("without_harness_error", "not conformant", "red"),
        ("events_of", "harness error", "lightgrey"),
    ],
)
def test_badge(sample, run, message, color):
    shown = json.loads(badge.render(getattr(sample, run)()))
    assert shown["schemaVersion"] == 1
    assert (shown["message"], shown["color"]) == (message, color)


def test_markdown_tells_the_failure_and_no_markup(safe_events):
    text = markdown.render(safe_events)
    assert text.startswith("## Harness error: reference connector 0.1.0\n")
    assert "### ✘ C029 A new item becomes one course, and only one." in text
    commands = re.compile(r"^  (`{3,})sh\n  percipio-conformance .*\n  \1$", re.MULTILINE)
    assert "<script>" not in commands.sub("", text).replace("\\<script\\>", "")
    assert "| must | 2 | 0 | 1 | 0 | 0 | 1 | 0 | 2 | 1 | 1 |" in text
