"""The one stream of events that a run emits and every report writer consumes.

A stream is whole when it is, in this order::

    RunStarted  ScenarioFinished*  ClauseJudged*  RunFinished

Each event is one JSON object with its kind under ``event``; ``schemas/event.json`` is its schema.
Field names that end in ``_s`` hold seconds of real time, those that end in ``_at`` hold instants of
the wall clock (``YYYY-MM-DDThh:mm:ssZ``, given by the caller). Everything else depends on the seed,
the profile and the connector alone, so that two runs of one seed tell the same story.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Literal, TypeAlias, get_args

import msgspec

Verdict: TypeAlias = Literal[
    "pass", "fail", "warn", "inapplicable", "not_testable", "harness_error", "invalid_feature"
]
"""The verdict on a scenario or a clause; ``results.clause_verdict`` has the rules."""

Level: TypeAlias = Literal["must", "profile", "derived"]
"""How binding: under every reading, under a named reading, or a consequence we drew ourselves."""

RunWord: TypeAlias = Literal[
    "conformant",
    "conformant with warnings",
    "not conformant",
    "known failures",
    "stale baseline",
    "narrowed",
    "partial",
    "interrupted",
    "harness error",
    "invalid feature",
]
"""What a run comes to.

``narrowed`` is a run that left scenarios out and found no failure; ``partial`` is a shard, which
gives no verdict before it is merged; ``interrupted`` one that something ended before its last
scenario; ``invalid feature`` one in which a feature of the user's own holds a mistake.
"""

FailOn: TypeAlias = Literal["failure", "warning"]
"""What makes a run not conformant: a must clause that failed, or any clause that warns as well."""

Transport: TypeAlias = Literal["in-process", "sockets"]
Side: TypeAlias = Literal["connector", "platform", "percipio", "screen"]
StepVerdict: TypeAlias = Literal["pass", "fail", "not_run"]
ExchangeSide: TypeAlias = Literal["percipio", "lms", "connector", "control"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
LEVELS: tuple[Level, ...] = get_args(Level)


class _Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of an event."""


class Suite(_Value, frozen=True, kw_only=True):
    """What ran: the name and version of this suite."""

    name: str
    version: str


class ProfileUsed(_Value, frozen=True, kw_only=True):
    """The readings that the run was judged by.

    ``readings`` maps an ambiguity (``A-DST``) to the reading chosen; ``defaulted`` names those that
    the profile left out and the article's own profile filled.
    """

    name: str
    readings: dict[str, str] = {}
    defaulted: list[str] = []
    parameters: dict[str, Any] = {}


class KnownFailure(_Value, frozen=True, kw_only=True):
    """An entry of a baseline: a failure that somebody answers for, until a day.

    ``what`` is the id of a clause or of a scenario. ``expires`` is the last day on which the
    entry holds, ``YYYY-MM-DD``.
    """

    what: str
    reason: str
    owner: str
    expires: str
    issue: str = ""


class Selection(_Value, frozen=True, kw_only=True):
    """Which part of the suite was asked for.

    ``words`` are those of the command line that chose scenarios. ``clauses`` are the ones asked
    for by id, ``counterparts`` those played in addition because one asked for counts as tested
    only beside them. ``narrowed`` says whether scenarios were left out: then only clauses that were
    asked for, or that a scenario touched, are judged. ``scenarios`` counts the scenarios chosen, 0
    where they were not counted; ``suite`` those that the suite has, 0 where features of a vendor's
    own were played.
    """

    narrowed: bool = False
    clauses: list[str] = []
    words: list[str] = []
    counterparts: list[str] = []
    scenarios: int = 0
    suite: int = 0


class CatalogUsed(_Value, frozen=True, kw_only=True):
    """A file of a real site's items: its path as given, and the SHA-256 of its bytes."""

    path: str
    sha256: str


class ShardUsed(_Value, frozen=True, kw_only=True):
    """One part of a run that was split: number ``number`` of ``of``.

    ``scenarios`` counts those of all parts together; ``plan`` is the SHA-256 of their ids, one a
    line, sorted.
    """

    number: int
    of: int
    scenarios: int = 0
    plan: str = ""


class Step(_Value, frozen=True, kw_only=True):
    """One line of a scenario: its Gherkin keyword, its text, and how far it got.

    ``table`` holds the rows of its data table, ``docstring`` the text below it, both as
    ``percipio_conformance.runner.recorded_arguments`` shows them.
    """

    keyword: str
    text: str
    verdict: StepVerdict
    duration_s: float
    table: list[list[str]] = []
    docstring: str | None = None


class Exchange(_Value, frozen=True, kw_only=True):
    """One request and its answer, as evidence.

    ``step`` is the step it belongs to, None when nothing claims it. ``direction`` says in words
    who asked whom. ``status`` is None when no answer came. ``request`` and ``response`` are cut
    and redacted (``percipio_conformance.core.redaction``).
    """

    step: str | None
    side: ExchangeSide
    direction: str
    method: str
    path: str
    status: int | None
    request: str | None
    response: str | None


class Failure(_Value, frozen=True, kw_only=True):
    """Where a scenario stopped: the step, what was expected there, what was seen, and why.

    ``output`` is what the connector's process wrote in that step, cut and redacted; None where it
    wrote nothing or nobody could hear it.
    """

    step: str
    message: str
    expected: str | None = None
    seen: str | None = None
    output: str | None = None
    exchanges: list[Exchange] = []


