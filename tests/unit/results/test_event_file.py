import pytest

from percipio_conformance.reporting import json_report
from percipio_conformance.results import event_file
from percipio_conformance.results.digest import with_digest
from percipio_conformance.results.run_result import StreamError


@pytest.fixture
def path(tmp_path, safe_events):
    path = tmp_path / event_file.FILE_NAME
    path.write_text(event_file.render(with_digest(safe_events)), encoding="utf-8")
    return path


def test_a_run_can_be_read_again_and_told_the_same(path, safe_events):
    events = event_file.read_events(path)
    assert events == with_digest(safe_events)
    assert json_report.render(events) == json_report.render(safe_events)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda text: "", "is empty"),
        (lambda text: text[:-20], r"is cut off in line \d+"),
        (lambda text: text[: text[:-1].rindex("\n") + 1], "interrupted or the file is cut off"),
        (lambda text: text + text, "two runs are mixed"),
        (lambda text: text.replace("{", "<", 1), "line 1 is not an event"),
        (lambda text: text.replace('"seed":7', '"seed":"seven"'), r"not an event: Expected `int`"),
        (lambda text: text + "\n", r"is not an event: it is not JSON"),
        (lambda text: text.replace('"event":"run_started"', '"event":"x"'), "Invalid value 'x'"),
    ],
    ids=["empty", "cut line", "cut end", "two runs", "no json", "wrong type", "blank", "unknown"],
)
def test_a_file_that_is_not_one_whole_run_is_refused(path, spoil, message):
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(StreamError, match=message) as caught:
        event_file.read_events(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(StreamError, match=r"nowhere\.ndjson does not exist"):
        event_file.read_events(tmp_path / "nowhere.ndjson")


def test_a_file_in_another_encoding_is_named(tmp_path):
    path = tmp_path / "events.ndjson"
    path.write_bytes(b"\xff\xfe{\n")
    with pytest.raises(StreamError, match="is not text in UTF-8"):
        event_file.read_events(path)
