"""The stream of events that a run emits. Every report is made from it.

A complete stream has this order::

    RunStarted  ScenarioFinished*  ClauseJudged*  RunFinished

Each event is one JSON object with its kind under ``event``; ``schemas/event.json`` is its schema.
Field names that end in ``_s`` hold seconds of real time, those that end in ``_at`` hold instants of
the wall clock (``YYYY-MM-DDThh:mm:ssZ``, given by the caller). All other values depend only on the
seed, the profile and the connector: two runs with one seed emit equal events.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias, get_args

import msgspec
from msgspec import UNSET, UnsetType

Verdict: TypeAlias = Literal[
    "pass", "fail", "warn", "not_applicable", "not_testable", "harness_error", "invalid_feature"
]
"""The verdict on a scenario or a clause; ``results.clause_verdict`` has the rules."""

Level: TypeAlias = Literal["must", "profile", "derived"]
"""The obligation of a clause: it holds under every reading (must), under a named reading (profile),
or it is a consequence that this suite derives (derived)."""

RunVerdictName: TypeAlias = Literal[
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
"""The verdict on a run.

``narrowed``: scenarios were left out, and no failure was found. ``partial``: a shard, which has no
verdict before it is merged. ``interrupted``: the run ended before its last scenario.
``invalid feature``: one of the user's own features has a mistake.
"""

FailOn: TypeAlias = Literal["failure", "warning"]
"""The least severe result that makes a run not conformant: a must clause that failed, or any clause
that warns."""

Situations: TypeAlias = Literal["none", "drawn", "all", "one"]
"""The situations of a run: each scenario runs alone (none), once more under situations drawn for
it (drawn), once more under every situation (all), or only under a given one (one)."""

Transport: TypeAlias = Literal["in-process", "sockets"]
Side: TypeAlias = Literal["connector", "platform", "percipio", "screen"]
StepVerdict: TypeAlias = Literal["pass", "fail", "not_run"]
ComparisonOutcome: TypeAlias = Literal["equal", "different", "not_compared"]
"""What ``--compare-with`` found in one scenario. It is never a verdict."""

ExchangeSide: TypeAlias = Literal["percipio", "lms", "connector", "control"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
LEVELS: tuple[Level, ...] = get_args(Level)


class _Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of an event."""


class Suite(_Value, frozen=True, kw_only=True):
    """The name and version of this suite."""

    name: str
    version: str


class ProfileUsed(_Value, frozen=True, kw_only=True):
    """The profile of the run.

    ``readings`` maps an ambiguity (``A-DST``) to the chosen reading. ``defaulted`` names the
    ambiguities and parameters that the profile omits; the default profile supplies their values.
    """

    name: str
    readings: dict[str, str] = {}
    defaulted: list[str] = []
    parameters: dict[str, Any] = {}


class KnownFailure(_Value, frozen=True, kw_only=True):
    """An entry of a baseline: a failure that is accepted until a given day.

    ``what`` is the id of a clause or of a scenario. ``expires`` is the last day on which the
    entry is valid, ``YYYY-MM-DD``.
    """

    what: str
    reason: str
    owner: str
    expires: str
    issue: str = ""


class SituationUsed(_Value, frozen=True, kw_only=True):
    """The situation under which the scenarios ran: its id, and what happens in it, a sentence."""

    id: str
    phrase: str


class SituationMet(_Value, frozen=True, kw_only=True):
    """The situation under which one scenario ran.

    ``occurred`` says how many times what the situation describes has happened in the scenario.
    """

    id: str
    phrase: str
    occurred: int = 0


class SequencePlayed(_Value, frozen=True, kw_only=True):
    """The actions of a generated sequence, of which the first ``performed`` were performed.

    Each is named, with the action that it surrounds in parentheses: ``BeforeRun(SavesTypes)``.
    ``values`` are those of the performed ones from ``features/values.yaml``, ``keywords: []``.
    """

    actions: list[str]
    performed: int = 0
    values: list[str] = []


class SequenceReach(_Value, frozen=True, kw_only=True):
    """What the generated sequences of a run have reached.

    ``sequences`` were selected and ``ran`` of them ran. They performed ``actions``, of different
    ``kinds``, in ``pairs``: different ordered pairs of kinds of which one soon follows the other.
    They gave fields ``values`` of the ``known_values`` in ``features/values.yaml``.
    """

    sequences: int
    ran: int
    actions: int
    kinds: int
    pairs: int
    values: int = 0
    known_values: int = 0


class SituationReach(_Value, frozen=True, kw_only=True):
    """How far a run has reached a situation.

    ``scenarios`` were selected to run under it, ``ran`` of them ran, and it ``occurred`` in some of
    these. ``clauses`` is the number of clauses of the scenarios that ran, ``clauses_reached`` of
    those in which it occurred.
    """

    id: str
    phrase: str
    scenarios: int
    ran: int
    occurred: int
    clauses: int
    clauses_reached: int


