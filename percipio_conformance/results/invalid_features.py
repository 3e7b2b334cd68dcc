"""The verdict of a run in which a feature of the user's own has a mistake."""

from __future__ import annotations

from collections.abc import Sequence

from percipio_conformance.core.events import FailOn, ScenarioFinished
from percipio_conformance.core.text import plural, shortened_list
from percipio_conformance.results.clause_verdict import failures
from percipio_conformance.results.run_verdict import INVALID_FEATURE, RunVerdict

_SHOWN = 3
"""How many files and scenarios the sentence names; the report lists all of them."""


def judge_mistakes(
    refused: Sequence[str],
    scenarios: Sequence[ScenarioFinished],
    fail_on: FailOn = "failure",
) -> RunVerdict | None:
    """The verdict of a run with mistakes in the user's features; None where there are none.

    ``refused`` are the feature files that were not played, one sentence each; of several, only the
    places are named. An error of the harness comes first: with one, it is not known what the
    features would have shown.
    """
    wrong = [each.id for each in scenarios if each.verdict == "invalid_feature"]
    broken = any(each.verdict == "harness_error" for each in scenarios)
    if broken or not (refused or wrong):
        return None
    words = []
    if refused:
        files = refused if len(refused) == 1 else [each.partition(": ")[0] for each in refused]
        words.append(f"{plural(len(refused), 'file')} cannot run ({_shortened(files)})")
    if wrong:
        holds = "holds" if len(wrong) == 1 else "hold"
        words.append(f"{plural(len(wrong), 'scenario')} {holds} a mistake ({_shortened(wrong)})")
    failed = failures(scenarios, fail_on)
    rest = f" Of the other scenarios {failed} failed." if failed else ""
    return RunVerdict(
        "invalid feature",
        f"Invalid feature: {'; '.join(words)}.{rest} There is no verdict on the connector before"
        " this is corrected.",
        INVALID_FEATURE,
    )


def _shortened(sentences: Sequence[str]) -> str:
    clauses = [each.rstrip(".") for each in sentences]
    return shortened_list(clauses, _SHOWN, separator="; ", before_rest="; and ")
