"""The exception for a violation of the control protocol."""

from __future__ import annotations

from percipio_conformance.core.outcomes import ConnectorError


class ProtocolViolation(ConnectorError):
    """A call of the control protocol failed.

    Args:
        message: a sentence that describes the violation.
        came: the response or the error that occurred instead of a valid response.
        status: the HTTP status; None if there was no response.
        schema: the schema that the response violates, without ``control/``; None for another
            violation.
        problems: the schema errors, each as ``/place: sentence``.
    """

    def __init__(
        self,
        message: str,
        *,
        came: str,
        status: int | None = None,
        schema: str | None = None,
        problems: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.came = came
        self.status = status
        self.schema = schema
        self.problems = problems
