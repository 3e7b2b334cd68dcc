"""Lists the scenarios that a run would execute, one a line, without running them."""

from __future__ import annotations

from typing import TextIO

import pytest

from percipio_conformance.cli.execution.console import USAGE, ConsolePlugin
from percipio_conformance.core.printable import printable
from percipio_conformance.runner.collection import FeatureFile, scenario_info
from percipio_conformance.runner.own_features import invalid_features
from percipio_conformance.runner.plugin import RUN


class Listing(ConsolePlugin):
    """Gathers ``id<TAB>clauses`` for each scenario, in the order of the files.

    Runs under situations are listed if an option asks for certain situations.
    """

    def __init__(self, out: TextIO, *, own: bool = False) -> None:
        super().__init__(out, own=own)
        self.lines: list[str] = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            if isinstance(item, pytest.Function) and isinstance(item.parent, FeatureFile):
                run = session.config.stash[RUN]
                found = scenario_info(item, run.registry)
                if found.situation is not None and run.asked.situations == "drawn":
                    # The draw of a seed is no help in choosing a scenario.
                    continue
                self.lines.append(f"{printable(found.id)}\t{' '.join(found.clauses)}")
        if session.items and not session.testsfailed:
            # Invalid features were reported before; the list omits them.
            self.exit_code = USAGE if invalid_features(session.config) else 0