class Selection(_Value, frozen=True, kw_only=True):
    """The requested part of the suite.

    ``arguments`` are the command-line arguments that select scenarios. ``clauses`` are the clauses
    requested by id; ``counterparts`` run in addition, because a requested clause counts as tested
    only together with its counterpart. ``narrowed`` says whether scenarios were left out; only
    requested clauses and clauses with a scenario in the run are judged then. ``scenarios`` is the
    number of selected scenarios, 0 if unknown; ``suite`` the number in the suite, 0 if the features
    are the user's own. ``situations`` says under which situations they run once more, and
    ``under_situations`` how many such runs of a scenario there are. ``sequences`` is the number of
    generated sequences, which are no scenarios. A run under ``one`` situation,
    which is ``situation``, is narrowed: it says nothing about the scenarios without it.
    """

    narrowed: bool = False
    clauses: list[str] = []
    arguments: list[str] = []
    counterparts: list[str] = []
    scenarios: int = 0
    suite: int = 0
    situation: SituationUsed | None = None
    situations: Situations = "none"
    under_situations: int = 0
    sequences: int = 0


class CatalogUsed(_Value, frozen=True, kw_only=True):
    """A file with items of a real catalog: its path as given, and the SHA-256 of its bytes."""

    path: str
    sha256: str


class ShardUsed(_Value, frozen=True, kw_only=True):
    """One shard of a run: number ``number`` of ``of``.

    ``scenarios`` is the number of scenarios in all shards together; ``plan`` is the SHA-256 of
    their sorted ids, one per line.
    """

    number: int
    of: int
    scenarios: int = 0
    plan: str = ""


class Step(_Value, frozen=True, kw_only=True):
    """One line of a scenario: its Gherkin keyword, its text, and its result.

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
    """One request and its response, as evidence.

    ``step`` is the step that it belongs to, None if it is unattributed. ``direction`` names client
    and server. ``status`` is None if there was no response. ``request`` and ``response`` are
    shortened and redacted (``percipio_conformance.core.redaction``).
    """

    step: str | None
    side: ExchangeSide
    direction: str
    method: str
    path: str
    status: int | None
    request: str | None
    response: str | None


class OtherReading(_Value, frozen=True, kw_only=True):
    """A reading under which a scenario does not apply, in words.

    ``profiles`` names the shipped profiles that choose it.
    """

    reading: str
    meaning: str
    profiles: list[str] = []


class Interpretation(_Value, frozen=True, kw_only=True):
    """The reading of an ambiguity (``A-DST``) that a scenario was judged under, in words.

    ``others`` are the readings under which the scenario does not apply.
    """

    ambiguity: str
    question: str
    reading: str
    meaning: str
    others: list[OtherReading] = []


class Failure(_Value, frozen=True, kw_only=True):
    """The failure of a scenario: the step, the expected and the actual result, and a message.

    ``output`` is the output of the connector's process during that step, shortened and redacted;
    None if it wrote nothing or its output is not captured. ``interpretations`` is empty if the
    scenario holds under every reading. ``other_profile`` is the text of a profile file that equals
    the profile of the run, but has the first other reading of the first interpretation.
    """

    step: str
    message: str
    expected: str | None = None
    actual: str | None = None
    output: str | None = None
    exchanges: list[Exchange] = []
    interpretations: list[Interpretation] = []
    other_profile: str | None = None


class OtherConnector(_Value, frozen=True, kw_only=True):
    """The connector that the connector under test is compared with.

    ``named`` is the argument of ``--compare-with``. ``connector`` is the response of that connector
    to ``describe``, empty if it never answered.
    """

    named: str
    connector: dict[str, Any] = {}


class Difference(_Value, frozen=True, kw_only=True):
    """Something that people see differently with the two connectors, in an equal world.

    ``kind`` names the property, ``course: description`` for example; ``what`` the first thing on
    which it differs, and ``more`` the number of further ones. ``step`` is the first step after
    which it differs. ``shown`` is what people see with the connector under test, ``other`` what
    they see with the other connector. ``exchange`` and ``other_exchange`` describe the first
    exchange of that step in which the two differ. ``clauses`` are those about the property, empty
    if there are none.
    """

    kind: str
    what: str
    step: str
    shown: str
    other: str
    exchange: str
    other_exchange: str
    clauses: list[str] = []
    more: int = 0


class Comparison(_Value, frozen=True, kw_only=True):
    """The comparison of the two connectors in one scenario.

    ``pictures`` is the number of steps after which what people see was compared. ``reason`` says
    why the scenario was not compared, None if it was.
    """

    outcome: ComparisonOutcome
    pictures: int = 0
    reason: str | None = None
    differences: list[Difference] = []


class Interruption(_Value, frozen=True, kw_only=True):
    """The reason that a run ended before its last scenario, and its progress until then.

    ``cause`` is text such as ``Ctrl-C (SIGINT)`` or ``the first failure (-x)``. ``signal`` is the
    number of the signal, None if there was none. ``finished`` and ``selected`` are numbers of
    scenarios; ``selected`` is 0 if the run ended before collection was complete. ``running`` lists
    the scenarios that were running.
    """

    cause: str
    signal: int | None = None
    finished: int
    selected: int
    running: list[str] = []


class RunStarted(_Value, frozen=True, kw_only=True, tag_field="event", tag="run_started"):
    """A run begins.

    ``connector`` is the connector's response to ``describe``. ``options`` are the command-line
    arguments that affect the scenarios, ``--connector`` and ``--seed`` for example. ``baseline``
    lists the known failures, None if no baseline was given. ``invalid_features`` names the user's
    feature files that cannot run, with the first reason of each. ``fail_on`` is the least severe
    verdict that makes the run not conformant. ``compared_with`` exists only in a run that compares
    the connector with another one.
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
    invalid_features: list[str] = []
    fail_on: FailOn = "failure"
    compared_with: OtherConnector | UnsetType = UNSET


