"""The settings of the garbage collector hold during a run only."""

from __future__ import annotations

import gc

from percipio_conformance.runner.garbage_collection import THRESHOLDS, collect_less_often


def test_the_settings_are_restored() -> None:
    thresholds, frozen = gc.get_threshold(), gc.get_freeze_count()
    restore = collect_less_often()
    try:
        assert gc.get_threshold() == THRESHOLDS
        assert gc.get_freeze_count() > frozen
    finally:
        restore()
    assert gc.get_threshold() == thresholds
    assert gc.get_freeze_count() == 0
