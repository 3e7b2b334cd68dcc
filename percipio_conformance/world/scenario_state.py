"""Values that steps pass to later steps of the same scenario."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from percipio_conformance.connectors.control_client import Message
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.world.lms.administration import Refusal
from percipio_conformance.world.lms.browser import LaunchResult

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class CourseBefore:
    """The course of a catalog item before a change of the item; None without exactly one course."""

    course_id: str | None


@dataclass(frozen=True, slots=True)
class PageAction:
    """An action on a settings page of 360Learning: its refusal, None where it was accepted.

    ``calls_before`` counts the calls that the pages had made to the connector before the action.
    """

    refusal: Refusal | None
    calls_before: int


@dataclass(frozen=True, slots=True)
class EditAttempt:
    """An attempt to edit a course: the fields of the course before it, and its outcome."""

    before: dict[str, Any]
    accepted: bool


@dataclass(frozen=True, slots=True)
class LrsPageSave:
    """A save of Percipio's LRS configuration page.

    ``exchanges_before`` counts the exchanges in the traffic log before the save.
    """

    saved: bool
    exchanges_before: int


@dataclass(slots=True)
class ScenarioState:
    """The values that steps pass on. A field is None until a step sets it.

    Steps read a field through :func:`required`, so that a missing step gets a clear message.
    """

    courses_before: dict[str, CourseBefore] = field(default_factory=dict)
    """By the title of the changed item."""
    page_action: PageAction | None = None
    edit_attempt: EditAttempt | None = None
    launch_result: LaunchResult | None = None
    lrs_page_save: LrsPageSave | None = None
    webhook_credentials: Message | None = None
    extra_learners: tuple[str, ...] | None = None


def required(value: Value | None, step: str) -> Value:
    """The value that an earlier step has set.

    Args:
        step: describes that step; completes the sentence "this step needs an earlier step ...".

    Raises:
        FeatureMistake: no earlier step has set the value.
    """
    if value is None:
        raise FeatureMistake(f"this step needs an earlier step {step}; write one before it")
    return value