class ScenarioFinished(
    _Value, frozen=True, kw_only=True, tag_field="event", tag="scenario_finished"
):
    """One scenario came to an end.

    ``id`` is stable across runs (see ``core.scenario_ids``). ``feature`` is the path of the feature
    file, ``feature_title`` its title, ``rule`` the requirement. ``level`` is the level at which the
    scenario is judged. ``platform_only`` marks a scenario that does not involve the connector.
    ``exchanges`` is the number of recorded exchanges, ``unattributed`` the number of those outside
    all steps, and ``unattributed_exchanges`` the last of these. ``facts`` is further evidence such
    as run records. ``replay`` is the command line that repeats this scenario. ``known_failure`` is
    set if it failed and the baseline lists it. ``missing_capabilities`` names the capabilities
    without which it did not apply. ``readings`` are the readings that it is written for,
    ``A-DST.fixed`` for example; empty if it holds under every reading. ``situation`` is what
    happened around its steps, None if nothing did. ``sequence`` is set if it is a generated
    sequence; it has clauses only if it violates them. ``comparison`` exists only in a run that
    compares the connector with another one; no verdict depends on it.
    """

    id: str
    feature: str
    feature_title: str
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
    unattributed_exchanges: list[Exchange] = []
    facts: dict[str, Any] = {}
    known_failure: KnownFailure | None = None
    missing_capabilities: list[str] = []
    readings: list[str] = []
    situation: SituationMet | None = None
    sequence: SequencePlayed | None = None
    comparison: Comparison | UnsetType = UNSET


class ClauseJudged(_Value, frozen=True, kw_only=True, tag_field="event", tag="clause_judged"):
    """The verdict on one clause.

    ``scenarios`` are the ids of its scenarios in this run, ``failed`` those that failed or warned.
    ``ambiguities`` are the ambiguities that it depends on. ``planned``: it has no scenarios yet.
    ``known_failure`` is the entry of the baseline that lists it. ``platform_only``: no scenario
    that passed involves the connector, so a pass says nothing about the connector. ``left_out`` is
    the number of its scenarios that a narrowed or interrupted run did not run. ``unconfirmed``: a
    connector that does nothing would pass the scenarios that passed, and the counterpart of the
    clause did not pass in the same run.
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
    known_failure: KnownFailure | None = None
    left_out: int = 0
    unconfirmed: bool = False


class RunFinished(_Value, frozen=True, kw_only=True, tag_field="event", tag="run_finished"):
    """A run ends. ``summary`` is the verdict as one sentence.

    ``counts`` maps level to verdict to number of clauses. Three further keys count a part of a
    verdict: ``planned`` of ``not_testable``, ``known_failure`` of ``fail`` and ``warn``,
    ``platform_only`` of ``pass``. ``stale`` lists the outdated entries of the baseline, a sentence
    each. ``digest`` is a hash of the events without their times (``results.digest``), None until
    the event file is written. ``interruption`` is set if the run ended before its last scenario.
    ``situations`` lists every situation of the run, in the order of the register; ``sequences``
    says what its generated sequences reached, None if it has none.
    """

    verdict: RunVerdictName
    summary: str
    exit_code: int
    counts: dict[Level, dict[str, int]]
    duration_s: float
    finished_at: str
    stale: list[str] = []
    digest: str | None = None
    interruption: Interruption | None = None
    situations: list[SituationReach] = []
    sequences: SequenceReach | None = None


Event: TypeAlias = RunStarted | ScenarioFinished | ClauseJudged | RunFinished

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode(event: Event) -> bytes:
    """Encodes an event as one line of JSON, without the newline."""
    return _encoder.encode(event)


def decode(line: bytes | str) -> Event:
    """Decodes one line of JSON to an event.

    Raises:
        msgspec.DecodeError: the line is not JSON.
        msgspec.ValidationError: the line is JSON, but not an event.
    """
    return _decoder.decode(line)
