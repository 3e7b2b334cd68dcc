"""The register: the clauses, with their texts, sides and ambiguities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from percipio_conformance.core.text import did_you_mean, join_and
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.yaml_document import DocumentError, read_document

if TYPE_CHECKING:
    from percipio_conformance.core.events import Level, Side

Capability: TypeAlias = Literal["courses", "statistics", "tags", "filters", "globalization"]

UNSPECIFIED = "unspecified"
"""The interpretation that allows both answers: no scenario may depend on it."""


_ID = re.compile(r"([CD])(\d{1,3})", re.IGNORECASE | re.ASCII)


def _full_id(letter: str, number: str) -> str:
    return f"{letter.upper()}{int(number):0{3 if letter in 'Cc' else 2}}"


class RegisterError(ValueError):
    """The files of the register contradict their schema or each other."""


class UnknownClause(LookupError):
    """There is no clause of that id."""


class UnknownAmbiguity(LookupError):
    """There is no ambiguity of that id."""


@dataclass(frozen=True, slots=True)
class ByDefault:
    """Why a clause needs no code of its own in a connector that keeps the others.

    ``because`` says what keeps it. ``broken_by`` says what a connector does that breaks it, with
    the operation; None where nothing that a connector can do breaks it.
    """

    because: str
    broken_by: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise.

    ``sentence`` is ours, at most 160 characters. ``ambiguities`` are the ids of those that bear on
    it. ``unobservable`` says why no machine can check it. ``planned`` means that nothing
    verifies it yet. ``capability`` is what a connector has to declare for the clause to concern it;
    None where it concerns every connector, or none. ``follows_from`` are the must clauses that a
    D clause is drawn from, and ``because`` says how. ``counterpart`` is set where a connector keeps
    the clause by doing nothing: the id of the clause that says what has to happen.
    ``by_default`` is set where a connector that keeps the others needs no code for this one.
    """

    id: str
    section: str
    side: Side
    level: Level
    sentence: str
    ambiguities: tuple[str, ...] = ()
    unobservable: str | None = None
    planned: bool = False
    capability: Capability | None = None
    follows_from: tuple[str, ...] = ()
    because: str | None = None
    counterpart: str | None = None
    by_default: ByDefault | None = None

    @property
    def observable(self) -> bool:
        """True if a machine can check it, now or later."""
        return self.unobservable is None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure that a profile sets, for example ``near_real_time_minutes``.

    ``most`` is the largest that still keeps the article's word.
    """

    name: str
    default: float
    most: float
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """One ambiguity of the article: either named readings, one of them our pick, or a figure.

    ``readings`` maps a slug to what it means; empty for a figure. ``hard`` is what a test may ask
    for under every reading.
    """

    id: str
    question: str
    why: str
    hard: str
    readings: Mapping[str, str]
    pick: str | None = None
    parameter: Parameter | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """An ambiguity with one defensible answer, which no profile can turn."""

    id: str
    question: str
    answer: str
    why: str


@dataclass(frozen=True)
class ClauseRegistry:
    """All clauses, in the article's order."""

    clauses: tuple[Clause, ...]
    ambiguities: tuple[Ambiguity, ...]
    settled: tuple[Settled, ...]

    def clause(self, clause_id: str) -> Clause:
        """The clause of that id, which may be written in short: ``c13`` for ``C013``.

        Raises:
            UnknownClause: there is none; the message names the nearest ids.
        """
        written = _ID.fullmatch(clause_id)
        found = self._by_id.get(_full_id(*written.groups()) if written else clause_id)
        if found is None:
            raise UnknownClause(
                f"There is no clause {clause_id!r}: {self._extent()}."
                f"{did_you_mean(clause_id.upper(), self._by_id)}"
                " The command `percipio-conformance clauses` lists them."
            )
        return found

    def ambiguity(self, ambiguity_id: str) -> Ambiguity:
        """The ambiguity of that id.

        Raises:
            UnknownAmbiguity: there is none; the message names the nearest ids, or the answer of an
                ambiguity that is settled.
        """
        found = self._ambiguities.get(ambiguity_id)
        if found is not None:
            return found
        for each in self.settled:
            if each.id == ambiguity_id:
                raise UnknownAmbiguity(
                    f"{ambiguity_id} is not an ambiguity but settled: {each.answer}"
                )
        near = did_you_mean(ambiguity_id.upper(), self._ambiguities)
        raise UnknownAmbiguity(f"there is no ambiguity {ambiguity_id!r}.{near}")

    @property
    def observable(self) -> tuple[Clause, ...]:
        """The clauses that a machine can check, planned ones included."""
        return tuple(each for each in self.clauses if each.observable)

    @property
    def planned(self) -> tuple[Clause, ...]:
        """The clauses that nothing verifies yet."""
        return tuple(each for each in self.clauses if each.planned)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The figures of all ambiguities."""
        return tuple(each.parameter for each in self.ambiguities if each.parameter)

    def sections(self) -> dict[str, tuple[Clause, ...]]:
        """The clauses by section, both in the article's order."""
        grouped: dict[str, list[Clause]] = {}
        for each in self.clauses:
            grouped.setdefault(each.section, []).append(each)
        return {section: tuple(clauses) for section, clauses in grouped.items()}

    @cached_property
    def _by_id(self) -> dict[str, Clause]:
        return {each.id: each for each in self.clauses}

    @cached_property
    def _ambiguities(self) -> dict[str, Ambiguity]:
        return {each.id: each for each in self.ambiguities}

    def _extent(self) -> str:
        ids: dict[str, list[str]] = {}
        for each in self.clauses:
            ids.setdefault(each.id[0], []).append(each.id)
        return "the register holds " + join_and(f"{of[0]} to {of[-1]}" for of in ids.values())


