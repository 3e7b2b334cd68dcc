"""Mutants: how the identification method is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from connectors.shared.reference_variants import Message, with_a_settings_page
from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import ControlProtocol
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import TrafficLog
from reference_impl.app.connector import Connector
from reference_impl.app.integration import SETTINGS, Integration
from reference_impl.app.integrations import IntegrationRegistry
from reference_impl.jobs import statement_delivery
from reference_impl.lms import learners
from reference_impl.lms.client import LmsClient
from reference_impl.lms.learners import find_learners
from reference_impl.rules.config import PercipioConfig
from reference_impl.rules.filters import lets_through
from reference_impl.rules.settings import Identification, Settings
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def takes_up_only_who_has_a_sender() -> ConnectorUnderTest:
    """After a restart, runs only integrations for which a token was requested.

    What is to be taken up again is read by an inner join with the tokens of the webhook, and who
    never set up statistics has none.
    """
    resume = Integration.resume

    def resume_with_a_sender(self: Integration) -> None:
        if self._setup.state != "active" or self._store.tokens():
            resume(self)
            return
        self._end_broken_run()
        self._delivery.kick()
        self._work.resume()

    Integration.resume = resume_with_a_sender  # type: ignore[method-assign]
    return InProcessReference()


change_settings = Integration.change_settings


class _Waits(InProcessReference):
    """Lets no item in before its settings page was used."""

    def __init__(self) -> None:
        super().__init__(replace(DEFAULT_RULES, lets_through=self.lets_through))
        self.used = False
        Integration.change_settings = self.changing()  # type: ignore[method-assign]

    async def begin(
        self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog
    ) -> ControlProtocol:
        self.used = False
        return await super().begin(network, clock, traffic_log)

    def changing(self) -> Callable[[Integration, dict[str, Any]], Settings]:
        def changed(integration: Integration, message: dict[str, Any]) -> Settings:
            self.used = True
            return change_settings(integration, message)

        return changed

    def lets_through(self, settings: Settings, category: str, locales: Sequence[str]) -> bool:
        return self.used and lets_through(settings, category, locales)


def waits_for_statistics() -> ConnectorUnderTest:
    """Starts the catalog only after the statistics are configured."""
    return _Waits()


def starts_over_with_new_credentials() -> ConnectorUnderTest:
    """Resets settings when the setup is submitted again."""
    submit = Integration.submit

    def submit_and_forget(self: Integration, parameters: PercipioConfig) -> None:
        self.change_settings({"learner_identification": "email"})
        submit(self, parameters)

    Integration.submit = submit_and_forget  # type: ignore[method-assign]
    return InProcessReference()


class _ForgetsTheMethod(InProcessReference):
    async def stop(self) -> None:
        integration = None if self._connector is None else self._connector.integration
        if integration is not None:
            default = replace(integration.settings, learner_identification="email")
            integration._store.remember(SETTINGS, default)
        await super().stop()


def forgets_the_identification_method() -> ConnectorUnderTest:
    """Keeps the identification method in memory only and starts with the default."""
    return _ForgetsTheMethod()


def recognizes_learners_alike_everywhere() -> ConnectorUnderTest:
    """Stores the identification method for the whole process instead of for each customer."""
    init, change_settings = IntegrationRegistry.__init__, Integration.change_settings
    fleets: WeakSet[IntegrationRegistry] = WeakSet()

    def remember(self: IntegrationRegistry, first: Connector) -> None:
        init(self, first)
        fleets.add(self)

    def change(self: Integration, message: dict[str, Any]) -> Settings:
        settings = change_settings(self, message)
        for integrations in fleets:
            served = [
                each.integration for each in integrations._all() if each.integration is not None
            ]
            if self in served:
                for each in served:
                    method = settings.learner_identification
                    each._keep_settings(replace(each.settings, learner_identification=method))
        return settings

    IntegrationRegistry.__init__ = remember  # type: ignore[method-assign]
    Integration.change_settings = change  # type: ignore[method-assign]
    return InProcessReference()


def remembers_account_names_across_methods() -> ConnectorUnderTest:
    """Caches account names in one table for both account methods.

    Whoever was found by username is still found by that name under the external identifier
    method. Its makers keyed the cache by what the statement says and forgot the setting.
    """
    memory: WeakKeyDictionary[LmsClient, dict[str, list[str]]] = WeakKeyDictionary()

    async def find(
        lms: LmsClient,
        method: Identification,
        identifiers: Iterable[str],
        *,
        email_ignores_case: bool,
    ) -> dict[str, list[str]]:
        known = memory.setdefault(lms, {}) if method != "email" else {}
        asked = dict.fromkeys(identifiers)
        found = {
            each: known[each]
            for each in asked
            if each in known and await learners._is_present(lms, known[each][0])
        }
        unknown = [each for each in asked if each not in found]
        found |= await find_learners(lms, method, unknown, email_ignores_case=email_ignores_case)
        known.update({each: ids for each, ids in found.items() if len(ids) == 1})
        return found

    statement_delivery.find_learners = find  # type: ignore[attr-defined]
    return InProcessReference()


NEXT_METHOD = {"email": "username", "username": "external_id", "external_id": "email"}


def shifts_the_identification_method() -> ConnectorUnderTest:
    """Stores the method after the chosen one, because it counts the heading of the list."""

    def takes(message: Message, before: Settings) -> Message:
        method = message.get("learner_identification")
        return (
            message if method is None else message | {"learner_identification": NEXT_METHOD[method]}
        )

    return with_a_settings_page(takes)


def matches_earlier_statements_again() -> ConnectorUnderTest:
    """Applies a new identification method to earlier statements as well."""
    change_settings = Integration.change_settings

    def change(self: Integration, message: Message) -> Settings:
        settings = change_settings(self, message)
        if "learner_identification" in message:
            with self._store.transaction():
                db = self._store.statements._db
                unmatched = "reason IS NOT NULL AND user_id IS NULL"
                db.execute(
                    f"INSERT INTO queue SELECT number FROM statements WHERE {unmatched}"  # noqa: S608
                )
                db.execute(
                    "UPDATE statements SET reason = NULL, identification = ?"  # noqa: S608
                    f" WHERE {unmatched}",
                    (settings.learner_identification,),
                )
            self._delivery.kick()
        return settings

    Integration.change_settings = change  # type: ignore[method-assign]
    return InProcessReference()


def keeps_the_second_method() -> ConnectorUnderTest:
    """Ignores every choice of an identification method after the second."""
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


MUTANTS = by_name(
    Mutant(
        takes_up_only_who_has_a_sender,
        fails=clauses("C099"),
        kind="inner join",
        condition="after a restart",
        written_blind=True,
    ),
    Mutant(waits_for_statistics, fails=clauses("C099"), spares=clauses("C049")),
    Mutant(starts_over_with_new_credentials, fails=clauses("C102"), spares=clauses("C103 C104")),
    Mutant(
        forgets_the_identification_method,
        fails=clauses("C102"),
        spares=clauses("C103"),
        condition="after a restart",
    ),
    Mutant(
        recognizes_learners_alike_everywhere,
        fails=clauses("C102"),
        kind="shared setting",
        condition="for the second tenant",
        written_blind=True,
    ),
    Mutant(
        remembers_account_names_across_methods,
        fails=clauses("C103"),
        kind="remembers across methods",
        written_blind=True,
    ),
    Mutant(
        shifts_the_identification_method,
        fails=clauses("C103"),
        collateral_reason="Every scenario that chooses a method gets another one.",
    ),
    Mutant(matches_earlier_statements_again, warns=clauses("C103"), spares=clauses("C102")),
    Mutant(
        keeps_the_second_method,
        fails=clauses("C103"),
        spares=clauses("C106 C108"),
    ),
)
