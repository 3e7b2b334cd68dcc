import textwrap

import msgspec
import pytest
import yaml

from percipio_conformance.core.events import KnownFailure, SituationMet
from percipio_conformance.results.baseline import BaselineError
from percipio_conformance.results.baseline_matching import mark_clauses, mark_scenario
from percipio_conformance.results.baseline_update import updated
from percipio_conformance.results.run_result import parse_run

FAILED = "features/content/creation::A title with markup <script>alert(1)</script>"
PASSED = "features/content/creation::One new item"
WARNED = "features/content/types::A video on its own"


@pytest.fixture
def run_result(sample):
    return parse_run(sample.without_harness_error())


def baseline(text: str) -> str:
    return textwrap.dedent(text).lstrip()


MINE = baseline(
    f"""
    # Ours, see the wiki.
    known:
      # Grace found this one.
      - scenario: "{FAILED}"   # keep me
        reason: >-
          Titles are copied
          as they come.
        owner: Grace

        expires: 2026-12-31
      # This was hard.
      # It took weeks.
      - scenario: {PASSED}
        reason: Fixed long ago
        owner: Ada
        expires: 2026-12-31

      - clause: C027
        reason: A reading
        owner: Alan
        expires: 2026-12-31
    # The end.
    """
)


def test_a_new_baseline_has_blanks_to_fill(run_result):
    new = updated(None, run_result)
    assert new.added == (FAILED,)
    document = yaml.safe_load(new.text)
    assert document == {
        "known": [
            {"scenario": FAILED, "reason": None, "owner": None, "issue": None, "expires": None}
        ]
    }
    assert "# C029" in new.text


def test_what_still_fails_stays_to_the_letter_and_what_passes_goes(run_result):
    new = updated(MINE, run_result)
    assert new.removed == (PASSED,)
    assert new.kept == (FAILED, "C027")
    assert new.added == ()
    begin = MINE.index("  # This was hard.")
    end = MINE.index("  - clause: C027")
    assert new.text == MINE[:begin] + MINE[end:]


def test_an_update_done_twice_changes_nothing_more(run_result):
    once = updated(MINE.replace("A title with markup", "Another title"), run_result)
    assert once.added == (FAILED,)
    assert updated(once.text, run_result).text == once.text


def test_a_clause_that_is_known_covers_its_failures(run_result):
    text = baseline(
        """
        known:
        - clause: C029
          reason: x
        """
    )
    new = updated(text, run_result)
    assert (new.added, new.kept, new.text) == ((), ("C029",), text)


def test_new_entries_take_the_indent_of_the_others(run_result):
    text = baseline(
        """
        known:
        - clause: C027
          reason: x
        """
    )
    new = updated(text, run_result)
    assert [each.get("scenario") for each in yaml.safe_load(new.text)["known"]] == [None, FAILED]


def test_the_last_entry_leaves_an_empty_list(sample):
    text = baseline(
        f"""
        known:
          - scenario: "{PASSED}"
            reason: x
        """
    )
    new = updated(text, parse_run(sample.conformant()))
    assert yaml.safe_load(new.text) == {"known": []}
    again = updated(new.text, parse_run(sample.without_harness_error()))
    assert [each["scenario"] for each in yaml.safe_load(again.text)["known"]] == [FAILED]


def test_a_warning_is_not_added_and_what_did_not_run_stays(run_result):
    text = baseline(
        """
        known:
          - scenario: features/elsewhere::Not in this run
            reason: x
        """
    )
    new = updated(text, run_result)
    assert WARNED not in new.added
    assert new.kept == ("features/elsewhere::Not in this run",)


def retold(sample, *, scenario=None, fail_on="failure"):
    """The sample where another scenario of the failed clause only warned."""
    events = sample.without_harness_error()
    events[0] = msgspec.structs.replace(events[0], fail_on=fail_on)
    for number, each in enumerate(events):
        if scenario is not None and getattr(each, "id", None) == "C029":
            events[number] = msgspec.structs.replace(
                each, scenarios=[*each.scenarios, scenario], failed=[*each.failed, scenario]
            )
    return parse_run(events)


def entry(what):
    return KnownFailure(what=what, reason="x", owner="x", expires="2999-12-31")


def test_what_only_warned_under_a_failed_clause_is_added_so_that_the_clause_is_known(sample):
    run_result = retold(sample, scenario=WARNED)
    new = updated(None, run_result)
    assert new.added == (FAILED, WARNED)
    marked = {
        len(names): mark_clauses(
            run_result.clauses,
            [mark_scenario(each, [entry(what) for what in names]) for each in run_result.scenarios],
            [],
        )
        for names in (new.added, new.added[:1])
    }
    known = {size: {each.id for each in of if each.known_failure} for size, of in marked.items()}
    assert "C029" in known[2]
    assert "C029" not in known[1]


def test_a_warning_that_fails_the_run_is_added(sample):
    assert updated(None, retold(sample, fail_on="warning")).added == (FAILED, WARNED)


@pytest.mark.parametrize(
    "text", ["known: [{clause: C013, reason: x}]\n", "{known: [{clause: C013}]}\n"]
)
def test_entries_in_one_line_cannot_be_kept(run_result, text):
    with pytest.raises(BaselineError, match="on lines of its own"):
        updated(text, run_result)


def test_a_scenario_that_fails_under_a_situation_as_well_has_one_entry(sample):
    (failed,) = (each for each in sample.SCENARIOS if each.id == FAILED)
    met = SituationMet(id="pause", phrase="A minute passes.", occurred=1)
    again, alone = (
        msgspec.structs.replace(failed, id=f"{name} (situation pause)", situation=met)
        for name in (FAILED, PASSED)
    )
    clauses = [each for each in sample.CLAUSES if each.id in failed.clauses[:1]]
    events = sample.events_of((failed, again, alone), clauses)
    assert updated(None, parse_run(events)).added == (FAILED, alone.id)