def load_registry(folder: Traversable | None = None) -> ClauseRegistry:
    """The register in ``clauses.yaml`` and ``ambiguities.yaml`` of a folder, by default the suite.

    Raises:
        RegisterError: a file does not match ``schemas/register.json``, or the two disagree.
    """
    return _shipped() if folder is None else _load(folder)


@cache
def _shipped() -> ClauseRegistry:
    return _load(FEATURES)


def _load(folder: Traversable) -> ClauseRegistry:
    clauses = _read(folder, "clauses.yaml", "#/$defs/clausesFile")
    ambiguities = _read(folder, "ambiguities.yaml", "#/$defs/ambiguitiesFile")
    registry = ClauseRegistry(
        clauses=tuple(_clause(each) for each in clauses["clauses"]),
        ambiguities=tuple(_ambiguity(each) for each in ambiguities["ambiguities"]),
        settled=tuple(Settled(**each) for each in ambiguities["settled"]),
    )
    found = [*_contradictions(registry)]
    if found:
        raise RegisterError("The register contradicts itself:\n" + "\n".join(found))
    return registry


def _read(folder: Traversable, name: str, pointer: str) -> dict[str, Any]:
    try:
        return read_document(folder / name, "register", pointer)
    except DocumentError as error:
        raise RegisterError(
            f"{name} is not a part of the register as schemas/register.json wants it:\n{error}"
        ) from error


def _clause(entry: dict[str, Any]) -> Clause:
    lists = {key: tuple(entry.get(key, ())) for key in ("ambiguities", "follows_from")}
    by_default = ByDefault(**entry["by_default"]) if "by_default" in entry else None
    return Clause(**{**entry, **lists, "by_default": by_default})


def _ambiguity(entry: dict[str, Any]) -> Ambiguity:
    parameter = entry.get("parameter")
    return Ambiguity(
        **{
            **entry,
            "readings": entry.get("readings", {}),
            "parameter": Parameter(**parameter) if parameter else None,
        }
    )


def _contradictions(registry: ClauseRegistry) -> Iterable[str]:
    """Problems that a schema cannot detect, one sentence each."""
    entries: list[Clause | Ambiguity | Settled] = [
        *registry.clauses,
        *registry.ambiguities,
        *registry.settled,
    ]
    for entry_id, times in Counter(each.id for each in entries).items():
        if times > 1:
            yield f"{entry_id} occurs {times} times; an id belongs to one entry"
    ids = [each.id for each in registry.clauses]
    for before, after in pairwise(ids):
        if after < before:
            yield f"{after} comes after {before}; order the clauses by their ids"
    ambiguities = {each.id for each in registry.ambiguities}
    for clause in registry.clauses:
        for ambiguity_id in clause.ambiguities:
            if ambiguity_id not in ambiguities:
                yield f"{clause.id} names {ambiguity_id}, which ambiguities.yaml does not hold"
    yield from _loose_references(registry)
    for ambiguity in registry.ambiguities:
        if ambiguity.pick is not None and ambiguity.pick not in ambiguity.readings:
            yield f"{ambiguity.id} picks {ambiguity.pick!r}, which is none of its readings"


def _loose_references(registry: ClauseRegistry) -> Iterable[str]:
    levels = {each.id: each.level for each in registry.clauses}
    for clause in registry.clauses:
        for each in clause.follows_from:
            if levels.get(each) != "must":
                yield f"{clause.id} follows from {each}, which is not a must clause"
        if clause.counterpart is not None and clause.counterpart not in levels:
            yield f"{clause.id} names the counterpart {clause.counterpart}, which is not a clause"
