"""One connector with a deliberate fault, and the verdicts that it must lead to."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from percipio_conformance.connectors.under_test import ConnectorUnderTest
from percipio_conformance.core.events import Verdict

Condition: TypeAlias = Literal[
    "after a restart",
    "on the second day",
    "past the first page",
    "for the second tenant",
    "under concurrency",
]
"""The condition under which a fault appears, if it does not appear at once."""


@dataclass(frozen=True)
class Mutant:
    """One connector with a deliberate fault.

    ``fails`` must turn red, ``warns`` yellow; ``breaks`` are for a faulty fake, where the suite
    must report its own error; ``spares`` are related clauses that must stay green. The scenarios of
    these clauses run first.

    ``kind`` describes it in a few words, if several faults of one clause must differ.
    ``condition`` is the condition under which it appears. ``readings``, ambiguity to
    interpretation, are those it violates: it is judged under them, and for each one a scenario of
    that interpretation must detect it. ``collateral`` explains the unrelated clauses that turn red
    in a run of all scenarios: clause to a sentence. ``collateral_reason`` explains all of them at
    once, for a fault that breaks many scenarios. ``written_blind`` marks a fault that was written
    from the clauses alone, before its author had read a scenario. ``adds`` marks a fault that does
    something no clause asks for, such as archiving: without that, its clauses would hold. A clause
    that only such faults violate is kept by a connector that has no code for it.
    """

    make: Callable[[], ConnectorUnderTest]
    fails: frozenset[str] = frozenset()
    warns: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    spares: frozenset[str] = frozenset()
    kind: str = ""
    condition: Condition | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    collateral: Mapping[str, str] = field(default_factory=dict)
    collateral_reason: str = ""
    written_blind: bool = False
    adds: bool = False

    @property
    def name(self) -> str:
        return self.make.__name__

    @property
    def story(self) -> str:
        """What the faulty connector does, in one or two sentences; empty without a docstring."""
        return (inspect.getdoc(self.make) or "").partition("\n\n")[0].replace("\n", " ")

    @property
    def concerns(self) -> frozenset[str]:
        """The clauses that it breaks."""
        return self.fails | self.warns | self.breaks

    def explains(self, clause: str) -> str | None:
        """Why the clause turns red although it is unrelated; None without an explanation."""
        return self.collateral.get(clause) or self.collateral_reason or None

    @property
    def expected(self) -> dict[str, Verdict]:
        """Clause to verdict, those that stay green included."""
        verdicts: list[tuple[frozenset[str], Verdict]] = [
            (self.fails, "fail"),
            (self.warns, "warn"),
            (self.breaks, "harness_error"),
            (self.spares, "pass"),
        ]
        return {clause: verdict for clauses, verdict in verdicts for clause in sorted(clauses)}


def clauses(words: str) -> frozenset[str]:
    """``"C013 D04"`` as a set."""
    return frozenset(words.split())


def by_name(*mutants: Mutant) -> dict[str, Mutant]:
    """The faults by name.

    Raises:
        ValueError: two of them have one name, and one would be lost.
    """
    found = {mutant.name: mutant for mutant in mutants}
    if len(found) < len(mutants):
        names = [mutant.name for mutant in mutants]
        twice = sorted({each for each in names if names.count(each) > 1})
        raise ValueError(f"two faults are called {', '.join(twice)}; a name belongs to one")
    return found
