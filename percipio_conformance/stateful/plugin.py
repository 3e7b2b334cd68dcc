"""A pytest plugin that performs the generated sequences of ``features/sequences.yaml`` in a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from percipio_conformance.core.events import SequencePlayed
from percipio_conformance.core.scenario_ids import SEQUENCE, SEQUENCES, sequence_number
from percipio_conformance.runner.collection import INFO, ScenarioSource
from percipio_conformance.runner.plugin import RECORDING, RUN, SESSION
from percipio_conformance.runner.recorder import ScenarioInfo, ScenarioRecorder
from percipio_conformance.runner.run import Run
from percipio_conformance.runner.session import Session
from percipio_conformance.spec.sequences import FILE, RULE, TITLE, number_of_sequences

if TYPE_CHECKING:
    from percipio_conformance.stateful.performer import SequencePerformer

PERFORMERS: pytest.StashKey[dict[Session, SequencePerformer]] = pytest.StashKey()
"""The performer of each connector: that of the connector under test, which is the first one, and
that of a connector it is compared with, which repeats the same sequences."""


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path == FILE:
        return SequencesFile.from_parent(parent, path=file_path)
    return None


class SequencesFile(pytest.File, ScenarioSource):
    """The file that says how many sequences a run performs; they are its items."""

    def collect(self) -> Iterator[pytest.Item]:
        run = self.config.stash[RUN]
        for number in range(1, _count(run) + 1):
            item = SequenceItem.from_parent(self, name=f"{SEQUENCE} {number}")
            item.stash[INFO] = _info(item.name)
            yield item


class SequenceItem(pytest.Item):
    """One generated sequence."""

    @property
    def number(self) -> int:
        return int(self.name.rpartition(" ")[2])

    def runtest(self) -> None:
        """Perform the sequence; a violated requirement is raised by its recorder's last step."""
        # Imported here, because a run of a few scenarios performs none.
        from percipio_conformance.stateful.performer import SequencePerformer

        stash = self.config.stash
        performers = stash.setdefault(PERFORMERS, {})
        session = stash[SESSION]
        if session not in performers:
            performers[session] = SequencePerformer(session, stash[RUN].asked)
        first = next(iter(performers.values()))
        if performers[session] is first:
            first.perform(self.number, self.stash[RECORDING], self._use)
        else:
            performers[session].repeat(self.number, first, self.stash[RECORDING])

    def _use(self, recorder: ScenarioRecorder) -> None:
        self.stash[RECORDING] = recorder

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name


def _count(run: Run) -> int:
    """The number of sequences, with those of a thorough run that the user asked for by id."""
    asked = (sequence_number(each) or 0 for each in run.asked.choice.scenarios or ())
    known = (each for each in asked if each <= number_of_sequences("all"))
    return max(number_of_sequences(run.asked.situations), *known, 0)


def _info(name: str) -> ScenarioInfo:
    return ScenarioInfo(
        feature=SEQUENCES,
        feature_title=TITLE,
        rule=RULE,
        name=name,
        title=name,
        example="",
        clauses=(),
        level="must",
        platform_only=False,
        sequence=SequencePlayed(actions=[]),
    )
