"""A run as the command line would ask for it, with nothing played yet."""

from __future__ import annotations

from percipio_conformance.core.events import Situations
from percipio_conformance.runner.run import Run, RunOptions, Stop
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.profiles import load_profile


def a_run(
    *, narrowed: bool = True, stop: Stop | None = None, situations: Situations = "none"
) -> Run:
    asked = RunOptions(
        seed=0, profile=load_profile("article"), narrowed=narrowed, situations=situations
    )
    return Run(asked, load_registry(), stop=stop)
