"""Broken connectors that mishandle what Step 4 of the article sets up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from fault import Fault, clauses, named

from percipio_conformance.clock.clock import WorldClock
from percipio_conformance.connectors.control_client import ConnectorDriver
from percipio_conformance.connectors.under_test import InProcessReference, Subject
from percipio_conformance.network.network import Venue
from percipio_conformance.network.traffic_log import Journal
from reference_impl.app.integration import Integration
from reference_impl.rules.filters import lets_through
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import REFERENCE

change_settings = Integration.change_settings


def keeps_the_second_method() -> Subject:
    """The method is read again when it changes, once."""
    chosen: WeakKeyDictionary[Integration, int] = WeakKeyDictionary()

    def changed(self: Integration, message: dict[str, Any]) -> Settings:
        if "learner_identification" in message:
            chosen[self] = chosen.get(self, 0) + 1
            if chosen[self] > 2:
                method = self.settings.learner_identification
                message = {**message, "learner_identification": method}
        return change_settings(self, message)

    Integration.change_settings = changed  # type: ignore[method-assign]
    return InProcessReference()


class _Waits(InProcessReference):
    """Lets no item in before its settings page was used."""

    def __init__(self) -> None:
        super().__init__(replace(REFERENCE, lets_through=self.lets_through))
        self.used = False
        Integration.change_settings = self.changing()  # type: ignore[method-assign]

    async def begin(self, venue: Venue, clock: WorldClock, journal: Journal) -> ConnectorDriver:
        self.used = False
        return await super().begin(venue, clock, journal)

    def changing(self) -> Callable[[Integration, dict[str, Any]], Settings]:
        def changed(integration: Integration, message: dict[str, Any]) -> Settings:
            self.used = True
            return change_settings(integration, message)

        return changed

    def lets_through(self, settings: Settings, category: str, locales: Sequence[str]) -> bool:
        return self.used and lets_through(settings, category, locales)


def waits_for_statistics() -> Subject:
    """Courses and statistics are switched on together, as the demonstration showed them."""
    return _Waits()


FAULTS = named(
    Fault(
        keeps_the_second_method,
        fails=clauses("C103"),
        spares=clauses("C106 C108"),
    ),
    Fault(waits_for_statistics, fails=clauses("C099"), spares=clauses("C049")),
)
