"""A run is whole, or it is no verdict."""

from __future__ import annotations

from sample_run import a_run

from percipio_conformance.core.events import ClauseJudged, RunFinished, RunStarted, ScenarioFinished
from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.sequences import number_of_sequences

SUITE = len(builtin_scenarios())


def passed(name: str, clause: str = "C013") -> ScenarioFinished:
    return ScenarioFinished(
        id=f"features/some::{name}",
        feature="features/some.feature",
        feature_title="Some",
        rule="One",
        name=name,
        clauses=[clause],
        level="must",
        verdict="pass",
        duration_s=0.1,
        replay="percipio-conformance run",
    )


def test_the_story_has_a_beginning_a_middle_and_an_end() -> None:
    run = a_run()
    run.collected = {"b", "a"}
    run.add("b", passed("B"))
    run.add("a", passed("A"))
    started, first, second, clause, finished = run.finish()
    assert isinstance(started, RunStarted)
    # Whatever order they ran in, they are told in one.
    assert isinstance(first, ScenarioFinished)
    assert isinstance(second, ScenarioFinished)
    assert (first.name, second.name) == ("A", "B")
    assert isinstance(clause, ClauseJudged)
    assert clause.verdict == "pass"
    assert isinstance(finished, RunFinished)
    assert finished.exit_code == 0


def test_a_scenario_that_was_collected_and_never_ran_makes_no_green_verdict() -> None:
    run = a_run()
    run.collected = {"a", "b"}
    run.add("a", passed("A"))
    finished = run.finish()[-1]
    assert isinstance(finished, RunFinished)
    assert finished.verdict == "harness error"
    assert finished.exit_code == 3
    assert "collected but never run: b" in finished.summary


def test_a_narrow_run_judges_only_what_ran_and_a_whole_one_judges_everything() -> None:
    for narrowed, expected in ((True, 1), (False, 167)):
        run = a_run(narrowed=narrowed)
        run.collected = {"a"} if narrowed else {f"{number}" for number in range(SUITE)}
        run.add("a", passed("A"))
        judged = [event for event in run.finish() if isinstance(event, ClauseJudged)]
        assert len(judged) == expected


def test_what_pytest_left_out_by_itself_makes_a_run_a_narrowed_one() -> None:
    for collected, narrowed in ((SUITE, False), (SUITE - 1, True)):
        run = a_run(narrowed=False)
        run.collected = {f"{number}" for number in range(collected)}
        selection = run.started().selection
        assert selection.narrowed == narrowed
        assert (selection.scenarios, selection.suite) == (collected, SUITE)


def test_a_run_under_a_situation_does_not_make_up_for_the_scenario_alone() -> None:
    run = a_run(narrowed=False)
    alone = {f"a.feature::test_{number}[row]" for number in range(SUITE)}
    under = {"a.feature::test_0 (situation pause)[row]"}
    for collected, narrowed in (
        (alone | under, False),
        ((alone | under) - {"a.feature::test_0[row]"}, True),
    ):
        run.collected = collected
        selection = run.started().selection
        assert selection.narrowed == narrowed
        assert (selection.scenarios, selection.under_situations) == (SUITE, 1)


def test_a_run_without_one_of_its_sequences_is_a_narrowed_one() -> None:
    run = a_run(narrowed=False, situations="drawn")
    scenarios = {f"a.feature::test_{number}" for number in range(SUITE)}
    sequences = {
        f"features/sequences.yaml::Sequence {number}"
        for number in range(1, number_of_sequences("drawn") + 1)
    }
    for collected, narrowed in ((sequences, False), (set(sorted(sequences)[1:]), True)):
        run.collected = scenarios | collected
        selection = run.started().selection
        assert selection.narrowed == narrowed
        assert (selection.scenarios, selection.sequences) == (SUITE, len(collected))
