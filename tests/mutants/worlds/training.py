"""Faulty worlds: a 360Learning that counts, gates, launches and shows training in another way."""

from __future__ import annotations

from typing import Any

import msgspec

from fake_lms.api import documents
from fake_lms.training import homepage, launch, progression
from fake_lms.training.attempts import Attempt, Attempts, AttemptState
from fake_lms.training.launch import Launching
from fake_lms.training.progression import PathState
from worlds.world_mutant import WorldMutants, everywhere, method

_API = "360Learning API v2"

WORLDS = WorldMutants()


@WORLDS(
    "lms_attempts",
    fact="An attempt is history: no later write takes it away.",
    source="help article (C149 to C151)",
)
def drops_attempts() -> None:
    """A write with fewer attempts takes the others away."""

    def replace(original: Any) -> Any:
        def fewer(self: Attempts, course: str, user: str, states: Any, **words: Any) -> Any:
            held = self._of.setdefault(course, {}).setdefault(user, [])
            del held[len(states) :]
            return original(self, course, user, states, **words)

        return fewer

    method(Attempts, "replace", replace)


@WORLDS(
    "lms_attempts",
    fact="An attempt keeps its id when more is heard of it.",
    source=f"{_API}, course statistics",
)
def gives_attempts_new_ids() -> None:
    """Each write makes all attempts anew."""

    def replace(original: Any) -> Any:
        def anew(self: Attempts, course: str, user: str, states: Any, **words: Any) -> Any:
            held = self._of.get(course, {}).get(user, [])
            if len(states) >= len(held):
                held.clear()
            return original(self, course, user, states, **words)

        return anew

    method(Attempts, "replace", replace)


@WORLDS(
    "lms_attempts",
    fact="What is shown of an attempt is what was written last.",
    source=f"{_API}, course statistics",
)
def keeps_the_first_word() -> None:
    """An attempt that is there is not changed any more."""
    method(Attempts, "_rewrite", lambda _: lambda self, attempt_id, state: None)


@WORLDS(
    "lms_api_content",
    fact="timeSpent is in milliseconds.",
    source=f"{_API}, course statistics",
)
def tells_time_in_seconds() -> None:
    """timeSpent is in seconds."""
    original = documents.stat

    def stat(each: Attempt) -> dict[str, Any]:
        return {**original(each), "timeSpent": each.time_spent_ms // 1000}

    everywhere(original, stat)


@WORLDS(
    "lms_progression lms_launching",
    fact="In a linear path the next step is locked until the one before it is completed.",
    source="help article (C069)",
)
def locks_nothing() -> None:
    """Every step can be begun at any time."""
    method(PathState, "locks", lambda _: lambda self, course_id: False)


@WORLDS(
    "lms_progression",
    fact="A launch opens no gate; only a completion does.",
    source="help article (C069, C071)",
)
def takes_a_launch_for_a_completion() -> None:
    """A step is done when it has been begun."""
    original = progression.done_at

    def done_at(activity: Any, *, replay: bool) -> Any:
        begun = [msgspec.structs.replace(each, progress=100) for each in activity.attempts]
        return original(msgspec.structs.replace(activity, attempts=begun), replay=replay)

    everywhere(original, done_at)


@WORLDS(
    "lms_progression",
    fact="A path ends with the last step that is left to do, wherever that stands.",
    source="help article (C071, A-LASTSTEP)",
)
def ends_a_path_with_its_last_step() -> None:
    """The step at the end completes the path, whatever is still to do."""
    original = progression.state_of

    def state_of(path: Any, activity: Any, rules: Any) -> PathState:
        state = original(path, activity, rules)
        if state.completed_at is None and state.steps and state.steps[-1].done:
            return msgspec.structs.replace(state, completed_at=path.modified_at)
        return state

    everywhere(original, state_of)


@WORLDS(
    "lms_launching",
    fact="A launch never takes progress away.",
    source="help article (C066, A-LAUNCH50)",
)
def puts_progress_back_at_each_launch() -> None:
    """Each launch begins an attempt, at the progress of the first."""
    everywhere(launch.opens_attempt, lambda attempts, *, reopens: True)


@WORLDS(
    "lms_launching",
    fact="A launch sends the learner to the link of their language, where there is one.",
    source="help article, Globalization (C045)",
)
def launches_in_the_default_language() -> None:
    """Everybody is sent to the same link."""
    everywhere(launch.address, lambda course, lang: course.external.launch_url)


@WORLDS(
    "lms_launching",
    fact="A learner launches what a catalog of theirs shows, and nothing else.",
    source=f"{_API}, catalogs (C034)",
)
def launches_what_is_not_shown() -> None:
    """Who knows a course's id can launch it."""
    method(Launching, "_is_in_catalog", lambda _: lambda self, course, user_id: True)


@WORLDS(
    "lms_training",
    fact="A course that is completed stands under Completed on the homepage.",
    source="help article (C066, C067)",
)
def leaves_the_completed_in_progress() -> None:
    """What was begun stays in progress."""
    original = homepage.section_of_course

    def section(attempts: Any, launches: Any) -> Any:
        return "inProgress" if original(attempts, launches) else None

    everywhere(original, section)


@WORLDS(
    "lms_training",
    fact="A path that was not begun stands under To do.",
    source="help article (C067)",
)
def has_nothing_to_do() -> None:
    """Every path is in progress from the enrolment on."""
    original = homepage.section_of_path
    everywhere(
        original,
        lambda state: "inProgress" if original(state) == "toDo" else original(state),
    )


@WORLDS(
    "lms_progression",
    fact="The progress of a path is the share of its mandatory steps that are done.",
    source=f"{_API}, path statistics",
)
def counts_optional_steps() -> None:
    """Progress is the share of all steps."""
    original = progression.state_of

    def state_of(path: Any, activity: Any, rules: Any) -> PathState:
        state = original(path, activity, rules)
        done = sum(step.done for step in state.steps)
        share = 100 * done // len(state.steps) if state.steps else 0
        return msgspec.structs.replace(state, progress=share)

    everywhere(original, state_of)


@WORLDS(
    "lms_attempts",
    fact="An attempt is in the language that was given, or else in the course's default one.",
    source=f"{_API}, course statistics, lang",
)
def calls_every_attempt_english() -> None:
    """lang is en, whatever was written."""

    def make(original: Any) -> Any:
        def english(
            self: Attempts, course: str, user: str, state: AttemptState, *words: Any
        ) -> str:
            spoken = msgspec.structs.replace(state, lang="en")
            made: str = original(self, course, user, spoken, *words)
            return made

        return english

    method(Attempts, "_make", make)
