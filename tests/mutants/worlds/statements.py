"""Faulty worlds: a Percipio whose statements are not those of the real one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fake_percipio.core import wire_time
from fake_percipio.pages import launch_page
from fake_percipio.xapi import events, learners, statements, verbs
from fake_percipio.xapi.events import LearnerEvent
from fake_percipio.xapi.learner_activity import LearnerActivity
from fake_percipio.xapi.learners import Learner
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from worlds.world_mutant import WorldMutants, everywhere, method

_VOCABULARY = "Percipio xAPI vocabulary"
_PAGE = "Percipio, LRS configuration page"
_XAPI = "xAPI 1.0.3"

WORLDS = WorldMutants()


@WORLDS(
    "percipio_statements",
    fact="With Actor ID set to Account, an actor is an account and has no mbox.",
    source=f"{_VOCABULARY}, actors (C121)",
)
def names_everybody_by_mail() -> None:
    """Actor ID is not looked at."""
    original = learners.actor
    everywhere(
        original,
        lambda learner, *, actor_id, domain: original(learner, actor_id="Mbox", domain=domain),
    )


@WORLDS(
    "percipio_statements",
    fact="An account is named after the user ID, and after the UUID only where there is none.",
    source=f"{_VOCABULARY}, actors",
)
def names_accounts_after_the_uuid() -> None:
    """The user ID that the customer loaded is not used."""
    original = learners.actor

    def actor(learner: Learner, **words: Any) -> dict[str, object]:
        return original(replace(learner, user_id=None), **words)

    everywhere(original, actor)


@WORLDS(
    "percipio_statements percipio_activity",
    fact="The verb of a satisfied course is the one that the administrator chose.",
    source=f"{_PAGE}, Course Satisfied Verb (C122)",
)
def calls_a_satisfied_course_completed() -> None:
    """The chosen verb is not looked at."""
    original = statements.verb_name

    def verb_name(event: LearnerEvent, configuration: LrsConfiguration) -> str:
        if event.kind == "course_satisfied":
            return "completed"
        return original(event, configuration)

    everywhere(original, verb_name)


@WORLDS(
    "percipio_statements",
    fact="Satisfied is the verb that ADL publishes under w3id.org.",
    source=f"{_VOCABULARY}, verbs",
)
def invents_a_verb() -> None:
    """Satisfied has an IRI of Percipio's own."""
    verbs.VERBS["satisfied"] = "https://xapi.percipio.com/xapi/verbs/satisfied"


@WORLDS(
    "percipio_statements",
    fact="A scaled score runs from -1 to 1.",
    source=f"{_XAPI}, Data 2.4.5.1",
)
def scales_scores_to_a_hundred() -> None:
    """The scaled score is the percentage."""
    original = statements._result

    def result(event: LearnerEvent) -> dict[str, object]:
        said: dict[str, Any] = original(event)
        if "score" in said:
            said["score"] = {**said["score"], "scaled": said["score"]["raw"]}
        return said

    everywhere(original, result)


@WORLDS(
    "percipio_wire_time percipio_statements",
    fact="A duration is written in hours, minutes and seconds, like PT10M25S.",
    source="recorded statements of Percipio",
)
def writes_durations_in_seconds() -> None:
    """Ten minutes are written PT600S."""
    everywhere(wire_time.iso_duration, lambda seconds: f"PT{seconds}S")


@WORLDS(
    "percipio_wire_time percipio_statements",
    fact="The timestamp of a statement is in UTC, with milliseconds and a Z.",
    source="recorded statements of Percipio",
)
def writes_timestamps_in_whole_seconds() -> None:
    """The timestamp of a statement has no milliseconds."""
    everywhere(wire_time.statement_instant, wire_time.catalog_instant)


@WORLDS(
    "percipio_activity",
    fact="All statements of one attempt carry one registration.",
    source=f"{_XAPI}, Data 2.4.6.1 (C151)",
)
def registers_with_every_statement() -> None:
    """Each statement has a registration of its own."""

    def anew(original: Any) -> Any:
        def registration(self: LearnerActivity, learner: Learner, item: dict[str, Any]) -> Any:
            self._registrations.pop((learner.uuid, item["id"]), None)
            return original(self, learner, item)

        return registration

    method(LearnerActivity, "_registration", anew)


@WORLDS(
    "percipio_activity",
    fact="Who looks into a finished course again does not complete it anew.",
    source="recorded events of one learner (C149)",
)
def completes_a_finished_course_again() -> None:
    """Every time the end is reached is a completion."""

    def always(original: Any) -> Any:
        def complete(self: LearnerActivity, *words: Any, **named: Any) -> LearnerEvent:
            self._finished.clear()
            done: LearnerEvent = original(self, *words, **named)
            return done

        return complete

    method(LearnerActivity, "complete", always)


@WORLDS(
    "percipio_activity",
    fact="A course can be completed more than once only where the site allows it.",
    source="Percipio site settings (C150)",
)
def lets_everybody_restart() -> None:
    """Restart course is offered on every site."""

    def always(original: Any) -> Any:
        def restart(self: LearnerActivity, *words: Any, **named: Any) -> LearnerEvent:
            self.multiple_completions = True
            begun: LearnerEvent = original(self, *words, **named)
            return begun

        return restart

    method(LearnerActivity, "restart", always)


@WORLDS(
    "percipio_activity",
    fact="The test of a course is an activity of its own, with the course as its parent.",
    source=f"{_VOCABULARY}, activity types (A-ASSESS)",
)
def reports_tests_as_the_course() -> None:
    """The score of a test is about the course itself."""
    everywhere(events.assessment_in, events.activity_of)


@WORLDS(
    "percipio_launch_page",
    fact="Who has no license is turned away by Percipio.",
    source="help article, licenses (C064)",
)
def lets_everybody_in() -> None:
    """Content opens without a license."""
    original = launch_page.admit
    everywhere(
        original,
        lambda organization, learner, path: original(
            organization, replace(learner, licensed=True), path
        ),
    )
