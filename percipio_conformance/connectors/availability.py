"""Track whether the connector still responds, and when to stop waiting for it.

A connector that never responds gets no verdict. One that stops responding during a run fails only
the scenario in progress; the remaining scenarios are not testable.
"""

from __future__ import annotations

from percipio_conformance.core.outcomes import ConnectorError, NotTestable, Outcome, Unreachable
from percipio_conformance.core.timeouts import MAX_FAILED_STARTS, MAX_TIMEOUTS, TIMEOUT_OPTION


class AvailabilityTracker:
    """Counts the failures and timeouts of the connector in one process of a run.

    Args:
        timeout_option: the name of the option that sets the limit of time.
    """

    def __init__(self, timeout_option: str = TIMEOUT_OPTION) -> None:
        self._timeout_option = timeout_option
        self._was_met = False
        self._absences = 0
        self._silences = 0
        self._was_blamed = False
        self._last: Unreachable | None = None

    def ensure_available(self) -> None:
        """Raise an error unless the next scenario can start.

        Raises:
            Unreachable: the connector was never there.
            NotTestable: it stopped responding, or reached its limit of timeouts.
        """
        worth_trying = MAX_FAILED_STARTS if self._was_met else 1
        if self._last is not None and self._absences >= worth_trying:
            raise self._meaning_of(self._last)
        if self._silences >= MAX_TIMEOUTS:
            raise NotTestable(
                f"the connector reached the {self._timeout_option} limit {self._silences} times in"
                " this run; the remaining scenarios were skipped"
            )

    def met(self) -> None:
        """Record that the connector answered ``describe``."""
        self._was_met = True
        self._was_blamed = False
        self._absences = 0

    def missed(self, error: Unreachable) -> Outcome:
        """Record that it did not answer at the start of a scenario; return the error to raise."""
        self._absences += 1
        self._last = error
        return self._meaning_of(error)

    def broke_off(self, *, silent: bool) -> None:
        """Record that it failed a scenario; ``silent``: by a timeout."""
        self._was_blamed = True
        self._silences += silent

    def _meaning_of(self, error: Unreachable) -> Outcome:
        if not self._was_met:
            return Unreachable(str(error))
        if self._absences == 1 and not self._was_blamed:
            return ConnectorError(f"the connector answered earlier in this run, and now: {error}")
        return NotTestable("the connector stopped responding in an earlier scenario of this run")
