"""Every way in which a run can end reads as agreed, from the first line to the last."""

from __future__ import annotations

from pathlib import Path

import pytest
from whole_commands import SNAPSHOTS, WHOLE, play


@pytest.mark.parametrize("name", WHOLE)
def test_a_run_reads_as_agreed(name: str, tmp_path: Path) -> None:
    code, text = play(WHOLE[name], tmp_path)
    assert text == (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8")
    assert code == WHOLE[name].exit_code


def test_no_snapshot_is_left_over() -> None:
    assert {each.stem for each in SNAPSHOTS.glob("*.txt")} == set(WHOLE)
