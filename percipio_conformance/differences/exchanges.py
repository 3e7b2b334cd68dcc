"""Finds the first exchange in which two connectors differ, and describes it without its body.

Connectors may ask in any order, page by page or all at once, so the number and the order of their
exchanges are no difference by themselves; this is where to look.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

from percipio_conformance.core.redaction import redact_url
from percipio_conformance.network.evidence import DIRECTIONS
from percipio_conformance.network.traffic_log import CLOCK, OK, Exchange

NONE_OF_ITS_OWN = "none of a kind that the other lacks"
NO_MORE = "no further exchange in this step"
SAME = "the same exchanges"

_ID = re.compile(r"\b(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24}|\d+)\b", re.I)
"""An id of Percipio or of 360Learning, or a number, as a word of a path."""


def diverging(
    first: Sequence[Exchange],
    second: Sequence[Exchange],
    plain: tuple[Callable[[str], str], Callable[[str], str]],
) -> tuple[str, str]:
    """Describes the first exchange of each connector in which they differ.

    Writes count first, because what people see comes from them: the first one of a shape that the
    other has not at all, otherwise the first one with another body. If all writes are alike, the
    same question is asked about all exchanges, and then about their order.

    Args:
        first: the exchanges of the connector under test in a step.
        second: those of the other connector in the same step.
        plain: for each of them, removes from a text what differs between equal worlds.
    """
    ours = [each for each in first if _counts(each)]
    theirs = [each for each in second if _counts(each)]
    our_writes = [each for each in ours if each.method != "GET"]
    their_writes = [each for each in theirs if each.method != "GET"]
    return (
        _of_another_shape(our_writes, their_writes)
        or _with_another_body(_own(our_writes), _own(their_writes), plain)
        or _of_another_shape(ours, theirs)
        or _in_another_order(ours, theirs)
        or (SAME, SAME)
    )


def _of_another_shape(ours: list[Exchange], theirs: list[Exchange]) -> tuple[str, str] | None:
    our_shapes, their_shapes = list(map(shape_of, ours)), list(map(shape_of, theirs))
    only_ours = next((each for each in our_shapes if each not in their_shapes), None)
    only_theirs = next((each for each in their_shapes if each not in our_shapes), None)
    if only_ours is None and only_theirs is None:
        return None
    return only_ours or NONE_OF_ITS_OWN, only_theirs or NONE_OF_ITS_OWN


def _own(exchanges: list[Exchange]) -> list[Exchange]:
    """The requests of the connector itself; those of the world are equal by design."""
    return [each for each in exchanges if each.side in ("lms", "percipio")]


def _with_another_body(
    ours: list[Exchange],
    theirs: list[Exchange],
    plain: tuple[Callable[[str], str], Callable[[str], str]],
) -> tuple[str, str] | None:
    for our, their in zip(ours, theirs, strict=False):
        if shape_of(our) != shape_of(their):
            return None
        if _body(our, plain[0]) != _body(their, plain[1]):
            text = f"{shape_of(our)}, with another body"
            return text, text
    return None


def _in_another_order(ours: list[Exchange], theirs: list[Exchange]) -> tuple[str, str] | None:
    for our, their in zip_longest(ours, theirs):
        one = NO_MORE if our is None else shape_of(our)
        other = NO_MORE if their is None else shape_of(their)
        if one != other:
            return one, other
    return None


def shape_of(exchange: Exchange) -> str:
    """Describes the exchange without ids, numbers and its query."""
    path = _ID.sub("{id}", redact_url(exchange.path).partition("?")[0])
    answer = "no answer" if exchange.status is None else f"answered {exchange.status}"
    return f"{DIRECTIONS[exchange.side]}: {exchange.method} {path}, {answer}"


def _counts(exchange: Exchange) -> bool:
    """Whether it may say why people see something else.

    The harness asks and moves the clock as often as each connector makes it necessary, and each
    connector logs in when it likes.
    """
    call = exchange.path.partition("?")[0].rpartition("/")[2]
    if exchange.side == "control":
        return exchange.method != "GET" and f"/{call}" != CLOCK
    return not (call == "token" and exchange.status == OK)


def _body(exchange: Exchange, plain: Callable[[str], str]) -> str:
    """Returns a digest of the body; the body itself may hold a secret, and is never shown."""
    text = plain(exchange.request.decode("utf-8", "backslashreplace"))
    try:
        value: Any = json.loads(text)
    except ValueError:
        value = text
    canonical = json.dumps(value, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
