"""Broken connectors: what the settings page shows and stores of languages, types and methods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bad_habits import Message, lets_in, with_a_settings_page
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.app.integration import SETTINGS, Integration
from reference_impl.jobs.synchronization import Synchronization
from reference_impl.rules.categories import CATEGORIES
from reference_impl.rules.course_decision import Fate, fate_of
from reference_impl.rules.filters import lets_through
from reference_impl.rules.items import Item
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import REFERENCE


def shows(field: str, always: Sequence[str]) -> Subject:
    """The page shows these values of a filter as chosen, whatever is stored."""
    as_message = Settings.as_message

    def with_more(self: Settings) -> dict[str, Any]:
        message = as_message(self)
        return message | {field: sorted({*message[field], *always})}

    Settings.as_message = with_more  # type: ignore[method-assign]
    return InProcessReference()


def shows_the_platform_language_as_chosen() -> Subject:
    """The platform's own language is shown as chosen, because the form cannot be empty."""
    return shows("languages", ["it-IT"])


def shows_every_type_as_chosen() -> Subject:
    """The page opens with every box ticked, and never reads what is stored."""
    return shows("content_types", CATEGORIES)


def saves_the_whole_form() -> Subject:
    """A field that a request leaves out is stored as empty, as if the form had sent it so."""

    def takes(message: Message, before: Settings) -> Message:
        return {"languages": [], "content_types": []} | message

    return with_a_settings_page(takes)


def looks_at_the_last_language_alone() -> Subject:
    """Each language of an item overwrites the one before in a column that holds one."""
    return lets_in(lambda settings, kind, locales: lets_through(settings, kind, locales[-1:]))


def makes_a_second_course_when_a_filter_is_lifted() -> Subject:
    """A course that a filter has archived is forgotten, and created again later."""
    restored: Counter[str] = Counter()

    def anew(known: Any, **rest: Any) -> Fate:
        fate = fate_of(known, **rest)
        if known is not None and known.archived_by == "filter" and fate.restore:
            restored[known.external_id] += 1
            return replace(fate, write=True, restore=False)
        return fate

    def identity(item: Item) -> str:
        return f"{item.id}-{restored[item.id]}" if restored[item.id] else item.id

    # The key is read before the decision, so a first run decides and a second one writes.
    run = Synchronization.run

    async def run_twice(self: Synchronization, parameters: Any) -> Any:
        before = restored.total()
        record = await run(self, parameters)
        return record if restored.total() == before else await run(self, parameters)

    Synchronization.run = run_twice  # type: ignore[method-assign]
    return InProcessReference(replace(REFERENCE, fate_of=anew, identity=identity))


NEXT_METHOD = {"email": "username", "username": "external_id", "external_id": "email"}


def shifts_the_identification_method() -> Subject:
    """The list of methods has a heading, so the page stores the entry after the chosen one."""

    def takes(message: Message, before: Settings) -> Message:
        method = message.get("learner_identification")
        return (
            message if method is None else message | {"learner_identification": NEXT_METHOD[method]}
        )

    return with_a_settings_page(takes)


class _ForgetsTheMethod(InProcessReference):
    async def stop(self) -> None:
        integration = None if self._connector is None else self._connector.integration
        if integration is not None:
            default = replace(integration.settings, learner_identification="email")
            integration._store.remember(SETTINGS, default)
        await super().stop()


def forgets_the_identification_method() -> Subject:
    """The method lives in memory, and a restart begins with the default."""
    return _ForgetsTheMethod()


def matches_earlier_statements_again() -> Subject:
    """A new method of identification is applied to all statements that were left aside before."""
    change_settings = Integration.change_settings

    def change(self: Integration, message: Message) -> Settings:
        settings = change_settings(self, message)
        if "learner_identification" in message:
            with self._store.transaction():
                self._store.statements._db.execute(
                    "UPDATE statements SET state = 'pending', identification = ?"
                    " WHERE state = 'skipped'",
                    (settings.learner_identification,),
                )
            self._delivery.kick()
        return settings

    Integration.change_settings = change  # type: ignore[method-assign]
    return InProcessReference()


FAULTS = named(
    Fault(
        shows_the_platform_language_as_chosen,
        fails=clauses("C142"),
        collateral=dict.fromkeys(
            clauses("C135 C144 C145"), "The saved filter is compared with what the page shows."
        ),
    ),
    Fault(
        shows_every_type_as_chosen,
        fails=clauses("C146"),
        collateral=dict.fromkeys(
            clauses("C135 C147 C148"), "The saved filter is compared with what the page shows."
        ),
    ),
    Fault(
        saves_the_whole_form,
        fails=clauses("C135"),
        besides="The second filter that is saved removes the first one.",
    ),
    Fault(looks_at_the_last_language_alone, fails=clauses("C139"), spares=clauses("C140")),
    Fault(
        makes_a_second_course_when_a_filter_is_lifted,
        fails=clauses("C136"),
        spares=clauses("C029"),
    ),
    Fault(
        shifts_the_identification_method,
        fails=clauses("C103"),
        besides="Every scenario that chooses a method gets another one.",
    ),
    Fault(
        forgets_the_identification_method,
        fails=clauses("C102"),
        spares=clauses("C103"),
        condition="after a restart",
    ),
    Fault(matches_earlier_statements_again, warns=clauses("C103"), spares=clauses("C102")),
)
