from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime

import freezegun

from percipio_conformance.core.real_time import real_monotonic, stopwatch, wall_clock

LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


def test_the_time_is_real_while_the_process_is_frozen() -> None:
    before = time.monotonic()
    with freezegun.freeze_time(LONG_AGO):
        began = stopwatch()
        assert real_monotonic() >= before
        assert wall_clock() > datetime(2020, 1, 1, tzinfo=UTC)
        assert type(wall_clock()) is not datetime  # the name in this module is frozen
        assert stopwatch() > began


def test_the_time_is_real_before_freezegun_is_loaded() -> None:
    program = """
import sys, time
from percipio_conformance.core import real_time
assert "freezegun" not in sys.modules
assert 0 <= real_time.real_monotonic() - time.monotonic() + 1 < 2
import freezegun
with freezegun.freeze_time("2001-01-01"):
    assert real_time.wall_clock().year > 2001
"""
    subprocess.run([sys.executable, "-c", program], check=True)
