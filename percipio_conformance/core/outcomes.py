"""Exceptions that end a step, and the verdict for each.

::

    Outcome
    ├── ExpectationFailed      the actual result differs from the promised one    -> fail
    ├── ConnectorError         the connector violated the control protocol        -> fail
    │   └── ConnectorTimeout   it exceeded the time to answer or to become idle   -> fail
    ├── Unreachable            no connector answers: there is no verdict on it    -> harness error
    ├── NotTestable            the clause cannot be tested with this connector    -> not testable
    ├── NotApplicable          the clause does not apply to connector or profile  -> not applicable
    ├── FeatureMistake         a feature of the user is wrong                -> invalid feature
    └── HarnessError           a fault of the suite, never of the connector       -> harness error

Any other exception in a step is a fault of the suite, too. So is a FeatureMistake in one of its own
features.
"""

from __future__ import annotations

from collections.abc import Sequence


class Outcome(Exception):
    """The base class; never raised directly."""


class ExpectationFailed(Outcome):
    """The actual result differs from the expected one.

    Args:
        what: the checked item, in a product owner's terms.
        expected: the result that the clause requires.
        actual: the result in the simulated world.
    """

    def __init__(self, what: str, *, expected: object, actual: object) -> None:
        self.what = what
        self.expected = _text(expected)
        self.actual = _text(actual)
        super().__init__(f"{what}: expected {self.expected}, actual {self.actual}")


class ConnectorError(Outcome):
    """The connector under test violated the control protocol."""


class ConnectorTimeout(ConnectorError):
    """The connector exceeded a limit of real time."""


class Unreachable(Outcome):
    """The connector never answered; a wrong address is not a finding about its behavior."""


class NotTestable(Outcome):
    """The clause cannot be tested with this connector; the message is the reason."""


class ConnectorNotIdle(NotTestable):
    """A connector without support for the simulated clock exceeded a limit of real time."""


class NotApplicable(Outcome):
    """The clause or scenario does not apply; the message is the reason."""


class MissingCapability(NotApplicable):
    """The connector does not declare a required capability.

    Args:
        capabilities: the missing capabilities.
    """

    def __init__(self, capabilities: Sequence[str]) -> None:
        super().__init__(f"the connector does not declare the capability {', '.join(capabilities)}")
        self.capabilities = tuple(capabilities)


class FeatureMistake(Outcome):
    """A feature contains a mistake: a day that does not exist, a course that is not offered.

    The message states the mistake and its correction.
    """


class HarnessError(Outcome):
    """A fault of the suite: a step, a fake or the runner is wrong."""


def expect(what: str, actual: object, expected: object) -> None:
    """Compare two values.

    Raises:
        ExpectationFailed: ``actual`` is not equal to ``expected``.
    """
    if actual != expected:
        raise ExpectationFailed(what, expected=expected, actual=actual)


def expect_that(what: str, holds: bool, *, expected: object, actual: object) -> None:
    """Check a condition other than equality; raises like :func:`expect`."""
    if not holds:
        raise ExpectationFailed(what, expected=expected, actual=actual)


def _text(value: object) -> str:
    """Formats a value for a failure. A set is sorted: every run must produce the same text."""
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(map(str, value))) or "nothing"
    return str(value)
