"""Describe schema errors in a connector's message, in text of limited length."""

from __future__ import annotations

from percipio_conformance import schemas
from percipio_conformance.core import limits
from percipio_conformance.core.redaction import cut

SHOWN_CHARACTERS = 300
"""Maximum length of the sentence about one place."""


def explain(schema: str, message: object, size: int = 0) -> list[str]:
    """List the errors in ``message`` as ``/place: sentence``; empty when it is valid.

    Args:
        size: bytes of the answer. In a large one the places are not determined, which can take
            hours for a malicious message.
    """
    if size > limits.EXPLAINED_ANSWER_BYTES:
        return [f"/: the answer has {size:,} bytes, too many to say where"]
    try:
        found = schemas.problems(schema, message)
    except RecursionError:
        return ["/: the answer is nested too deeply to say where"]
    shown = [cut(each, SHOWN_CHARACTERS) for each in found[: limits.MOST_PROBLEMS]]
    more = len(found) - len(shown)
    return shown + ([f"/: and {more} more"] if more else [])
