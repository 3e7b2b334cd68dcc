"""Single failures of 360Learning's API, which only the connector meets."""

from __future__ import annotations

from collections.abc import Iterable

from fake_lms.platform import Platform
from fake_lms.server.fault_script import (
    Breakdown,
    Delay,
    Fault,
    LostAnswer,
    ObjectRefusal,
    ScriptedFault,
)


class LmsOutages:
    """Failures of the connector's next requests to 360Learning."""

    def __init__(self, platform: Platform) -> None:
        self._script = platform.script

    @property
    def pending(self) -> list[ScriptedFault]:
        """The failures that have not occurred yet."""
        return self._script.pending()

    def refuse_once(self, status: int) -> None:
        """Refuse the next write with this status and, unless it is 401, the next read.

        After a refused read the connector would have a new access token for its write.
        """
        faults = [Fault(status, "WRITE", connectors_only=True)]
        if status != 401:
            faults.append(Fault(status, "GET", connectors_only=True))
        self.add(faults)

    def lose_next_answer(self) -> None:
        """Carry out the next write, and lose the answer."""
        self.add([LostAnswer("WRITE")])

    def delay_next_write(self, seconds: int) -> None:
        """Carry out the next write, and answer it, after this time."""
        self._script.add(Delay(seconds, "WRITE"))

    def break_off_next_bulk(self) -> None:
        """End the next bulk operation in error after its first object."""
        if not any(isinstance(each, Breakdown) for each in self.pending):
            self._script.break_down(after=1)

    def refuse_next_object(self) -> None:
        """Refuse the first object of the next bulk operation."""
        if not any(isinstance(each, ObjectRefusal) for each in self.pending):
            self._script.refuse_object()

    def end(self) -> None:
        """Let no failure occur that has not occurred yet."""
        self._script.clear()

    def add(self, faults: Iterable[Fault | LostAnswer]) -> None:
        """Let these faults occur once, except where one for such a request is still to occur.

        Two in a row would be an outage.
        """
        pending = {each.match for each in self.pending if isinstance(each, Fault | LostAnswer)}
        for each in faults:
            if each.match not in pending:
                self._script.add(each)
