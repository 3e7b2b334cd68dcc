"""The settings of the garbage collector hold during a run only."""

from __future__ import annotations

import gc
from importlib import import_module

import pytest

from percipio_conformance.processes.garbage_collection import (
    THRESHOLDS,
    collect_less_often,
    collection_paused,
)


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


def test_a_pause_ends_also_after_an_error() -> None:
    with pytest.raises(ModuleNotFoundError), collection_paused():
        import_module("percipio_conformance.no_such_module")
    assert gc.isenabled()


def test_nothing_is_collected_in_a_pause() -> None:
    with collection_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_pause_does_not_begin_what_was_off_before() -> None:
    gc.disable()
    try:
        with collection_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
