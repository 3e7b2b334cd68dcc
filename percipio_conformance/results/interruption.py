"""The verdict on a run that ended before its last scenario; it is never conformant."""

from __future__ import annotations

from collections.abc import Sequence

from percipio_conformance.core.events import FailOn, Interruption, ScenarioFinished
from percipio_conformance.core.text import plural, shortened_list
from percipio_conformance.results.clause_verdict import failures
from percipio_conformance.results.run_verdict import (
    HARNESS_ERROR,
    INVALID_FEATURE,
    NOT_CONFORMANT,
    RunVerdict,
)
from percipio_conformance.results.summary_text import how_far

STOPPED = 2
"""Exit code of a run that an option such as ``-x`` stopped before a scenario failed."""

SIGNALED = 128
"""The exit code of a shell for a signal is this number plus the number of the signal."""


def judge_interruption(
    interruption: Interruption,
    scenarios: Sequence[ScenarioFinished],
    fail_on: FailOn = "failure",
) -> RunVerdict:
    """Returns the verdict on a run that ``interruption`` ended after ``scenarios``."""
    failed = failures(scenarios, fail_on)
    broken = sum(each.verdict == "harness_error" for each in scenarios)
    mistaken = [each.id for each in scenarios if each.verdict == "invalid_feature"]
    parts = [f"{interruption.cause} ended the run", f"{failed} failed so far"]
    parts += [f"{broken} could not be judged"] if broken else []
    parts += (
        [f"{plural(len(mistaken), 'mistake')} in a feature ({shortened_list(mistaken)})"]
        if mistaken
        else []
    )
    if interruption.signal is not None:
        exit_code = SIGNALED + interruption.signal
    elif broken:
        exit_code = HARNESS_ERROR
    elif mistaken:
        exit_code = INVALID_FEATURE
    else:
        exit_code = NOT_CONFORMANT if failed else STOPPED
    return RunVerdict(
        "interrupted",
        f"Interrupted {how_far(interruption)}: {'; '.join(parts)}. There is no verdict on the"
        " connector.",
        exit_code,
    )
