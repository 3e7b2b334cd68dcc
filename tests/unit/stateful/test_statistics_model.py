"""What is in a course, long times and addresses: what a sequence expects of attempts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_integration_model import DAY, after, expected
from test_models import TERMS

from percipio_conformance.runner.session import START_TIME
from percipio_conformance.spec.profiles import Profile, load_profile
from percipio_conformance.stateful.actions import statistics_actions as statistics
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.actions.language_actions import CompletesVersion
from percipio_conformance.stateful.actions.statistics_actions import Does, FinishesVideo
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.integration import IntegrationDomain

COURSE = "Six Sigma Basics"
BEGUN = Does("Ada", "starts", COURSE)
TEST = Does("Ada", "takes the test of", COURSE, 73, 61)
VIDEO = FinishesVideo("Ada", COURSE)
ATTEMPTS = f'Ada\'s attempts on "{COURSE}"'


def by(**readings: str) -> Profile:
    article = load_profile("article")
    named = {name.replace("_", "-"): reading for name, reading in readings.items()}
    return replace(article, readings={**article.readings, **named})


def test_a_test_scores_its_course_and_neither_completes_it_nor_takes_time() -> None:
    found = expected(after(BEGUN, TEST))
    assert found[f"the score of {ATTEMPTS}"] == ["73 %"]
    assert found[f"the progress of {ATTEMPTS}"] == ["50 %"]
    assert found[f"the time spent of {ATTEMPTS}"] == ["nothing"]
    # No clause says whether it is an activity in the course.
    assert f"the last activity of {ATTEMPTS}" not in found


def test_a_test_that_is_simplified_is_still_scored() -> None:
    """Percipio reports no test without a score."""
    assert list(TEST.simpler()) == [Does("Ada", "takes the test of", COURSE, 73)]
    assert not after(BEGUN).allows(Does("Ada", "takes the test of", COURSE))


def test_a_video_changes_nothing() -> None:
    found = expected(after(BEGUN, VIDEO))
    assert found[ATTEMPTS] == 1
    assert found[f"the progress of {ATTEMPTS}"] == ["50 %"]


@pytest.mark.parametrize("inside", [TEST, VIDEO])
def test_what_is_in_a_course_follows_its_start(inside: Action) -> None:
    assert not after().allows(inside)
    unheard = after(statistics.Leaves("Ada"), BEGUN, statistics.Returns("Ada"))
    assert not unheard.allows(inside)


def test_a_completed_course_is_not_tested_again() -> None:
    assert not after(BEGUN, Does("Ada", "completes", COURSE)).allows(TEST)


def test_time_changes_no_attempt() -> None:
    scored = Does("Ada", "completes", COURSE, 73, 61)
    soon, late = (
        expected(after(scored, *more)) for more in ((DAY,), (statistics.HundredDaysPass(),))
    )
    assert {what: soon[what] for what in soon if ATTEMPTS in what} == {
        what: late[what] for what in late if ATTEMPTS in what
    }


def test_capitals_in_an_address_matter_by_one_reading_alone() -> None:
    moves = statistics.GetsAddress("Ada", "ada.1@acme.example", "Ada.1@Acme.Example")
    assert after().allows(moves)
    assert "A-CASE" in after(moves).relies_on("the number of attempts")
    exact = Assumptions(by(A_CASE="exact"), TERMS.capabilities, can_restart=True)
    model = IntegrationDomain().model(exact, START_TIME)
    assert not model.allows(moves)
    assert model.allows(statistics.GetsAddress("Ada", "ada.1@acme.example"))
    assert list(moves.simpler()) == [statistics.GetsAddress("Ada", "Ada.1@Acme.Example")]


def test_statistics_of_a_removed_user_are_open_when_a_version_is_joined() -> None:
    """The connector cannot move them while 360Learning does not have the user."""
    model = IntegrationDomain().model(TERMS, START_TIME).statistics
    model.complete_separate_version(_completes())
    model.do(statistics.Leaves("Ada"))
    model.join(f"{COURSE} in French", COURSE, is_open=False)
    model.do(statistics.Returns("Ada"))
    assert ATTEMPTS not in {each.what for each in model.postconditions()}


def _completes() -> CompletesVersion:
    return CompletesVersion("Ada", COURSE, "French")


def test_statements_of_several_learners_come_in_one_request() -> None:
    done = (Does("Ada", "completes", COURSE), Does("Alan", "starts", COURSE))
    together = statistics.Together(done)
    assert together.about == {"Ada", "Alan", COURSE}
    first, *_, last = together.phrases()
    assert (first, last) == (
        "Percipio queues its statements",
        "Percipio sends the queued statements",
    )
    assert statistics.Together(done[1:]) in together.simpler()
    found = expected(after(together))
    assert found[f"the progress of {ATTEMPTS}"] == ["100 %"]
    assert found[f"the progress of {ATTEMPTS.replace('Ada', 'Alan')}"] == ["50 %"]
    assert not after(statistics.KeepsBack()).allows(together)


def test_statements_that_come_together_may_depend_on_each_other() -> None:
    completes, restarts = (Does("Ada", deed, COURSE) for deed in ("completes", "restarts"))
    together = statistics.Together((completes, restarts, VIDEO), ", each of them twice")
    assert together.name == "TogetherTwice"
    assert expected(after(together))[f"the progress of {ATTEMPTS}"] == ["100 %", "50 %"]
    assert not after().allows(statistics.Together((restarts, completes)))
    # If they come in another order, it is open which attempt is the first one, or what begins it.
    reversed_ = statistics.Together((completes, restarts), ", the last one first")
    assert not after().allows(reversed_)
    assert not after().allows(statistics.Together((completes, VIDEO), ", the last one first"))
    assert after().allows(statistics.Together((completes,), ", the last one first"))
    simpler = tuple(together.simpler())
    assert statistics.Together((completes, restarts, VIDEO)) in simpler
    assert statistics.Together((completes, VIDEO), ", each of them twice") in simpler


def test_the_attempt_before_a_restart_goes_on_in_another_tab() -> None:
    completes, restarts, earlier = (
        Does("Ada", deed, COURSE)
        for deed in ("completes", "restarts", "continues the earlier attempt on")
    )
    assert not after(completes).allows(earlier)
    unheard = (statistics.Leaves("Ada"), completes, restarts, statistics.Returns("Ada"))
    assert not after(*unheard).allows(earlier)
    found = expected(after(completes, restarts, earlier))
    assert found[f"the progress of {ATTEMPTS}"] == ["100 %", "50 %"]
    by_starts = Assumptions(by(A_NEWATT="later-start"), TERMS.capabilities, can_restart=True)
    model = IntegrationDomain().model(by_starts, START_TIME)
    for action in (completes, restarts):
        model.apply(action)
    assert not model.allows(earlier)


def test_queued_statements_may_spell_an_address_in_two_ways() -> None:
    capitals = statistics.SpellsAddress("Ada", "ADA@ACME.EXAMPLE")
    queued = (statistics.KeepsBack(), BEGUN, capitals, Does("Ada", "completes", COURSE))
    found = expected(after(*queued, statistics.Sends("")))
    assert found[f"the progress of {ATTEMPTS}"] == ["100 %"]
    assert not after().allows(statistics.SpellsAddress("Ada", "somebody@acme.example"))
    assert not after(statistics.Leaves("Ada")).allows(capitals)
    exact = Assumptions(by(A_CASE="exact"), TERMS.capabilities, can_restart=True)
    assert not IntegrationDomain().model(exact, START_TIME).allows(capitals)
