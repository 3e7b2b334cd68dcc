"""A fault in a copy of the reference connector is noticed by a run against this copy."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from tools.mutants.blind_rounds import ROOT, Counted, count

FILE = "reference_impl/rules/attempts.py"
SORTED = "sorted({each.statement_id: each for each in meanings}.values(), key=_order)"


def without_attempts() -> str:
    """A patch after which no statement counts."""
    right = (ROOT / FILE).read_text(encoding="utf-8")
    assert SORTED in right
    lines = (text.splitlines(keepends=True) for text in (right, right.replace(SORTED, "[]")))
    return "".join(unified_diff(*lines, f"a/{FILE}", f"b/{FILE}"))


@pytest.mark.parametrize(
    ("scenario", "noticed"),
    [
        (
            "features/statistics/order::A new statement in a list with an already accepted one"
            " counts",
            "scenarios",
        ),
        # It needs no attempt.
        ("features/content/arrival::A channel becomes a course", "missed"),
    ],
)
def test_a_run_meets_the_faulty_copy(tmp_path: Path, scenario: str, noticed: str) -> None:
    patch = tmp_path / "without-attempts.patch"
    patch.write_text(without_attempts(), encoding="utf-8")
    assert count(patch, ["--quick", "--scenario", scenario]) == Counted(patch.name, noticed)
