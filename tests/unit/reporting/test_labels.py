import msgspec
import pytest

from percipio_conformance.core.events import SituationMet
from percipio_conformance.reporting import html, markdown
from percipio_conformance.reporting.labels import MARKS, STATUS_LABELS, detail, explanation, seconds
from percipio_conformance.results.status import STATUSES


@pytest.mark.parametrize(
    ("duration_s", "expected"),
    [(0.0, "0 ms"), (0.004, "4 ms"), (1.25, "1.2 s"), (59.9, "59.9 s"), (125.4, "2 min 05 s")],
)
def test_a_length_of_time_is_for_a_reader(duration_s, expected):
    assert seconds(duration_s) == expected


def test_every_status_has_a_label_a_mark_and_colors():
    assert set(STATUSES) == set(STATUS_LABELS) == set(MARKS)
    assert len(set(MARKS.values())) == len(STATUSES)
    rules = [line.partition("{")[0] for line in html.part("report.css").split("\n")]
    colored = {name.strip() for rule in rules for name in rule.split(",")}
    assert {f".is-{each}" for each in STATUSES} <= colored


def test_a_sentence_beside_its_verdict_does_not_repeat_it():
    assert detail("Not conformant: 1 must clause failed.") == "1 must clause failed."
    assert detail("Harness error: no world: gone.") == "No world: gone."


def test_only_the_last_exchanges_are_listed(sample):
    many = [
        msgspec.structs.replace(sample.FAILURE.exchanges[0], path=f"/page/{number}")
        for number in range(8)
    ]
    failure = msgspec.structs.replace(sample.FAILURE, exchanges=many)
    lines = explanation(sample._scenario("a/b", "Many", "C029", "fail", failure=failure))
    exchanges = [text for label, text in lines if label == "exchange"]
    assert exchanges[0] == "(2 earlier ones in report.json)"
    assert exchanges[1].endswith("GET /page/2 -> 200")
    assert len(exchanges) == 7
    assert lines[-1][0] == "rerun"


def test_a_fault_of_no_clause_is_in_the_markdown(sample):
    lost = sample._scenario("content/creation", "Lost", "C999", "fail", failure=sample.FAILURE)
    text = markdown.render(sample.events_of((lost,)))
    assert "### Scenarios without a clause\n\n**Lost**" in text


PAUSE = SituationMet(id="pause", phrase="A minute passes before each When.", occurred=1)


def test_a_failure_under_a_situation_says_what_happened(sample):
    failed = sample._scenario(
        "a/b", "Under", "C029", "fail", failure=sample.FAILURE, situation=PAUSE
    )
    assert ("situation", "A minute passes before each When.") in explanation(failed)
