import json
from random import Random

import msgspec
import pytest

from percipio_conformance import schemas
from percipio_conformance.core.events import ClauseJudged, ScenarioFinished
from percipio_conformance.core.printable import printable_json
from percipio_conformance.core.redaction import redact_event
from percipio_conformance.reporting import json_report


@pytest.fixture
def report(safe_events):
    return json.loads(json_report.render(safe_events))


def test_it_fits_its_schema(report):
    assert schemas.problems("report", report) == []


@pytest.mark.parametrize("spoil", ["seed", "clauses", "summary", "verdict"])
def test_the_schema_notices_a_missing_part(report, spoil):
    del report[spoil]
    assert schemas.problems("report", report)


def test_it_says_what_a_clause_rests_on(report):
    clause = next(each for each in report["clauses"] if each["id"] == "C029")
    assert (clause["verdict"], clause["reason"]) == ("fail", "1 of 2 scenarios failed")
    failed, passed = clause["scenarios"]
    assert failed["name"] == "A title with markup <script>alert(1)</script>"
    assert failed["evidence"]["failure"]["actual"] == "2"
    assert failed["replay"].startswith("percipio-conformance run --seed 7 ")
    nothing = {"unattributed": 0, "unattributed_exchanges": []}
    assert passed["evidence"] == {"exchanges": 4, **nothing, "facts": {}, "failure": None}


def test_clauses_and_scenarios_are_sorted(report):
    clauses = [each["id"] for each in report["clauses"]]
    assert clauses == sorted(clauses)
    for clause in report["clauses"]:
        scenarios = [each["id"] for each in clause["scenarios"]]
        assert scenarios == sorted(scenarios)


def test_the_summary_counts_what_is_listed(report):
    for level, counts in report["counts"]["clauses"].items():
        listed = [each for each in report["clauses"] if each["level"] == level]
        assert counts.pop("planned") == sum(each["planned"] for each in listed)
        assert counts.pop("known_failure") == sum(
            each["known_failure"] is not None for each in listed
        )
        assert sum(counts.values()) == len(listed)
    assert sum(report["counts"]["scenarios"].values()) == 9


def test_two_runs_differ_in_their_times_alone(safe_events, report):
    started, *middle, finished = safe_events
    slower = [
        msgspec.structs.replace(
            each,
            duration_s=9.5,
            steps=[msgspec.structs.replace(step, duration_s=1.5) for step in each.steps],
        )
        if isinstance(each, ScenarioFinished)
        else each
        for each in middle
    ]
    Random(3).shuffle(slower)
    again = json_report.build(
        [
            msgspec.structs.replace(started, started_at="2031-01-01T00:00:00Z"),
            *slower,
            msgspec.structs.replace(finished, finished_at="2031-01-01T00:01:00Z", duration_s=60.0),
        ]
    )
    assert again != report
    once, twice = (json.dumps(json_report.without_times(each)) for each in (report, again))
    assert once == twice


def test_a_scenario_of_no_selected_clause_is_not_lost(sample, safe_events):
    events = [
        each for each in safe_events if not isinstance(each, ClauseJudged) or each.id != "C041"
    ]
    report = json_report.build(events)
    assert [each["name"] for each in report["scenarios_without_clause"]] == ["Six languages"]
    assert schemas.problems("report", report) == []


def test_the_text_is_stable(safe_events):
    text = json_report.render(safe_events)
    assert text == json_report.render(safe_events)
    assert text.startswith('{\n  "$schema"')
    assert text.endswith("}\n")


def test_it_has_the_version_of_its_fields(report):
    assert report["report_version"] == "1"
    assert schemas.problems("report", {**report, "report_version": "2"})


def test_the_schema_refuses_an_unknown_field(report):
    assert schemas.problems("report", {**report, "more": 1})


@pytest.mark.parametrize("scenarios", [True, False])
@pytest.mark.parametrize("clauses", [True, False])
def test_the_parts_are_what_json_would_indent(sample, scenarios, clauses):
    events = sample.events_of(
        sample.SCENARIOS if scenarios else (), sample.CLAUSES if clauses else ()
    )
    text = json_report.render([redact_event(each) for each in events])
    whole = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    assert text == printable_json(whole) + "\n"
