"""Which statements belong to which attempt (C149, C151, A-NEWATT, A-COMBINE). Pure.

There are as many attempts as there are registrations, or as there are completions, whichever is
more. Two registrations for one activity are two attempts; so are two completions, of which all
those under one registration count once, and all those without any at one instant. A start proves
nothing: it may be a revisit.

Both numbers can only grow when a statement is added. So attempts never get fewer, whatever comes
late, and 360Learning, which drops no attempt, is never asked to. The price, and there is no rule
without one: after a completion without a registration, a restart *with* one shows once it is
completed, and not before. Were it shown at its start, then a start under the same registration
that is heard of late, and lies before that completion, would turn the restart into a revisit and
take an attempt back.

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

    ``begun`` is the first one's time and id, ``completed`` the time of the first completion;
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
    """The statements of each attempt, the attempt that was begun first in front.

    ``ordered`` are statements about progress in the order of their time, without repetitions.
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
    """One group for each registration, the one that was begun first in front."""
    found: dict[tuple[str, str], _Group] = {}
    for each in ordered:
        if each.registration is not None:
            key = each.activity_id, each.registration
            found.setdefault(key, _Group(versions={each.activity_id})).add(each)
    return list(found.values())


def _place(registrations: Sequence[_Group], completed: Sequence[_Group]) -> list[_Group]:
    """Join each registration to a completed group that has none for its version.

    Which one: that which is completed next, else the last one. Registrations that find none are
    attempts of their own, those of different versions together; these are returned.
    """
    left: list[_Group] = []
    # The one begun last chooses first: what is completed next is most likely its completion.
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
    """Of completed groups the one that is completed next, counted from ``at``, else the last."""

    def order(group: _Group) -> tuple[bool, float, str]:
        assert group.completed is not None
        left = (group.completed - at).total_seconds()
        return left < 0, abs(left), group.begun[1]

    return min(groups, key=order)


def _with_loose(groups: list[_Group], loose: Sequence[StatementFacts]) -> list[_Group]:
    """Add statements without a registration: to what is completed next, else to what began last."""
    if loose and not groups:
        groups = [_Group()]
    ended = [group for group in groups if group.completed is not None]
    chosen: list[_Group] = []
    for each in loose:
        later = [group for group in ended if group.completed and group.completed >= each.at]
        chosen.append(
            _next_completed(later, each.at) if later else max(groups, key=lambda group: group.begun)
        )
    # Only now, so that no addition decides where the next one goes.
    for group, each in zip(chosen, loose, strict=True):
        group.add(each)
    return groups
