"""Compares two runs, clause by clause and scenario by scenario."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import msgspec

from percipio_conformance.core.events import ClauseJudged, RunStarted, ScenarioFinished
from percipio_conformance.core.options import OPTIONS
from percipio_conformance.core.redaction import redact_text
from percipio_conformance.results.recorded_options import CONNECTORS, ReplayError, recorded_options
from percipio_conformance.results.run_result import RunResult
from percipio_conformance.results.status import Status, status_of
from percipio_conformance.results.summary_text import how_far

Kind: TypeAlias = Literal[
    "newly failing", "newly not tested", "vanished", "changed", "fixed", "newly tested", "appeared"
]

KINDS: tuple[Kind, ...] = (
    "newly failing", "newly not tested", "vanished", "changed", "fixed", "newly tested", "appeared",
)  # fmt: skip
"""The kinds in the order of the output: changes for the worse come first."""

_FAULTY: dict[Status, int] = {
    "known_failure": 1,
    "warn": 2,
    "fail": 3,
    "harness_error": 4,
    "invalid_feature": 4,
}
"""The severity of a status. A known failure that is no longer known becomes more severe."""


class CompareError(ValueError):
    """The two runs cannot be compared; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Change:
    """A clause or scenario whose status differs between the runs.

    ``title`` is the clause's sentence or the scenario's name. ``before`` or ``after`` is None if
    that run does not contain it.
    """

    id: str
    title: str
    kind: Kind
    before: Status | None
    after: Status | None
    worse: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """An input that differs between the runs: ``seed``, ``0``, ``7``."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences between two runs; changes are sorted by kind, then by id."""

    differences: tuple[Difference, ...]
    clauses: tuple[Change, ...]
    scenarios: tuple[Change, ...]
    newly_refused: tuple[str, ...] = ()
    """Feature files that are invalid in the later run and valid in the earlier one."""

    @property
    def worse(self) -> bool:
        return bool(self.newly_refused) or any(each.worse for each in self._changes)

    @property
    def same_verdicts(self) -> bool:
        """Whether the runs, their clauses and their scenarios have the same verdicts."""
        return not self._changes and all(each.what != "verdict" for each in self.differences)

    @property
    def _changes(self) -> tuple[Change, ...]:
        return (*self.clauses, *self.scenarios)


def compare(before: RunResult, after: RunResult) -> Comparison:
    """Returns the changes from ``before`` to ``after``.

    Raises:
        CompareError: one of them is a shard, whose clauses are not judged.
    """
    for run_result in (before, after):
        shard = run_result.started.shard
        if shard is not None:
            raise CompareError(
                f"one of them is shard {shard.number} of {shard.of}, which gives no verdict. Merge"
                " the shards first."
            )
    return Comparison(
        differences=tuple(_differences(before, after)),
        clauses=_changes(before.clauses, after.clauses),
        scenarios=_changes(before.scenarios, after.scenarios),
        newly_refused=tuple(sorted(_refused(after) - _refused(before))),
    )


Judged: TypeAlias = ClauseJudged | ScenarioFinished


def _changes(before: Sequence[Judged], after: Sequence[Judged]) -> tuple[Change, ...]:
    old, new = ({each.id: each for each in run} for run in (before, after))
    changes = (
        change
        for identifier in sorted(old.keys() | new.keys())
        if (change := _change(old.get(identifier), new.get(identifier))) is not None
    )
    return tuple(sorted(changes, key=lambda each: (KINDS.index(each.kind), each.id)))


def _change(old: Judged | None, new: Judged | None) -> Change | None:
    shown = new or old
    assert shown is not None
    before = status_of(old) if old is not None else None
    after = status_of(new) if new is not None else None
    if before == after:
        return None
    kind, worse = _kind(before, after)
    if _is_draw(shown) and (kind == "vanished" or (kind == "appeared" and not worse)):
        # The situations and sequences of a run depend on its seed and its options.
        return None
    title = shown.sentence if isinstance(shown, ClauseJudged) else shown.name
    return Change(shown.id, title, kind, before, after, worse)


