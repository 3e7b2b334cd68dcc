"""Lists the scenarios that a run would play, one a line, without playing them."""

from __future__ import annotations

from typing import TextIO

import pytest

from harness.authoring.collection import refused_features
from harness.commands.face import USAGE, Face
from harness.featurefiles import FeatureFile, identify
from harness.plugin import RUN
from harness.printable import printable


class Listing(Face):
    """Gathers ``id<TAB>clauses`` for each scenario, in the order of the files."""

    def __init__(self, out: TextIO, *, own: bool = False) -> None:
        super().__init__(out, own=own)
        self.lines: list[str] = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            if isinstance(item, pytest.Function) and isinstance(item.parent, FeatureFile):
                found = identify(item, session.config.stash[RUN].register)
                self.lines.append(f"{printable(found.id)}\t{' '.join(found.clauses)}")
        if session.items and not session.testsfailed:
            # Features that cannot be played were reported before; the list does not have them.
            self.exit_code = USAGE if refused_features(session.config) else 0
