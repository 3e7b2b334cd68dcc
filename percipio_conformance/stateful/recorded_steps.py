"""Records the actions of a sequence as the steps of a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from percipio_conformance.runner.recorder import PlannedStep, ScenarioRecorder
from percipio_conformance.world.world import World


class RecordedSteps:
    """The steps of one run of a sequence; without a recorder, nothing is recorded."""

    def __init__(self, recorder: ScenarioRecorder | None) -> None:
        self._recorder = recorder
        self._keyword = "Given"

    @contextmanager
    def performing(self, lines: Sequence[str]) -> Iterator[None]:
        """Record these lines of a feature as steps, of which the last is performed now.

        A step that is not performed to its end remains open.
        """
        if self._recorder is None or not lines:
            yield
            return
        *earlier, last = steps_of(lines, self._keyword)
        self._keyword = "And"
        for each in earlier:
            self._recorder.step_begins(each)
            self._recorder.step_ends()
        self._recorder.step_begins(last)
        yield
        self._recorder.step_ends()

    def look_at(self, world: World) -> None:
        """Observe what people see after the steps so far."""
        if self._recorder is not None:
            self._recorder.look_at(world)

    def fail(self, then: Sequence[str]) -> None:
        """Begin the step that fails."""
        if self._recorder is not None:
            self._recorder.step_begins(steps_of(then, "Then")[0])


def steps_of(lines: Iterable[str], keyword: str) -> list[PlannedStep]:
    """The steps that lines of a feature contain; table rows begin with ``|``.

    Args:
        keyword: of the first step; the others are continued with ``And``.
    """
    steps: list[PlannedStep] = []
    for line in lines:
        if line.startswith("|"):
            cells = line.strip().removeprefix("|").removesuffix("|").split("|")
            steps[-1].table.append([cell.strip() for cell in cells])
        else:
            steps.append(PlannedStep("And" if steps else keyword, line))
    return steps
