"""Hypothesis strategies for Percipio's statements, for tests of a connector.

    from hypothesis import given
    from percipio_conformance.testing import deliveries, histories

    @given(histories().flatmap(deliveries))
    def test_my_connector_does_not_mind_the_order(delivered): ...

The statements have the form of ``percipio-conformance generate statements`` and shrink to the
simplest case: one learner, one course, one statement. They are plain dicts that ``json.dumps``
accepts. All are valid, except those of :func:`broken_bodies`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from fake_percipio.catalog.content_types import ACTIVITY_TYPES
from fake_percipio.generator.faults import BROKEN, FAULTS
from fake_percipio.generator.wording import ActorId, article_wording
from fake_percipio.xapi.events import EventKind, LearnerEvent, XapiActivity
from fake_percipio.xapi.learners import Learner
from fake_percipio.xapi.statements import Statement, statement_of

__all__ = [
    "activities",
    "actors",
    "batches",
    "broken_bodies",
    "courses",
    "deliveries",
    "histories",
    "learners",
    "results",
    "statements",
]

_EARLIEST = datetime(2020, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone itself
_LATEST = datetime(2030, 1, 1)  # noqa: DTZ001
_NAMES = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12)
_LOCALES = st.sampled_from(("en-US", "fr-FR", "de-DE", "pt-BR", "ja-JP", "zh-CN", "es"))
_UUIDS = st.uuids(version=4).map(str)
_INSTANTS = st.datetimes(_EARLIEST, _LATEST, timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
)
_SECONDS = st.integers(0, 200_000)
_ACTOR_IDS: st.SearchStrategy[ActorId] = st.sampled_from(("Mbox", "Account"))


def learners() -> st.SearchStrategy[Learner]:
    """People with an account on Percipio; email and user ID may be missing, one at a time."""
    email = _NAMES.map(lambda name: f"{name}@example.com")
    return st.one_of(
        st.builds(Learner, _NAMES, email, _NAMES, _UUIDS),
        st.builds(Learner, _NAMES, email, st.none(), _UUIDS),
        st.builds(Learner, _NAMES, st.none(), _NAMES, _UUIDS),
    )


def courses() -> st.SearchStrategy[XapiActivity]:
    """Courses of a catalog, titled in one language or several."""
    return _contents("course")


def activities() -> st.SearchStrategy[dict[str, Any]]:
    """The ``object`` of a statement: content of any type."""
    return st.sampled_from(sorted(ACTIVITY_TYPES)).flatmap(_contents).map(_object_of)


def actors() -> st.SearchStrategy[dict[str, Any]]:
    """The ``actor`` of a statement: an agent with an mbox or an account."""
    return st.builds(_actor_of, learners(), _ACTOR_IDS)


def results() -> st.SearchStrategy[dict[str, Any]]:
    """The ``result`` of a statement, not empty: score, success, completion, duration."""
    return (
        st.builds(
            _result_of, _scores(), st.none() | st.booleans(), st.none() | st.booleans(), _spans()
        )
        .filter(lambda result: result is not None)
        .map(lambda result: result or {})
    )


def statements(
    learner: Learner | None = None, course: XapiActivity | None = None
) -> st.SearchStrategy[Statement]:
    """Single statements, of any kind and about anything; of this learner, about this course."""
    contents = st.sampled_from(sorted(ACTIVITY_TYPES)).flatmap(_contents)
    kinds: st.SearchStrategy[EventKind] = st.sampled_from(
        (
            *("arrived", "initialized", "experienced", "course_satisfied", "completed"),
            *("passed", "failed", "assessment_scored", "waived"),
        )
    )
    events = st.builds(
        LearnerEvent,
        kind=kinds,
        learner=learners() if learner is None else st.just(learner),
        activity=contents if course is None else st.just(course),
        at=_INSTANTS,
        parent=st.none() | courses(),
        registration=st.none() | _UUIDS,
        score=_scores(),
        success=st.none() | st.booleans(),
        completion=st.none() | st.booleans(),
        duration_seconds=_spans(),
    )
    return st.builds(_said, events, _ACTOR_IDS, _UUIDS)


@st.composite
def histories(
    draw: st.DrawFn, *, most_attempts: int = 3, registered: bool | None = None
) -> list[Statement]:
    """The statements of one learner on one course, the earliest first.

    Each attempt has a start, some progress and perhaps a completion, all at different times; all
    attempts except the last are completed. ``registered``: whether the statements contain the
    registration of their attempt; None draws it.
    """
    learner, course = draw(learners()), draw(courses())
    actor_id = draw(_ACTOR_IDS)
    carries = draw(st.booleans()) if registered is None else registered
    attempts = draw(st.integers(1, most_attempts))
    at = draw(_INSTANTS)
    told: list[LearnerEvent] = []
    for number in range(attempts):
        registration = draw(_UUIDS)
        completes = number < attempts - 1 or draw(st.booleans())
        seconds = 0
        for kind in _course_of_events(draw(st.integers(0, 3)), completes=completes):
            at += timedelta(milliseconds=draw(st.integers(1, 10_000_000)))
            seconds += draw(st.integers(0, 3_600))
            done = kind == "course_satisfied"
            told.append(
                LearnerEvent(
                    kind=kind,
                    learner=learner,
                    activity=course,
                    at=at,
                    registration=registration if carries else None,
                    score=draw(_scores()) if done else None,
                    success=True if done else None,
                    completion=True if done else None,
                    duration_seconds=None if kind == "initialized" else seconds,
                )
            )
    ids = draw(st.lists(_UUIDS, min_size=len(told), max_size=len(told), unique=True))
    return [_said(event, actor_id, key) for event, key in zip(told, ids, strict=True)]


def deliveries(history: Sequence[Statement]) -> st.SearchStrategy[list[Statement]]:
    """The same statements as they may arrive: in any order, each once or more often."""
    repeated = st.lists(st.sampled_from(history), max_size=len(history)) if history else st.just([])
    return repeated.flatmap(lambda again: st.permutations([*history, *again]))


@st.composite
def batches(draw: st.DrawFn, delivered: Sequence[Statement]) -> list[list[Statement]]:
    """The same deliveries, in the same order, cut into the bodies of requests; none is empty."""
    found: list[list[Statement]] = []
    for each in delivered:
        joins: bool = draw(st.booleans())
        if found and joins:
            found[-1].append(each)
        else:
            found.append([each])
    return found


@st.composite
def broken_bodies(draw: st.DrawFn, kind: str | None = None) -> tuple[str, bytes]:
    """A kind of the table of faults, and a body that is broken in this way; refuse it with 4xx."""
    chosen = kind or draw(st.sampled_from(BROKEN))
    encode = FAULTS[chosen].encode
    assert encode is not None, f"{chosen} is not broken, so there is no body of it"
    seed = draw(st.integers(0, 2**32 - 1))
    return chosen, encode(draw(statements()), Random(seed))


def _course_of_events(steps: int, *, completes: bool) -> list[EventKind]:
    progress: list[EventKind] = ["experienced"] * steps
    end: list[EventKind] = ["course_satisfied"] if completes else []
    return ["initialized", *progress, *end]


def _contents(path: str) -> st.SearchStrategy[XapiActivity]:
    titles = st.text(st.characters(codec="utf-8", min_codepoint=32), min_size=1, max_size=60)
    return st.builds(
        XapiActivity,
        _UUIDS.map(lambda key: f"https://xapi.percipio.com/xapi/{path}/{key}"),
        st.just(ACTIVITY_TYPES[path]),
        st.dictionaries(_LOCALES, titles, min_size=1, max_size=3),
    )


def _scores() -> st.SearchStrategy[float | None]:
    return st.none() | st.integers(0, 100).map(float) | st.integers(0, 200).map(lambda n: n / 2)


def _spans() -> st.SearchStrategy[int | None]:
    return st.none() | _SECONDS


def _said(event: LearnerEvent, actor_id: ActorId, statement_id: str) -> Statement:
    wording = article_wording(actor_id)
    return statement_of(event, wording, domain="acme", statement_id=statement_id)


def _plain(learner: Learner, activity: XapiActivity, **result: Any) -> LearnerEvent:
    at = _EARLIEST.replace(tzinfo=UTC)
    return LearnerEvent("experienced", learner, activity, at, **result)


_SOMEBODY = Learner("Ada", "ada@example.com", "ada", "00000000-0000-4000-8000-000000000001")
_SOMETHING = XapiActivity(
    "https://xapi.percipio.com/xapi/course/00000000-0000-4000-8000-000000000002",
    ACTIVITY_TYPES["course"],
    {"en-US": "Six Sigma Basics"},
)


def _actor_of(learner: Learner, actor_id: ActorId) -> dict[str, Any]:
    actor: dict[str, Any] = _said(_plain(learner, _SOMETHING), actor_id, "")["actor"]
    return actor


def _object_of(activity: XapiActivity) -> dict[str, Any]:
    thing: dict[str, Any] = _said(_plain(_SOMEBODY, activity), "Mbox", "")["object"]
    return thing


def _result_of(
    score: float | None, success: bool | None, completion: bool | None, seconds: int | None
) -> dict[str, Any] | None:
    event = _plain(
        _SOMEBODY,
        _SOMETHING,
        score=score,
        success=success,
        completion=completion,
        duration_seconds=seconds,
    )
    result: dict[str, Any] | None = _said(event, "Mbox", "").get("result")
    return result
