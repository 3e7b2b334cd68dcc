"""Mutants: a second integration of the same customer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from connectors.shared.reference_variants import Hands
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.app.connector import Connector
from reference_impl.app.integration import Integration
from reference_impl.app.integrations import IntegrationRegistry
from reference_impl.jobs.synchronization import Synchronization
from reference_impl.rules.config import LmsConfig, PercipioConfig
from reference_impl.rules.interpretations import Interpretations
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules.settings import Settings
from reference_impl.rules.setup_state import SetupState
from tools.mutants.mutant import Mutant, by_name, clauses


class _ForgetsTheSecond(IntegrationRegistry):
    async def start(
        self, world: LmsConfig | None = None, readings: Interpretations | None = None
    ) -> None:
        await self.first.start(world, readings)


def forgets_the_second_integration() -> ConnectorUnderTest:
    """Restores only the configured integration after a restart."""
    IntegrationRegistry.start = _ForgetsTheSecond.start  # type: ignore[method-assign]
    return InProcessReference()


def announces(change: Callable[[LmsConfig, LmsConfig], LmsConfig]) -> ConnectorUnderTest:
    """``change`` is given the world of the first integration and that of the second."""
    announce = IntegrationRegistry.announce
    first: list[LmsConfig] = []
    reset = IntegrationRegistry.reset

    async def note(
        self: IntegrationRegistry,
        world: LmsConfig,
        now: datetime,
        readings: Interpretations,
        seed: int,
    ) -> None:
        first[:] = [world]
        await reset(self, world, now, readings, seed)

    async def announced(
        self: IntegrationRegistry, world: LmsConfig, readings: Interpretations, seed: int
    ) -> None:
        await announce(self, world, readings, seed)
        further = self.of(world.integration_id)
        assert further is not None
        await further.reset(change(first[0], world), self.clock.now(), readings, seed + 1)

    IntegrationRegistry.reset = note  # type: ignore[method-assign]
    IntegrationRegistry.announce = announced  # type: ignore[method-assign]
    return InProcessReference()


def files_all_courses_under_the_first() -> ConnectorUnderTest:
    """Writes all courses to the integration that is first in the configuration."""
    return announces(lambda first, second: replace(second, integration_id=first.integration_id))


def all_integrations() -> Callable[[], list[Integration]]:
    """Gives every integration that the connector serves at the moment."""
    fleets: list[IntegrationRegistry] = []
    begin = IntegrationRegistry.__init__

    def begin_and_note(self: IntegrationRegistry, first: Connector) -> None:
        begin(self, first)
        fleets[:] = [self]

    IntegrationRegistry.__init__ = begin_and_note  # type: ignore[method-assign]
    return lambda: [each.integration for each in fleets[0]._all() if each.integration is not None]


def ends_the_morning_with_the_first_failure() -> ConnectorUnderTest:
    """Runs all customers in one loop that ends at the first error."""
    everyone, run = all_integrations(), Synchronization.run

    async def run_in_turn(self: Synchronization, parameters: PercipioConfig) -> RunRecord:
        first = everyone()[0].synchronization
        while first is not self and first.current is not None:
            await self._activity.sleep(60)
        last = everyone()[0].last_run()
        if first is not self and last is not None and last["outcome"] == "partial":
            return RunRecord(started=self._clock.now(), finished=self._clock.now())
        return await run(self, parameters)

    Synchronization.run = run_in_turn  # type: ignore[method-assign]
    return InProcessReference()


def has_one_percipio() -> ConnectorUnderTest:
    """Uses the parameters of the latest setup for all customers."""
    everyone = all_integrations()
    keep = Integration._keep

    def keep_for_all(self: Integration, setup: SetupState) -> None:
        keep(self, setup)
        for each in everyone():
            if setup.state == "active" and each.setup_state.state == "active":
                keep(each, replace(each.setup_state, parameters=setup.parameters))

    Integration._keep = keep_for_all  # type: ignore[method-assign]
    return InProcessReference()


def refuses_all_for_one() -> ConnectorUnderTest:
    """Stops all integrations when one customer's parameters are refused."""
    everyone = all_integrations()
    keep = Integration._keep

    def keep_for_all(self: Integration, setup: SetupState) -> None:
        keep(self, setup)
        if setup.state == "refused":
            for each in everyone():
                each.stop()
                keep(each, replace(each.setup_state, state="refused", refusal=setup.refusal))

    Integration._keep = keep_for_all  # type: ignore[method-assign]
    return InProcessReference()


def second_with(**rules: Any) -> ConnectorUnderTest:
    """Further integrations follow other rules than the first."""
    sibling = Connector.sibling

    def changed_sibling(self: Connector, integration_id: str) -> Connector:
        made = sibling(self, integration_id)
        made._rules = replace(made._rules, **rules)
        return made

    Connector.sibling = changed_sibling  # type: ignore[method-assign]
    return InProcessReference()


def runs_for_the_first_only() -> ConnectorUnderTest:
    """Runs only for the first customer."""
    return second_with(next_run=lambda now, reading: now + timedelta(days=36_500))


