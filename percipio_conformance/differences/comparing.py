"""Compares two observations of one scenario: what people see, step by step."""

from __future__ import annotations

import re
from collections.abc import Iterator

from percipio_conformance.core.events import Comparison, Difference
from percipio_conformance.core.outcomes import (
    ConnectorError,
    ConnectorNotIdle,
    ExpectationFailed,
    MissingCapability,
    NotApplicable,
    Outcome,
    Unreachable,
)
from percipio_conformance.core.redaction import cut, redact_text
from percipio_conformance.differences.exchanges import diverging
from percipio_conformance.differences.observation import Moment, Observation
from percipio_conformance.differences.picture import Facts, Picture, Place
from percipio_conformance.differences.properties import (
    CHECK,
    CLAUSES,
    COURSES,
    EXISTENCE,
    FOLLOWS_FROM_COURSES,
    NUMBER_OF_ATTEMPTS,
)

ABSENT = {EXISTENCE: "no such course", NUMBER_OF_ATTEMPTS: "no attempt", "homepage": "nothing"}
"""What people see where there is nothing. Of other kinds, only what both worlds have is compared:
the parts of a course that is not there say nothing more."""

UNDER_TEST, OTHER = "the connector under test", "the other connector"

SHOWN_CHARACTERS = 500

_PORT = re.compile(r"(://[^/\s:]+):\d+")
"""The port of an address; the harness draws another one in each process."""

_Found = tuple[str, Place, str, str]
"""The subject, the place, and what is seen there with each of the two connectors."""


def compare(ours: Observation, theirs: Observation) -> Comparison:
    """Compares the connector under test (``ours``) with the other one in one scenario."""
    reason = obstacle(ours, UNDER_TEST) or obstacle(theirs, OTHER)
    if reason is not None:
        return Comparison(outcome="not_compared", reason=reason)
    others = {each.number: each for each in theirs.moments}
    pairs = [
        (each, others[each.number])
        for each in ours.moments
        # A step that fails may end at an earlier time than one that holds.
        if each.number in others and each.now == others[each.number].now
    ]
    differences = list(_differences(ours, theirs, pairs)) or list(_check(ours, theirs, pairs))
    if not pairs and not differences:
        reason = "no step leaves the world idle with both connectors"
        return Comparison(outcome="not_compared", reason=reason)
    return Comparison(
        outcome="different" if differences else "equal",
        pictures=len(pairs),
        differences=differences,
    )


def obstacle(observation: Observation, who: str) -> str | None:
    """Why the scenario cannot be compared, None if it can.

    A failed expectation is no obstacle: it leaves the steps before it.
    """
    if observation.fault is not None:
        fault = f"{type(observation.fault).__name__}: {observation.fault}"
        return _shown(f"what people see with {who} could not be described: {fault}")
    match observation.error:
        case None | ExpectationFailed():
            return None
        case NotApplicable() as error if not isinstance(error, MissingCapability):
            return "the scenario is for another reading than that of the profile"
        case Unreachable() as error:
            reason = f"{who} cannot be reached: {error}"
        case ConnectorError() | ConnectorNotIdle() as error:
            reason = f"{who} broke down: {error}"
        case Outcome() as error:
            reason = f"{who}: {error}"
        case error:
            reason = f"{who}: {type(error).__name__}: {error}"
    return _shown(_PORT.sub(r"\1", observation.plain(reason)))


def _differences(
    ours: Observation, theirs: Observation, pairs: list[tuple[Moment, Moment]]
) -> Iterator[Difference]:
    """Yields the first difference of each kind."""
    known: set[str] = set()
    since = (0, 0)
    for our, their in pairs:
        by_kind: dict[str, list[_Found]] = {}
        for each in _differing(our.picture, their.picture):
            by_kind.setdefault(each[1].kind, []).append(each)
        if any(each.startswith(COURSES) for each in by_kind):
            for kind in FOLLOWS_FROM_COURSES & by_kind.keys():
                del by_kind[kind]
        now = (our.exchanges, their.exchanges)
        for kind, found in by_kind.items():
            if kind not in known:
                traffic = _traffic(ours, theirs, since, now)
                yield _difference(our.step, found, traffic)
        known |= by_kind.keys()
        since = now


def _differing(ours: Picture, theirs: Picture) -> Iterator[_Found]:
    """Yields what differs, in the order of the picture of the connector under test."""
    nothing: Facts = {}
    for subject in [*ours, *(each for each in theirs if each not in ours)]:
        our, their = ours.get(subject, nothing), theirs.get(subject, nothing)
        if our == their:
            continue
        for place in [*our, *(each for each in their if each not in our)]:
            absent = ABSENT.get(place.kind)
            if absent is None and not (place in our and place in their):
                continue
            one, other = our.get(place, absent), their.get(place, absent)
            if one is not None and other is not None and one != other:
                yield subject, place, one, other


def _difference(step: str, found: list[_Found], traffic: tuple[str, str]) -> Difference:
    subject, place, one, other = found[0]
    return Difference(
        kind=place.kind,
        what=_shown(f"{subject}, {place.which}" if place.which else subject),
        step=step,
        shown=_shown(one),
        other=_shown(other),
        exchange=traffic[0],
        other_exchange=traffic[1],
        clauses=list(CLAUSES[place.kind]),
        more=len(found) - 1,
    )


def _check(
    ours: Observation, theirs: Observation, pairs: list[tuple[Moment, Moment]]
) -> Iterator[Difference]:
    """Yields a difference if a step fails with one connector only, or another step fails.

    Where people see something else, a failure says nothing more.
    """
    one, other = ours.failed_step, theirs.failed_step
    if one == other:
        return
    since = (pairs[-1][0].exchanges, pairs[-1][1].exchanges) if pairs else (0, 0)
    now = (len(ours.exchanges), len(theirs.exchanges))
    traffic = _traffic(ours, theirs, since, now)
    yield Difference(
        kind=CHECK,
        what="a step of the scenario",
        step=one or other,
        shown=_ending(ours, one or other),
        other=_ending(theirs, one or other),
        exchange=traffic[0],
        other_exchange=traffic[1],
    )


def _ending(observation: Observation, step: str) -> str:
    if observation.error is None:
        return "all steps hold"
    place = "" if observation.failed_step == step else f" at {observation.failed_step!r}"
    return _shown(f"fails{place}: {observation.plain(str(observation.error))}")


def _traffic(
    ours: Observation, theirs: Observation, since: tuple[int, int], now: tuple[int, int]
) -> tuple[str, str]:
    return diverging(
        ours.exchanges[since[0] : now[0]],
        theirs.exchanges[since[1] : now[1]],
        (ours.plain, theirs.plain),
    )


def _shown(text: str) -> str:
    return cut(redact_text(text), SHOWN_CHARACTERS)
