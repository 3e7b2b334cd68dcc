"""``sequence.json``: a sequence that violated a clause, for an exact replay."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Literal

import msgspec

from percipio_conformance.core import events
from percipio_conformance.core.printable import printable, printable_json
from percipio_conformance.core.redaction import redact_text
from percipio_conformance.files.reading import MOST_OF_A_REPORT, UnreadableFile, read_text
from percipio_conformance.files.strict_json import JsonError, parse_json
from percipio_conformance.network.evidence import exchange_event
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.stateful.actions.sequence import ActionSequence, AnyAction
from percipio_conformance.stateful.domain import Assumptions, Domain, DomainName
from percipio_conformance.stateful.generation import is_possible
from percipio_conformance.stateful.runner import Ending, Failed
from percipio_conformance.stateful.search import Failing, Flaky

FILE_NAME = "sequence.json"
FORMAT: Literal["percipio-conformance sequence 2"] = "percipio-conformance sequence 2"


class RecordError(ValueError):
    """The file cannot be replayed. The message says why, and what to do."""


class _Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Readings(_Value, frozen=True):
    """The profile of the run."""

    name: str
    title: str
    readings: dict[str, str]
    parameters: dict[str, float]


class RecordedRun(_Value, frozen=True):
    """One run of the sequence. It ended after so many ``actions``. ``clauses`` is empty if the
    control protocol was violated; all is empty if the connector met every requirement."""

    kept: bool
    actions: int = 0
    clauses: tuple[str, ...] = ()
    what: str = ""
    expected: str = ""
    actual: str = ""
    exchanges: tuple[events.Exchange, ...] = ()


class RecordedSequence(_Value, frozen=True, kw_only=True):
    """The inputs of a sequence, and its recorded outcome."""

    format: Literal["percipio-conformance sequence 2"]
    suite: str
    domain: DomainName
    world: str
    seed: int
    profile: Readings
    actions: tuple[AnyAction, ...]
    outcome: Literal["failing", "flaky"]
    runs: tuple[RecordedRun, ...]

    @property
    def sequence(self) -> ActionSequence:
        return ActionSequence(self.world, self.actions)

    def recorded_profile(self) -> Profile:
        """The profile that the sequence was judged by.

        Raises:
            RecordError: this version has other ambiguities.
        """
        wanted = {each.id for each in load_registry().ambiguities if each.pick is not None}
        if wanted != self.profile.readings.keys():
            raise RecordError(
                f"the sequence was recorded by version {self.suite}, which has other ambiguities"
                " than this one: use that version, or run the .feature file beside it"
            )
        kept = self.profile
        return Profile(kept.name, kept.title, kept.readings, kept.parameters)


def record(
    finding: Failing | Flaky, domain: Domain, profile: Profile, seed: int
) -> RecordedSequence:
    """The record of the finding."""
    endings: tuple[Ending, ...] = (
        finding.runs if isinstance(finding, Flaky) else (finding.broken, finding.broken)
    )
    return RecordedSequence(
        format=FORMAT,
        suite=version("percipio-conformance"),
        domain=domain.name,
        world=finding.sequence.world,
        seed=seed,
        profile=Readings(
            profile.name, profile.title, dict(profile.readings), dict(profile.parameters)
        ),
        actions=msgspec.convert(finding.sequence.actions, tuple[AnyAction, ...]),
        outcome="flaky" if isinstance(finding, Flaky) else "failing",
        runs=tuple(_run(each) for each in endings),
    )


def write(path: Path, written: RecordedSequence) -> None:
    text = msgspec.json.format(msgspec.json.encode(written), indent=2).decode()
    path.write_text(printable_json(text) + "\n", encoding="utf-8")


def read(path: Path) -> RecordedSequence:
    """Read the record in the file.

    Raises:
        RecordError: it cannot be read or is not a record.
    """
    try:
        text = read_text(path, MOST_OF_A_REPORT)
        parse_json(text)
        return msgspec.json.decode(text, type=RecordedSequence)
    except UnreadableFile as error:
        raise RecordError(str(error)) from error
    except (JsonError, msgspec.MsgspecError) as error:
        raise RecordError(
            f"{path} is not a sequence of this version: {printable(error)}. Name a {FILE_NAME} that"
            " `percipio-conformance explore` has written, or use the version that wrote it"
        ) from error


def demand_possible(recorded: RecordedSequence, domain: Domain, assumptions: Assumptions) -> None:
    """Raise RecordError unless this connector allows the actions in this order.

    Raises:
        RecordError: the actions are not possible.
    """
    if not is_possible(domain, assumptions, recorded.actions):
        raise RecordError(
            "the actions of the sequence cannot be made one after the other with this connector:"
            " the file was changed by hand, or the connector declares other capabilities or cannot"
            " be restarted by the harness"
        )


def _run(ending: Ending) -> RecordedRun:
    if not isinstance(ending, Failed):
        return RecordedRun(kept=True)
    violation = ending.violation
    return RecordedRun(
        kept=False,
        actions=ending.number,
        clauses=violation.clauses,
        what=redact_text(violation.what),
        expected=redact_text(violation.expected),
        actual=redact_text(violation.actual),
        exchanges=tuple(exchange_event(each) for each in ending.exchanges),
    )
