"""What is wrong with a message of a connector, in few words however wrong it is."""

from __future__ import annotations

import schemas
from harness import limits
from harness.story.redaction import cut

SHOWN_CHARACTERS = 300
"""Of what one place is said to break."""


def explain(schema: str, message: object, size: int = 0) -> list[str]:
    """What is wrong with ``message``, ``/place: sentence`` each; empty when nothing is.

    Args:
        size: bytes of the answer. Of a large one the places are not looked for: a judge with good
            words takes hours for what is made to take long.
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