def _is_draw(judged: Judged) -> bool:
    return isinstance(judged, ScenarioFinished) and (
        judged.situation is not None or judged.sequence is not None
    )


def _kind(before: Status | None, after: Status | None) -> tuple[Kind, bool]:
    """Returns the kind of a change, and whether it is for the worse.

    A faulty clause that is no longer tested is a change for the worse.
    """
    was, now = _badness(before), _badness(after)
    match before, after:
        case None, _:
            return "appeared", now > 0
        case _, None:
            return "vanished", before == "pass" or was > 0
        case _ if now > was:
            return "newly failing", True
        case "harness_error", "platform_only":
            return "fixed", False
        case _ if not _tested(after) and _tested(before):
            return "newly not tested", True
        case _, "pass":
            return ("fixed" if was else "newly tested"), False
        case _:
            return "changed", False


def _badness(status: Status | None) -> int:
    return 0 if status is None else _FAULTY.get(status, 0)


def _tested(status: Status | None) -> bool:
    return status == "pass" or _badness(status) > 0


_COMPARED: Mapping[str, Callable[[RunStarted], Any]] = {
    "suite": lambda started: f"{started.suite.name} {started.suite.version}",
    "seed": lambda started: started.seed,
    "profile": lambda started: started.profile.name,
    "reached by": lambda started: _reached_by(started),
    "transport": lambda started: started.transport,
    "selection": lambda started: " ".join(started.selection.arguments) or "everything",
    "situations": lambda started: (
        started.selection.situation.id
        if started.selection.situation
        else started.selection.situations
    ),
    "catalog": lambda started: started.catalog.sha256[:12] if started.catalog else None,
}


def _differences(one: RunResult, other: RunResult) -> Iterable[Difference]:
    before, after = one.started, other.started
    yield from _different("verdict", one.finished.verdict, other.finished.verdict)
    yield from _different("interrupted", _interrupted(one), _interrupted(other))
    for what, of in _COMPARED.items():
        yield from _different(what, of(before), of(after))
    pairs: list[tuple[str, Mapping[str, Any], Mapping[str, Any]]] = [
        ("reading", before.profile.readings, after.profile.readings),
        ("parameter", before.profile.parameters, after.profile.parameters),
        ("connector", before.connector, after.connector),
        ("known failure", _known(before), _known(after)),
    ]
    for what, old, new in pairs:
        for key in sorted(old.keys() | new.keys()):
            yield from _different(f"{what} {key}", old.get(key), new.get(key))


def _refused(run_result: RunResult) -> set[str]:
    return {each.partition(", ")[0] for each in run_result.started.invalid_features}


def _interrupted(run_result: RunResult) -> str:
    interruption = run_result.finished.interruption
    return "no" if interruption is None else f"yes, {how_far(interruption)}"


def _reached_by(started: RunStarted) -> str:
    """Returns the options that named the connector, without secrets."""
    try:
        options = recorded_options(started.options)
    except ReplayError:
        return "options that this version does not know"
    arguments = [
        argument
        for option in OPTIONS
        if option.name in CONNECTORS
        for argument in option.to_argv(getattr(options, option.attribute))
    ]
    return shlex.join(map(redact_text, arguments)) or "reference"


def _known(started: RunStarted) -> Mapping[str, str]:
    return {each.what: f"until {each.expires}" for each in started.baseline or ()}


def _different(what: str, before: Any, after: Any) -> Iterable[Difference]:
    if before != after:
        yield Difference(what, _text(before), _text(after))


def _text(value: Any) -> str:
    match value:
        case None | [] | "":
            return "none"
        case str():
            return value
        case list():
            return ", ".join(map(str, value))
        case _:
            return msgspec.json.encode(value).decode()
