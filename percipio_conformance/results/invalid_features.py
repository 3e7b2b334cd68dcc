"""The verdict on a run in which a feature of the user has a mistake."""

from __future__ import annotations

from collections.abc import Sequence

from percipio_conformance.core.events import FailOn, ScenarioFinished
from percipio_conformance.core.text import plural, shortened_list
from percipio_conformance.results.clause_verdict import failures
from percipio_conformance.results.run_verdict import INVALID_FEATURE, RunVerdict

_SHOWN = 3
"""The number of files and scenarios in the summary; the report lists all of them."""


def judge_mistakes(
    invalid: Sequence[str],
    scenarios: Sequence[ScenarioFinished],
    fail_on: FailOn = "failure",
) -> RunVerdict | None:
    """Returns the verdict on a run with mistakes in the user's features; None without a mistake.

    A harness error takes precedence: the function returns None then.

    Args:
        invalid: the feature files that cannot run, one sentence each. The summary gives the
            sentence of a single file, and only the places of several files.
    """
    wrong = [each.id for each in scenarios if each.verdict == "invalid_feature"]
    broken = any(each.verdict == "harness_error" for each in scenarios)
    if broken or not (invalid or wrong):
        return None
    parts = []
    if invalid:
        files = invalid if len(invalid) == 1 else [each.partition(": ")[0] for each in invalid]
        parts.append(f"{plural(len(invalid), 'file')} cannot run ({_shortened(files)})")
    if wrong:
        have = "has" if len(wrong) == 1 else "have"
        parts.append(f"{plural(len(wrong), 'scenario')} {have} a mistake ({_shortened(wrong)})")
    failed = failures(scenarios, fail_on)
    rest = f" {failed} of the other scenarios failed." if failed else ""
    return RunVerdict(
        "invalid feature",
        f"Invalid feature: {'; '.join(parts)}.{rest} There is no verdict on the connector before"
        " this is corrected.",
        INVALID_FEATURE,
    )


def _shortened(sentences: Sequence[str]) -> str:
    clauses = [each.rstrip(".") for each in sentences]
    return shortened_list(clauses, _SHOWN, separator="; ", before_rest="; and ")
