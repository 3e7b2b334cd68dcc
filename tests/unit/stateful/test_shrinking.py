"""Sequences are made short, without any world."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.stateful.actions.action import Action, DayPasses
from percipio_conformance.stateful.actions.sequence import ActionSequence
from percipio_conformance.stateful.actions.statistics_actions import Does, KeepsBack, Sends
from percipio_conformance.stateful.checks.postcondition import Violation
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.generation import is_possible
from percipio_conformance.stateful.runner import Ending, Failed, Passed
from percipio_conformance.stateful.shrinking import Actions, Shrinker
from percipio_conformance.stateful.statistics import AnalyticsDomain

TERMS = Assumptions(load_profile("article"), frozenset({"statistics"}), can_restart=True)
COURSE = "Six Sigma Basics"


def violation(kind: str = "the score") -> Violation:
    return Violation(kind, ("C052",), "the score", ("it is so",), "1", "2")


def possible(actions: Actions) -> bool:
    return is_possible(AnalyticsDomain(), TERMS, actions)


def shrink(
    actions: Sequence[Action], breaks: Callable[[Actions], Violation | None], worlds: int = 1_000
) -> tuple[Actions, bool, int]:
    """The actions left, whether the search came to its end, and in how many worlds."""
    shrinker: Shrinker

    def run(sequence: ActionSequence) -> Ending:
        found = breaks(sequence.actions)
        return Passed() if found is None else Failed(len(sequence.actions), found)

    shrinker = Shrinker(run, possible, lambda: shrinker.runs < worlds)
    whole = ActionSequence("here", tuple(actions))
    short, _, to_the_end = shrinker.shrink(whole, Failed(len(whole.actions), violation()))
    return short.actions, to_the_end, shrinker.runs


WORKS = Does("Ada", "works on", COURSE, score=60, minutes=10)
NOISE = (Does("Grace", "starts", COURSE), DayPasses(), Does("Grace", "completes", COURSE, 70, 20))


def test_what_changes_nothing_is_left_out_and_what_stays_says_less() -> None:
    actions = (*NOISE, WORKS, *NOISE[1:], DayPasses())

    def scores(actions: Actions) -> Violation | None:
        told = [each for each in actions if isinstance(each, Does) and each.learner == "Ada"]
        return violation() if any(each.score is not None for each in told) else None

    left, to_the_end, plays = shrink(actions, scores)
    assert left == (Does("Ada", "works on", COURSE, score=60),)
    assert to_the_end
    assert plays < 20


def test_moves_that_need_each_other_go_together() -> None:
    actions = (WORKS, KeepsBack(), Does("Grace", "starts", COURSE), Sends(""))

    def grace(actions: Actions) -> Violation | None:
        arrives = (KeepsBack() in actions) == (Sends("") in actions)
        return violation() if Does("Grace", "starts", COURSE) in actions and arrives else None

    assert shrink(actions, grace)[0] == (Does("Grace", "starts", COURSE),)


def test_another_broken_promise_is_not_taken_for_this_one() -> None:
    actions = (WORKS, DayPasses())
    assert shrink(actions, lambda actions: violation("the result"))[0] == actions


def test_only_what_can_happen_is_played() -> None:
    played: list[Actions] = []

    def note(actions: Actions) -> Violation | None:
        played.append(actions)
        return violation() if len(actions) > 2 else None

    shrink((WORKS, KeepsBack(), *NOISE, Sends("", " one by one")), note)
    assert played
    assert all(possible(each) for each in played)
    assert len(set(played)) == len(played)


def test_a_budget_is_kept_and_the_best_until_then_is_the_answer() -> None:
    actions = (*NOISE, WORKS, *NOISE[1:])
    left, to_the_end, plays = shrink(actions, lambda actions: violation(), worlds=2)
    assert (to_the_end, plays) == (False, 2)
    assert 0 < len(left) < len(actions)
