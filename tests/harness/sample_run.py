"""A run as the command line would ask for it, with nothing played yet."""

from __future__ import annotations

from harness.requirements.profiles import load_profile
from harness.requirements.register import load_register
from harness.run import Asked, Run, Stop
from harness.selection import Choice


def a_run(*, narrowed: bool = True, stop: Stop | None = None) -> Run:
    asked = Asked(
        seed=0,
        profile=load_profile("article"),
        transport="in-process",
        catalogue=None,
        report=None,
        choice=Choice(),
        narrowed=narrowed,
    )
    return Run(asked, load_register(), stop=stop)
