"""What ``--compare-with`` found in a run: the differences by kind, and what was not compared.

No verdict depends on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from percipio_conformance.core.events import Comparison, Difference, ScenarioFinished
from percipio_conformance.core.text import plural
from percipio_conformance.results.run_result import RunResult


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference, in the scenario or generated sequence that shows it."""

    scenario: ScenarioFinished
    difference: Difference


@dataclass(frozen=True, slots=True)
class KindOfDifference:
    """All differences in one property; the first finding is the simplest one."""

    kind: str
    clauses: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """``course: description, in 3 scenarios``."""
        return f"{self.kind}, in {plural(len(self.findings), 'scenario')}"


@dataclass(frozen=True, slots=True)
class ConnectorComparison:
    """The comparison of the connector under test with another one, over a whole run.

    Scenarios include those under situations and generated sequences. ``not_compared`` maps a reason
    to the number of scenarios, the most frequent reason first. ``missing`` is the number of
    scenarios that a signal ended before they could be compared.
    """

    named: str
    equal: int
    different: int
    not_compared: dict[str, int]
    kinds: tuple[KindOfDifference, ...]
    missing: int = 0

    @property
    def compared(self) -> int:
        return self.equal + self.different

    @property
    def differences(self) -> int:
        return sum(len(each.findings) for each in self.kinds)

    @property
    def summary(self) -> str:
        """``678 scenarios compared: 666 equal, 12 different; 14 differences in 5 kinds.``"""
        left = sum(self.not_compared.values()) + self.missing
        if not self.compared:
            return f"Nothing could be compared: {plural(left, 'scenario')} not compared."
        found = "no difference"
        if self.differences:
            kinds = plural(len(self.kinds), "kind")
            found = f"{plural(self.differences, 'difference')} in {kinds}"
        return (
            f"{plural(self.compared, 'scenario')} compared: {self.equal} equal,"
            f" {self.different} different; {left} not compared. {found[0].upper()}{found[1:]}."
        )


def connector_comparison(run_result: RunResult) -> ConnectorComparison | None:
    """Returns the comparison of a run; None if the run was not to compare."""
    other = run_result.started.compared_with
    if not other:
        return None
    pairs = [
        (each, each.comparison)
        for each in run_result.scenarios
        if isinstance(each.comparison, Comparison)
    ]
    outcomes = Counter(comparison.outcome for _, comparison in pairs)
    reasons = Counter(comparison.reason for _, comparison in pairs if comparison.reason)
    found: dict[str, list[Finding]] = {}
    for scenario, comparison in pairs:
        for each in comparison.differences:
            found.setdefault(each.kind, []).append(Finding(scenario, each))
    kinds = [_kind(name, findings) for name, findings in found.items()]
    return ConnectorComparison(
        named=other.named,
        equal=outcomes["equal"],
        different=outcomes["different"],
        not_compared=dict(sorted(reasons.items(), key=lambda each: (-each[1], each[0]))),
        kinds=tuple(sorted(kinds, key=lambda each: (-len(each.findings), each.kind))),
        missing=len(run_result.scenarios) - len(pairs),
    )


def _kind(name: str, findings: Sequence[Finding]) -> KindOfDifference:
    ordered = tuple(sorted(findings, key=_complexity))
    return KindOfDifference(name, tuple(ordered[0].difference.clauses), ordered)


def _complexity(finding: Finding) -> tuple[bool, bool, int, str]:
    scenario = finding.scenario
    special = scenario.situation is not None
    return scenario.sequence is not None, special, len(scenario.steps), scenario.id
