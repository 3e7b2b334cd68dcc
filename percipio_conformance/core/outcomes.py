"""Exceptions that end a step, and who is responsible for each.

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
    """The root; never raised itself."""


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
    """The connector under test did not do its part of the control protocol."""


class ConnectorTimeout(ConnectorError):
    """A limit of real time ran out while the suite waited for the connector."""


class Unreachable(Outcome):
    """The connector never answered: a wrong address is no finding about its behavior."""


class NotTestable(Outcome):
    """The connector gives no means to test this; the reason is the message."""


class ConnectorNotIdle(NotTestable):
    """A limit of real time ran out, and the connector has never promised to keep the world's."""


class NotApplicable(Outcome):
    """The clause or scenario does not apply; the reason is the message."""


class MissingCapability(NotApplicable):
    """The connector declares no capability of this kind.

    Args:
        capabilities: those that are missing.
    """

    def __init__(self, capabilities: Sequence[str]) -> None:
        super().__init__(f"the connector does not declare the capability {', '.join(capabilities)}")
        self.capabilities = tuple(capabilities)


class FeatureMistake(Outcome):
    """A feature says something impossible: a day that does not exist, a course that is not offered.

    The message says what is wrong and what to write in its place.
    """


class HarnessError(Outcome):
    """Our own fault: a step, a fake or the runner is wrong."""


def expect(what: str, actual: object, expected: object) -> None:
    """Compare two values.

    Raises:
        ExpectationFailed: ``actual`` is not equal to ``expected``.
    """
    if actual != expected:
        raise ExpectationFailed(what, expected=expected, actual=actual)


def expect_that(what: str, holds: bool, *, expected: object, actual: object) -> None:
    """As :func:`expect`, for a condition that is not equality."""
    if not holds:
        raise ExpectationFailed(what, expected=expected, actual=actual)


def _text(value: object) -> str:
    """The value as a failure shows it. A set is sorted: every run must produce the same text."""
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(map(str, value))) or "nothing"
    return str(value)
