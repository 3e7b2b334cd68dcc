"""An answer that is not as the control protocol has it, in its parts."""

from __future__ import annotations

from percipio_conformance.core.outcomes import ConnectorError


class ProtocolViolation(ConnectorError):
    """One call of the control protocol went wrong.

    Args:
        words: the whole story in a sentence.
        came: what came instead of an answer as it should be.
        status: the HTTP status; None where nothing answered.
        schema: the schema that the answer breaks, without ``control/``; None for another fault.
        problems: where and how it breaks that schema, one ``/place: sentence`` each.
    """

    def __init__(
        self,
        words: str,
        *,
        came: str,
        status: int | None = None,
        schema: str | None = None,
        problems: tuple[str, ...] = (),
    ) -> None:
        super().__init__(words)
        self.came = came
        self.status = status
        self.schema = schema
        self.problems = problems