class Interruption(_Value, frozen=True, kw_only=True):
    """What ended a run before its last scenario, and how far the run got.

    ``cause`` is the end in words (``Ctrl-C (SIGINT)``, ``the first failure (-x)``); ``signal`` is
    the number of the signal, None where none was sent. ``selected`` counts the scenarios that were
    to be played, 0 where the run ended before they were known. ``under_way`` names those that were
    being played.
    """

    cause: str
    signal: int | None = None
    played: int
    selected: int
    under_way: list[str] = []


class RunStarted(_Value, frozen=True, kw_only=True, tag_field="event", tag="run_started"):
    """A run begins.

    ``connector`` is the connector's own answer to ``describe``. ``options`` are the words of the
    command line that shape what scenarios see, ``--connector`` and ``--seed`` for example.
    ``baseline`` holds the failures that are known, None where no baseline was given. ``refused``
    names the feature files of the user that could not be played, with the first reason of each.
    ``fail_on`` says what makes the run not conformant.
    """

    suite: Suite
    seed: int
    profile: ProfileUsed
    connector: dict[str, Any]
    transport: Transport
    started_at: str
    options: list[str] = []
    selection: Selection = Selection()
    settings: str | None = None
    catalog: CatalogUsed | None = None
    shard: ShardUsed | None = None
    baseline: list[KnownFailure] | None = None
    refused: list[str] = []
    fail_on: FailOn = "failure"


class ScenarioFinished(
    _Value, frozen=True, kw_only=True, tag_field="event", tag="scenario_finished"
):
    """One scenario came to an end.

    ``id`` is stable over runs (see :func:`scenario_id`). ``feature`` is the path of the feature
    file, ``subject`` its title, ``rule`` the promise. ``level`` is the level this scenario is
    judged at. ``platform_only`` marks one in which the connector under test takes no part.
    ``exchanges`` counts requests seen; ``unattributed`` those of them that no step accounts for,
    the last of which are in ``stray``; ``facts`` is small evidence such as run records; ``replay``
    is the command line that runs exactly this again. ``known`` is set where it fails and the
    baseline says that it does. ``lacks`` names the capabilities that were missing where it did not
    apply. ``readings`` are those it is written for, ``A-DST.fixed`` for example; empty where it
    holds under every reading.
    """

    id: str
    feature: str
    subject: str
    rule: str
    name: str
    clauses: list[str]
    level: Level
    verdict: Verdict
    duration_s: float
    replay: str
    platform_only: bool = False
    reason: str | None = None
    steps: list[Step] = []
    failure: Failure | None = None
    exchanges: int = 0
    unattributed: int = 0
    stray: list[Exchange] = []
    facts: dict[str, Any] = {}
    known: KnownFailure | None = None
    lacks: list[str] = []
    readings: list[str] = []


class ClauseJudged(_Value, frozen=True, kw_only=True, tag_field="event", tag="clause_judged"):
    """The verdict on one clause: ``scenarios`` verified it, ``failed`` of them found fault.

    ``ambiguities`` are the ambiguities it depends on; ``planned`` says that its scenarios are still
    to be written; ``known`` that it fails as the baseline says; ``platform_only`` that the
    connector took no part in whatever passed, so that a pass says nothing about it. ``left_out``
    counts the scenarios of it that the suite has and a narrowed or interrupted run did not play.
    ``unconfirmed`` says that a connector that does nothing would pass what passed of it, and that
    its counterpart did not pass in the same run.
    """

    id: str
    section: str
    side: Side
    level: Level
    sentence: str
    verdict: Verdict
    reason: str | None = None
    scenarios: list[str] = []
    failed: list[str] = []
    ambiguities: list[str] = []
    planned: bool = False
    platform_only: bool = False
    known: KnownFailure | None = None
    left_out: int = 0
    unconfirmed: bool = False


class RunFinished(_Value, frozen=True, kw_only=True, tag_field="event", tag="run_finished"):
    """A run ends. ``words`` is the verdict as one sentence.

    ``counts`` maps level to verdict to number of clauses; its key ``planned`` says how many of
    the ``not_testable`` ones are only planned, ``known`` how many of ``fail`` and ``warn`` the
    baseline knows, ``platform`` in how many of ``pass`` the connector took no part. ``stale`` says
    what is out of date in the baseline, one sentence each. ``digest`` stands for the whole story
    but for its times (``results.digest``); None until the story is written. ``interruption``
    is set where the run ended before its last scenario.
    """

    verdict: RunWord
    words: str
    exit_code: int
    counts: dict[Level, dict[str, int]]
    duration_s: float
    finished_at: str
    stale: list[str] = []
    digest: str | None = None
    interruption: Interruption | None = None


Event: TypeAlias = RunStarted | ScenarioFinished | ClauseJudged | RunFinished

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode(event: Event) -> bytes:
    """One event as one line of JSON, without the newline."""
    return _encoder.encode(event)


def decode(line: bytes | str) -> Event:
    """The event on one line.

    Raises:
        msgspec.DecodeError: not JSON, or (``msgspec.ValidationError``) not an event.
    """
    return _decoder.decode(line)


def scenario_id(feature: str, name: str, example: str = "") -> str:
    """The stable name of a scenario: ``feature/path::Scenario name [example]``."""
    path = PurePosixPath(feature.replace("\\", "/")).with_suffix("")
    return f"{path}::{name} [{example}]" if example else f"{path}::{name}"
