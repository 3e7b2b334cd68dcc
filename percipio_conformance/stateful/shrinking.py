"""Shrinks a failing sequence: removes actions and simplifies those that remain.

Delta debugging over the actions: a list that the model does not allow costs nothing, one that it
allows costs one world. Hypothesis shrinks the bytes behind a sequence, which takes hundreds of
worlds instead of a few dozen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.actions.sequence import ActionSequence
from percipio_conformance.stateful.runner import Ending, Failed

Actions = tuple[Action, ...]


class Shrinker:
    """Shrinks one sequence.

    Args:
        run: runs a sequence and returns its ending.
        possible: returns True if the actions are possible in this order.
        affordable: returns True while the budget is not used up.
    """

    def __init__(
        self,
        run: Callable[[ActionSequence], Ending],
        possible: Callable[[Actions], bool],
        affordable: Callable[[], bool],
    ) -> None:
        self._run = run
        self._possible = possible
        self._affordable = affordable
        self._tried: set[Actions] = set()
        self.runs = 0

    def shrink(
        self, sequence: ActionSequence, broken: Failed
    ) -> tuple[ActionSequence, Failed, bool]:
        """Return the shortest sequence found with a violation of the same kind, and its ending.

        The third value is False if the budget ended the search.
        """
        self._best, self._broken = self._cut(sequence, broken), broken
        improved = True
        while improved:
            # After a removal, another removal may have become possible.
            improved = self._leave_out() | self._say_less()
        return self._best, self._broken, self._affordable()

    def _leave_out(self) -> bool:
        improved = False
        size = max(1, len(self._best.actions) // 2)
        while size:
            # From the end: an action is removed before the earlier actions that it depends on.
            place = len(self._best.actions) - size
            while place > -size:
                actions = self._best.actions
                start = max(0, place)
                improved |= self._try(actions[:start] + actions[start + size :])
                place = min(place, len(self._best.actions)) - size
            size //= 2
        return improved | self._leave_pairs_out()

    def _leave_pairs_out(self) -> bool:
        """Remove pairs of actions that depend on each other, such as queuing and sending."""
        improved = False
        while any(self._try(rest) for rest in self._pairs()):
            improved = True
        return improved

    def _pairs(self) -> Iterator[Actions]:
        actions = self._best.actions
        for first in range(len(actions)):
            if self._possible(actions[:first] + actions[first + 1 :]):
                continue
            for second in range(first + 1, len(actions)):
                yield actions[:first] + actions[first + 1 : second] + actions[second + 1 :]

    def _say_less(self) -> bool:
        improved = False
        for place in range(len(self._best.actions)):
            improved |= self._simplify(place)
        return improved

    def _simplify(self, place: int) -> bool:
        improved = True
        once = False
        while improved and place < len(self._best.actions):
            actions = self._best.actions
            improved = any(
                self._try((*actions[:place], simpler, *actions[place + 1 :]))
                for simpler in actions[place].simpler()
            )
            once |= improved
        return once

    def _try(self, actions: Actions) -> bool:
        """Keep the actions as the best ones if they have a violation of the same kind."""
        if not actions or actions in self._tried or not self._affordable():
            return False
        self._tried.add(actions)
        if not self._possible(actions):
            return False
        candidate = replace(self._best, actions=actions)
        self.runs += 1
        ending = self._run(candidate)
        if not isinstance(ending, Failed) or ending.violation.kind != self._broken.violation.kind:
            return False
        self._best, self._broken = self._cut(candidate, ending), ending
        return True

    @staticmethod
    def _cut(sequence: ActionSequence, broken: Failed) -> ActionSequence:
        """Cut off the actions after the violation."""
        return replace(sequence, actions=sequence.actions[: broken.number])