def archives_namesakes() -> ConnectorUnderTest:
    """Archives all courses that have the title of an archived course, in all integrations."""
    run, apply_filter = Synchronization.run, Synchronization.apply_filter

    async def tidy(self: Synchronization) -> None:
        hands = Hands(self)
        archived = {each.name for each in await hands.courses(**{"status[eq]": "archived"})}
        for each in await hands.courses(**{"status[eq]": "published"}):
            if each.name in archived:
                await hands.archive(each)

    async def run_and_tidy(self: Synchronization, parameters: PercipioConfig) -> RunRecord:
        record = await run(self, parameters)
        await tidy(self)
        return record

    async def filter_and_tidy(self: Synchronization) -> RunRecord:
        record = await apply_filter(self)
        await tidy(self)
        return record

    Synchronization.run = run_and_tidy  # type: ignore[method-assign]
    Synchronization.apply_filter = filter_and_tidy  # type: ignore[method-assign]
    return InProcessReference()


def has_one_author_for_all() -> ConnectorUnderTest:
    """Uses one connector admin as the author for all integrations."""
    return announces(
        lambda first, second: replace(second, connector_admin_id=first.connector_admin_id)
    )


def shares_its_settings() -> ConnectorUnderTest:
    """Stores the settings once for the whole program."""
    everyone = all_integrations()
    change_settings = Integration.change_settings

    def change(self: Integration, message: dict[str, Any]) -> Settings:
        for each in everyone():
            if each is not self:
                change_settings(each, message)
        return change_settings(self, message)

    Integration.change_settings = change  # type: ignore[method-assign]
    return InProcessReference()


def activates_by_name() -> ConnectorUnderTest:
    """Activates a later integration of the same name without its own setup."""
    announce = IntegrationRegistry.announce

    async def announced(
        self: IntegrationRegistry, world: LmsConfig, readings: Interpretations, seed: int
    ) -> None:
        await announce(self, world, readings, seed)
        first, second = self.first.integration, self.of(world.integration_id)
        assert first is not None
        assert second is not None
        assert second.integration is not None
        if first.setup_state.state == "active":
            second.integration._keep(first.setup_state)
            second.integration._begin_schedule()

    IntegrationRegistry.announce = announced  # type: ignore[method-assign]
    return InProcessReference()


def runs_at_once_for_the_second() -> ConnectorUnderTest:
    """Starts a run immediately for an integration that was activated after the day's run."""
    return second_with(last_due=lambda now, reading: now + timedelta(seconds=1))


def filters_for_the_first_only() -> ConnectorUnderTest:
    """Applies filters only for the first customer."""

    def everything(settings: Settings, kind: str, locales: Sequence[str]) -> bool:
        return True

    return second_with(lets_through=everything)


MUTANTS = by_name(
    Mutant(
        forgets_the_second_integration,
        fails=clauses("C012 C101 C102 C115 C135"),
        spares=clauses("C017 C090 C136 D14"),
        condition="for the second tenant",
    ),
    Mutant(
        files_all_courses_under_the_first,
        fails=clauses("C012 C017 C034"),
        spares=clauses("C095"),
        condition="for the second tenant",
    ),
    Mutant(
        ends_the_morning_with_the_first_failure,
        fails=clauses("C012"),
        spares=clauses("C017 C034 C095"),
        condition="for the second tenant",
    ),
    Mutant(
        has_one_percipio,
        fails=clauses("C012 C017"),
        spares=clauses("C034 C085 C095"),
        condition="for the second tenant",
    ),
    Mutant(
        refuses_all_for_one,
        fails=clauses("C012"),
        spares=clauses("C017 C095 C096"),
        condition="for the second tenant",
    ),
    Mutant(
        runs_for_the_first_only,
        fails=clauses("C012 C017 C096"),
        spares=clauses("C095 C101 C135"),
        condition="for the second tenant",
    ),
    Mutant(
        archives_namesakes,
        fails=clauses("C030 D15"),
        spares=clauses("C136"),
        condition="for the second tenant",
        adds=True,
    ),
    Mutant(
        has_one_author_for_all,
        fails=clauses("C085"),
        spares=clauses("C017 C034 D14"),
        condition="for the second tenant",
    ),
    Mutant(
        shares_its_settings,
        fails=clauses("C090 C102 C135 C136 D15"),
        spares=clauses("C017 C034 C085 C115"),
        condition="for the second tenant",
    ),
    Mutant(
        activates_by_name,
        fails=clauses("C095 C096"),
        spares=clauses("C012 C017 C094"),
        condition="for the second tenant",
    ),
    Mutant(
        runs_at_once_for_the_second,
        fails=clauses("C096"),
        spares=clauses("C017 C095"),
        condition="for the second tenant",
    ),
    Mutant(
        filters_for_the_first_only,
        fails=clauses("C136 D15"),
        spares=clauses("C135 C144"),
        condition="for the second tenant",
    ),
)
