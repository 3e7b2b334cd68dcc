"""Candidates for the next action on statistics."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, get_args

from percipio_conformance.spec.schema_fields import STATEMENT
from percipio_conformance.stateful.actions import statistics_actions as actions
from percipio_conformance.stateful.actions.action import Action, ConnectorRestarts, DayPasses
from percipio_conformance.stateful.actions.field_values import draw_fields
from percipio_conformance.stateful.actions.setup_actions import Method, RecognizesBy
from percipio_conformance.world.personas import LEARNERS

if TYPE_CHECKING:
    from percipio_conformance.stateful.models.statistics_model import AnalyticsModel

COURSES = ("Six Sigma Basics", "Data Literacy")
STRANGER = "Zoe"
"""A learner of Percipio unknown to 360Learning."""

SCORES = (0, 49, 50, 73, 100)
MINUTES = (2, 61, 600, 1_501)
"""Some minutes, an hour, hours, more than a day."""

STRANGERS = 0.1
"""The share of actions with which such a learner appears, as long as there is none."""

TOGETHER = 0.25
"""The share of actions whose statements are queued and come together."""

MOST_TOGETHER = 5
"""The most statements in one of those requests."""

PARTS = 0.15
"""The share of statements about a part of a course in them."""

SAME_COURSE = 0.3
"""The share of a learner's actions that follow the last one on the same course: many faults need
several of them."""


def propose(model: AnalyticsModel, draw: Random) -> Action:
    """Draw one candidate."""
    if STRANGER not in model.learners and draw.random() < STRANGERS:
        return actions.Enrols(STRANGER)
    if draw.random() < TOGETHER:
        return _together(model, draw)
    if draw.random() < 0.7:
        learner = draw.choice(model.learners[:2] + model.learners[3:])
        course = draw.choice(COURSES) if draw.random() < 0.3 else COURSES[0]
        if model.last is not None and draw.random() < SAME_COURSE:
            learner, course = model.last
        return _deed(draw, learner, course, draw.choice(get_args(actions.Deed)))
    sends = tuple(
        actions.Sends(draw.choice(get_args(actions.Order)), draw.choice(get_args(actions.Form)))
        for _ in range(2)
    )
    mover = draw.choice(LEARNERS)
    speller = model.last[0] if model.last is not None and draw.random() < 0.5 else mover
    addresses = _addresses(mover, model.moves + 1)
    return draw.choice(
        (
            actions.Enrols(STRANGER),
            actions.Leaves(draw.choice(LEARNERS)),
            actions.Returns(draw.choice(LEARNERS)),
            actions.GetsAddress(mover, *draw.choice(addresses)),
            actions.SpellsAddress(speller, draw.choice(model.spellings(speller))),
            actions.KeepsBack(),
            actions.FinishesVideo(*(model.last or (mover, COURSES[0]))),
            RecognizesBy(draw.choice(get_args(Method))),
            actions.SetsStatementFields(draw_fields(STATEMENT, draw)),
            *sends,
            ConnectorRestarts(),
            DayPasses(),
        )
    )


def _together(model: AnalyticsModel, draw: Random) -> Action:
    """Draw what several learners do, or one learner on one course; what is impossible is left
    out."""
    learners, course = draw.sample(model.learners, draw.randint(1, 2)), draw.choice(COURSES)
    if model.last is not None and draw.random() < SAME_COURSE:
        learners[0], course = model.last
    done: list[actions.Does | actions.FinishesVideo] = []
    later = model.duplicate()
    for _ in range(draw.randint(2, MOST_TOGETHER)):
        learner = draw.choice(learners)
        deed: actions.Does | actions.FinishesVideo = actions.FinishesVideo(learner, course)
        if draw.random() >= PARTS:
            deed = _deed(draw, learner, course, draw.choice(get_args(actions.Deed)))
        if later.allows(deed):
            done.append(deed)
            later.do(deed)
    order: actions.Order = draw.choice(get_args(actions.Order)) if draw.random() < 0.5 else ""
    form: actions.Form = draw.choice(get_args(actions.Form)) if draw.random() < 0.3 else ""
    return actions.Together(tuple(done), order, form)


def _deed(draw: Random, learner: str, course: str, deed: actions.Deed) -> actions.Does:
    """Draw the score and the time, where the deed has some."""
    has_result = deed in ("works on", "completes", "takes the test of")
    is_scored = deed == "takes the test of" or (has_result and draw.random() < 0.7)
    score = draw.choice(SCORES) if is_scored else None
    minutes = draw.choice(MINUTES) if has_result and draw.random() < 0.7 else None
    return actions.Does(learner, deed, course, score, minutes)


def _addresses(learner: str, number: int) -> tuple[tuple[str, str | None], ...]:
    """Addresses in 360Learning, and those in Percipio where they differ."""
    name = f"{learner.lower()}.{number}"
    capitals = f"{learner}.{number}@Acme.Example"
    return (
        (f"{name}@acme.example", None),
        (f"{learner.lower()}+{number}@acme.example", None),
        (f"o'{name}@acme.example", None),
        (f"{name}@acme.example", capitals),
        (capitals, f"{name}@acme.example"),
    )
