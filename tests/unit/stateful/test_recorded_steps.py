"""Actions of a sequence are recorded as the steps of a scenario."""

from __future__ import annotations

import pytest

from percipio_conformance.runner.recorder import ScenarioInfo, ScenarioRecorder
from percipio_conformance.stateful.recorded_steps import RecordedSteps, steps_of

OFFER = ("Percipio offers:", "| title | areas |", "| A     |       |")


def recorder() -> ScenarioRecorder:
    return ScenarioRecorder(ScenarioInfo("f", "F", "R", "n", "n", "", (), "must", False))


def test_rows_belong_to_the_line_before_them_and_keep_their_empty_cells() -> None:
    first, second = steps_of((*OFFER, "a day has passed"), "Given")
    assert (first.keyword, first.text) == ("Given", "Percipio offers:")
    assert first.table == [["title", "areas"], ["A", ""]]
    assert (second.keyword, second.text, second.table) == ("And", "a day has passed", [])


def test_the_last_line_is_the_one_that_is_performed() -> None:
    recorded = recorder()
    steps = RecordedSteps(recorded)
    with steps.performing(OFFER):
        pass
    with pytest.raises(ValueError, match="broken"), steps.performing(("one", "two")):
        raise ValueError("broken")
    recorded.raised(ValueError("broken"))
    found = [(each.keyword, each.text, each.verdict) for each in recorded.finish([]).steps]
    assert found == [
        ("Given", "Percipio offers:", "pass"),
        ("And", "one", "pass"),
        ("And", "two", "fail"),
    ]


def test_a_violated_requirement_is_a_step_of_its_own() -> None:
    recorded = recorder()
    steps = RecordedSteps(recorded)
    with steps.performing(("a day has passed",)):
        pass
    steps.fail(("Ada's attempts are:", "| progress |", "| 100 % |"))
    recorded.raised(ValueError())
    last = recorded.finish([]).steps[-1]
    assert (last.keyword, last.verdict, last.table) == ("Then", "fail", [["progress"], ["100 %"]])


def test_without_a_recorder_nothing_is_recorded() -> None:
    steps = RecordedSteps(None)
    with steps.performing(("a day has passed",)):
        pass
    steps.fail(("no",))
