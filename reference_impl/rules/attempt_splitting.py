"""Assign statements to attempts (C149, C151, A-NEWATT, A-COMBINE). Pure.

The number of attempts is the number of registrations or of completions, whichever is larger. Two
registrations for one activity are two attempts. So are two completions, where all completions
under one registration count once, and so do all without a registration at one instant. A start
is no evidence of a new attempt: it may be a revisit.

Both numbers can only grow when a statement is added. So late statements never reduce the number
of attempts, and 360Learning, which drops no attempt, is never asked to. The trade-off: after a
completion without a registration, a restart *with* one appears only when it is completed. If it
appeared at its start, then a late start under the same registration, with a time before that
completion, would turn the restart into a revisit and remove an attempt.

Percipio registers a learner for each language version of a course. Registrations for different
versions may therefore belong to one attempt, and those for one version never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from reference_impl.rules.interpretations import Retake
from reference_impl.rules.statement_interpretation import StatementFacts

_NEVER = (datetime.max.replace(tzinfo=UTC), "")


@dataclass(slots=True)
class _Group:
    """Statements of one attempt.

    ``begun`` is the first statement's time and id, ``completed`` the first completion's time;
    ``versions`` are the activities that the attempt has a registration for.
    """

    said: list[StatementFacts] = field(default_factory=list)
    versions: set[str] = field(default_factory=set)
    begun: tuple[datetime, str] = _NEVER
    completed: datetime | None = None

    def add(self, meaning: StatementFacts) -> None:
        self.said.append(meaning)
        self.begun = min(self.begun, (meaning.at, meaning.statement_id))
        if meaning.status == "Completed" and (self.completed or meaning.at) >= meaning.at:
            self.completed = meaning.at

    def join(self, other: _Group) -> None:
        for each in other.said:
            self.add(each)
        self.versions |= other.versions


def split(ordered: Sequence[StatementFacts], reading: Retake) -> list[list[StatementFacts]]:
    """Split statements into attempts, in the order in which the attempts began.

    ``ordered`` are statements about progress, sorted by time, without duplicates.
    """
    match reading:
        case "registration-or-later-completion":
            groups = _by_evidence(ordered)
        case "registration-only":
            groups = _by_registration(ordered)
        case "later-start":
            groups = _by_later_start(ordered)
    return [group.said for group in sorted(groups, key=lambda group: group.begun)]


def _by_evidence(ordered: Sequence[StatementFacts]) -> list[_Group]:
    registered = _registrations(ordered)
    completions: dict[datetime, _Group] = {}
    starts: list[StatementFacts] = []
    for each in ordered:
        if each.registration is None and each.status == "Completed":
            completions.setdefault(each.at, _Group()).add(each)
        elif each.registration is None:
            starts.append(each)
    groups = [each for each in registered if each.completed is not None]
    groups += completions.values()
    groups += _place([each for each in registered if each.completed is None], groups)
    return _with_loose(groups, starts)


def _by_registration(ordered: Sequence[StatementFacts]) -> list[_Group]:
    groups = _place(_registrations(ordered), [])
    return _with_loose(groups, [each for each in ordered if each.registration is None])


def _by_later_start(ordered: Sequence[StatementFacts]) -> list[_Group]:
    groups: list[_Group] = []
    for each in ordered:
        completed = groups[-1].completed if groups else None
        restarted = completed is not None and each.status == "Started" and each.at > completed
        if not groups or restarted:
            groups.append(_Group())
        groups[-1].add(each)
    return groups


def _registrations(ordered: Iterable[StatementFacts]) -> list[_Group]:
    """One group for each registration, in the order in which they began."""
    found: dict[tuple[str, str], _Group] = {}
    for each in ordered:
        if each.registration is not None:
            key = each.activity_id, each.registration
            found.setdefault(key, _Group(versions={each.activity_id})).add(each)
    return list(found.values())


def _place(registrations: Sequence[_Group], completed: Sequence[_Group]) -> list[_Group]:
    """Join each registration to a completed group that has none for its version.

    The group is the one completed next, otherwise the last one. Registrations without such a
    group are new attempts, where those for different versions share one; these are returned.
    """
    left: list[_Group] = []
    # The latest start is placed first: the next completion is most likely its own.
    for each in reversed(registrations):
        free = [group for group in completed if not group.versions & each.versions]
        if free:
            _next_completed(free, each.begun[0]).join(each)
        else:
            left.append(each)
    made: list[_Group] = []
    for each in reversed(left):
        group = next((group for group in made if not group.versions & each.versions), None)
        if group is None:
            made.append(each)
        else:
            group.join(each)
    return made


def _next_completed(groups: Sequence[_Group], at: datetime) -> _Group:
    """The first of the completed groups that is completed after ``at``, otherwise the last."""

    def order(group: _Group) -> tuple[bool, float, str]:
        assert group.completed is not None
        left = (group.completed - at).total_seconds()
        return left < 0, abs(left), group.begun[1]

    return min(groups, key=order)


def _with_loose(groups: list[_Group], loose: Sequence[StatementFacts]) -> list[_Group]:
    """Add statements without a registration to the group completed next, else to the newest."""
    if loose and not groups:
        groups = [_Group()]
    ended = [group for group in groups if group.completed is not None]
    chosen: list[_Group] = []
    for each in loose:
        later = [group for group in ended if group.completed and group.completed >= each.at]
        chosen.append(
            _next_completed(later, each.at) if later else max(groups, key=lambda group: group.begun)
        )
    # Added at the end, so that no addition affects the placement of the next one.
    for group, each in zip(chosen, loose, strict=True):
        group.add(each)
    return groups
