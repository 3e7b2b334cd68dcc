"""A history as people read it: the moves made so far, as a scenario."""

from __future__ import annotations


class Story:
    """Collects moves; what is checked comes last."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._moves: list[str] = []

    def tell(self, move: str) -> None:
        """One more move, as a sentence of the features' vocabulary."""
        self._moves.append(move)

    def ending(self, outcome: str) -> str:
        """The story as Gherkin: the last move is the stimulus, ``outcome`` what is promised."""
        *given, when = self._moves or ["nothing happens"]
        lines = [f"Scenario: {self._title}"]
        lines += [
            f"  {'Given' if number == 0 else 'And'} {each}" for number, each in enumerate(given)
        ]
        lines += [f"  When {when}", f"  Then {outcome}"]
        return "\n".join(lines)
