"""A broken history is made short: moves are left out, and what is left is made to say less.

Delta debugging over the moves, not over what they were drawn from: a list of moves that the model
does not allow costs nothing, and one that it allows costs one world. Hypothesis shrinks the bytes
behind a history, which takes hundreds of worlds where a few dozen will do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from percipio_conformance.stateful.action import Action
from percipio_conformance.stateful.runner import Ending, Failed
from percipio_conformance.stateful.sequence import ActionSequence

Moves = tuple[Action, ...]


class Shrinker:
    """Shrinks one history.

    Args:
        play: plays a history; its ending.
        possible: whether moves can be made one after the other.
        affordable: whether there is anything left to play with.
    """

    def __init__(
        self,
        play: Callable[[ActionSequence], Ending],
        possible: Callable[[Moves], bool],
        affordable: Callable[[], bool],
    ) -> None:
        self._play = play
        self._possible = possible
        self._affordable = affordable
        self._tried: set[Moves] = set()
        self.plays = 0

    def shrink(
        self, history: ActionSequence, broken: Failed
    ) -> tuple[ActionSequence, Failed, bool]:
        """The shortest history found that breaks a promise of the same kind, and how it ends.

        The third value is False when the budget ended the search.
        """
        self._best, self._broken = self._cut(history, broken), broken
        improved = True
        while improved:
            # Whatever goes may make room for something else to go.
            improved = self._leave_out() | self._say_less()
        return self._best, self._broken, self._affordable()

    def _leave_out(self) -> bool:
        improved = False
        size = max(1, len(self._best.moves) // 2)
        while size:
            # From the end, so that what a later move builds on goes after it.
            place = len(self._best.moves) - size
            while place > -size:
                moves = self._best.moves
                start = max(0, place)
                improved |= self._try(moves[:start] + moves[start + size :])
                place = min(place, len(self._best.moves)) - size
            size //= 2
        return improved | self._leave_pairs_out()

    def _leave_pairs_out(self) -> bool:
        """Two moves that need each other, such as keeping back and sending, go together or not."""
        improved = False
        while any(self._try(rest) for rest in self._pairs()):
            improved = True
        return improved

    def _pairs(self) -> Iterator[Moves]:
        moves = self._best.moves
        for first in range(len(moves)):
            if self._possible(moves[:first] + moves[first + 1 :]):
                continue
            for second in range(first + 1, len(moves)):
                yield moves[:first] + moves[first + 1 : second] + moves[second + 1 :]

    def _say_less(self) -> bool:
        improved = False
        for place in range(len(self._best.moves)):
            improved |= self._simplify(place)
        return improved

    def _simplify(self, place: int) -> bool:
        improved = True
        once = False
        while improved and place < len(self._best.moves):
            moves = self._best.moves
            improved = any(
                self._try((*moves[:place], simpler, *moves[place + 1 :]))
                for simpler in moves[place].simpler()
            )
            once |= improved
        return once

    def _try(self, moves: Moves) -> bool:
        """Take the moves in place of the best ones if they break a promise of the same kind."""
        if not moves or moves in self._tried or not self._affordable():
            return False
        self._tried.add(moves)
        if not self._possible(moves):
            return False
        candidate = replace(self._best, moves=moves)
        self.plays += 1
        ending = self._play(candidate)
        if not isinstance(ending, Failed) or ending.breach.kind != self._broken.breach.kind:
            return False
        self._best, self._broken = self._cut(candidate, ending), ending
        return True

    @staticmethod
    def _cut(history: ActionSequence, broken: Failed) -> ActionSequence:
        """What comes after the broken promise shows nothing more."""
        return replace(history, moves=history.moves[: broken.number])
