"""Settings of Python's garbage collector for a run.

A full collection visits every object. Those of the imported modules and the collected scenarios
stay until the end of the run, so it need not visit them again and again. A world is many objects
that live as long as their scenario, so the collector also starts less often.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

THRESHOLDS = (5_000, 5, 2)
"""The arguments of :func:`gc.set_threshold`. With higher ones a run takes more memory than it saves
time."""


def collect_less_often() -> Callable[[], None]:
    """Exempt all objects of this process from collection; return the function that undoes it."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)

    def restore() -> None:
        gc.set_threshold(*before)
        gc.unfreeze()

    return restore


@contextmanager
def collection_paused() -> Iterator[None]:
    """Collects nothing meanwhile: for imports, whose objects stay until the process ends."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def end_without_collection() -> None:
    """Exempts all objects from the collection with which Python ends.

    The end of the process frees them anyway, and to visit them takes a tenth of a second.
    """
    gc.freeze()
