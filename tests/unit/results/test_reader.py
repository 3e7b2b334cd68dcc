"""A report is read whole, or it is refused with a word on what happened to it."""

import json
from pathlib import Path
from random import Random

import pytest
import sample_events

from percipio_conformance.reporting.writer import write_all
from percipio_conformance.results.reader import read_report, read_run
from percipio_conformance.results.run_result import StreamError, parse_run


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "report"
    write_all(parse_run(sample_events.events_of()).events, folder)
    return folder


def spoil(folder, change):
    path = folder / "events.ndjson"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(change(lines)), encoding="utf-8")


def test_a_run_is_read_from_its_folder_or_its_stream(folder):
    assert read_run(folder) == read_run(folder / "events.ndjson")
    assert read_report(folder) == read_report(folder / "report.json")


def test_what_is_read_can_be_written_again_byte_for_byte(folder, tmp_path):
    write_all(read_run(folder).events, tmp_path / "again")
    for path in folder.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_a_stream_that_is_cut_anywhere_is_refused(folder):
    whole = (folder / "events.ndjson").read_bytes()
    random = Random(0)
    for end in [0, 1, len(whole) - 1, *random.sample(range(len(whole)), 60)]:
        (folder / "events.ndjson").write_bytes(whole[:end])
        with pytest.raises(StreamError, match=r"events\.ndjson"):
            read_run(folder)


def test_no_line_can_be_lost_or_doubled(folder):
    number = len((folder / "events.ndjson").read_text().splitlines())
    whole = (folder / "events.ndjson").read_text()
    for place in range(number):
        for change in (
            lambda lines, at=place: lines[:at] + lines[at + 1 :],
            lambda lines, at=place: lines[: at + 1] + lines[at:],
        ):
            (folder / "events.ndjson").write_text(whole)
            spoil(folder, change)
            with pytest.raises(StreamError, match=r"events\.ndjson"):
                read_run(folder)


def test_no_word_can_be_changed(folder):
    spoil(folder, lambda lines: [each.replace('"fail"', '"pass"') for each in lines])
    with pytest.raises(StreamError, match=r"does not match its digest|contains the key"):
        read_run(folder)


def test_lines_of_another_run_are_noticed(folder, tmp_path):
    write_all(sample_events.conformant(), tmp_path / "other")
    others = (tmp_path / "other" / "events.ndjson").read_text().splitlines(keepends=True)
    spoil(folder, lambda lines: [others[0], *lines[1:-1], others[-1]])
    with pytest.raises(StreamError, match=r"does not match its digest|contains the key"):
        read_run(folder)


@pytest.mark.parametrize("file", ["events.ndjson", "report.json"])
def test_files_of_two_runs_in_one_folder_are_noticed(folder, tmp_path, file):
    write_all(sample_events.conformant(), tmp_path / "other")
    (folder / file).write_bytes((tmp_path / "other" / file).read_bytes())
    with pytest.raises(StreamError, match=r"report\.json describes another run"):
        read_run(folder)


def test_the_same_story_told_at_another_time_is_another_run(folder):
    report = json.loads((folder / "report.json").read_text())
    report["started_at"] = "2026-01-02T09:00:00Z"
    (folder / "report.json").write_text(json.dumps(report))
    with pytest.raises(StreamError, match="one began at 2026-01-02T09:00:00Z, the other at"):
        read_run(folder)


@pytest.mark.parametrize(
    "change", [{"verdict": "conformant"}, {"exit_code": 0}, {"summary": "Good."}]
)
def test_a_verdict_written_by_hand_is_noticed(folder, change):
    report = json.loads((folder / "report.json").read_text())
    (folder / "report.json").write_text(json.dumps(report | change))
    with pytest.raises(StreamError, match=r"report\.json was changed: its verdicts are not those"):
        read_run(folder)


def test_a_verdict_on_a_clause_written_by_hand_is_noticed(folder):
    report = json.loads((folder / "report.json").read_text())
    failed = next(each for each in report["clauses"] if each["verdict"] == "fail")
    failed["verdict"] = "pass"
    (folder / "report.json").write_text(json.dumps(report))
    with pytest.raises(StreamError, match=r"report\.json was changed: its verdicts are not those"):
        read_run(folder)


def test_a_stream_may_stand_alone(folder):
    (folder / "report.json").unlink()
    assert len(read_run(folder).scenarios) == 9


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, r"report\.json does not exist. Name the folder"),
        ("", r"report\.json cannot be read"),
        ("{", r"report\.json cannot be read"),
        ("[" * 100_000, r"report\.json cannot be read"),
        ("{}", "is not a report as this version writes it"),
        ('{"suite": {"name": "x"}}', "is not a report as this version writes it"),
    ],
    ids=["none", "empty", "cut", "deep", "nothing", "other"],
)
def test_a_report_that_is_none_is_refused(folder, text, said):
    path = folder / "report.json"
    path.unlink() if text is None else path.write_text(text)
    with pytest.raises(StreamError, match=said):
        read_report(folder)


def test_a_folder_without_a_run_is_named(tmp_path):
    with pytest.raises(StreamError, match=r"events\.ndjson does not exist. Name the folder"):
        read_run(tmp_path)


def test_a_report_of_version_0_2_is_read_with_the_names_of_this_version():
    """The file is a report that 0.2.0 wrote, of a narrowed run with a baseline."""
    read = read_report(Path(__file__).parent / "report_0_2")
    assert read["report_version"] == "0"
    assert read["summary"].startswith("Harness error")
    assert read["selection"]["arguments"] == ["-k", "six"]
    assert read["counts"]["clauses"]["must"]["not_applicable"] == 1
    clauses = {each["id"]: each for each in read["clauses"]}
    assert clauses["C029"]["known_failure"]["owner"] == "Ada"
    assert clauses["C027"]["ambiguities"] == ["A-CLOSED"]
    scenarios = [each for clause in read["clauses"] for each in clause["scenarios"]]
    assert "not_applicable" in {each["verdict"] for each in scenarios}
    failures = [each["evidence"]["failure"] for each in scenarios if each["verdict"] == "fail"]
    assert {each["actual"] for each in failures} == {"2"}
