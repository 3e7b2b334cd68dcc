"""``python -m benchmarks.memory`` measures runs of the lengths that it is asked for."""

from __future__ import annotations

import re

from benchmarks import memory


def test_the_peak_memory_of_two_lengths_is_measured(capsys) -> None:
    assert memory.main(["--scenarios", "2", "3", "--limit", "1000"]) == 0
    shorter, longer = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r" +2 scenarios +\d+ MiB +\d+\.\d s CPU", shorter)
    assert re.fullmatch(r" +3 scenarios +\d+ MiB +\d+\.\d s CPU +-?\d.* KiB for each more", longer)


def test_a_run_above_the_limit_fails_the_benchmark() -> None:
    assert memory.main(["--scenarios", "2", "--limit", "1"]) == 1
