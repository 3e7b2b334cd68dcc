"""The Skillsoft integration of one platform, from when it is enabled."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

import httpx

from reference_impl.jobs.catalog_jobs import CatalogJobs
from reference_impl.jobs.statement_delivery import StatementDelivery
from reference_impl.jobs.synchronization import Synchronization
from reference_impl.lms.client import LmsClient
from reference_impl.percipio.verify_setup import verify
from reference_impl.rules.config import LmsConfig, PercipioConfig
from reference_impl.rules.interpretations import Interpretations
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules.settings import Settings
from reference_impl.rules.setup_state import SetupState
from reference_impl.rules.timestamps import format_timestamp, parse_timestamp
from reference_impl.rules_table import Rules
from reference_impl.store.store import Store
from reference_impl.store.tokens import Credentials, Tokens
from reference_impl.time.clock import Clock
from reference_impl.time.task_tracker import TaskTracker
from reference_impl.webhook.inbox import Inbox
from reference_impl.webhook.webhook import Webhook

CREDENTIALS = "credentials"
READINGS = "readings"
SETTINGS = "settings"
SETUP = "setup"
WORLD = "world"

STOPPED = "the connector was stopped during the run; it is run again from the beginning"


class Integration:
    """A running integration, based on its stored state."""

    def __init__(
        self,
        *,
        world: LmsConfig,
        store: Store,
        clock: Clock,
        activity: TaskTracker,
        http: httpx.AsyncClient,
        rules: Rules,
        rng: Random,
        largest_body: int,
    ) -> None:
        self.id = world.integration_id
        self._store = store
        self._clock = clock
        self._activity = activity
        self._http = http
        self._rules = rules
        self._readings = store.fact(READINGS, Interpretations) or Interpretations()
        self._settings = store.fact(SETTINGS, Settings) or Settings()
        self._setup = store.fact(SETUP, SetupState) or SetupState()
        self._schedule: asyncio.Task[None] | None = None
        self.credentials = store.fact(CREDENTIALS, Credentials) or Credentials.draw(rng)
        store.remember(CREDENTIALS, self.credentials)
        lms = LmsClient(http, clock, activity, world.lms)
        self._delivery = StatementDelivery(
            store=store,
            lms=lms,
            activity=activity,
            rules=rules,
            readings=self._readings,
            world=world,
        )
        self.synchronization = Synchronization(
            store=store,
            lms=lms,
            http=http,
            clock=clock,
            activity=activity,
            rules=rules,
            readings=self._readings,
            world=world,
            settings=lambda: self._settings,
        )
        self._work = CatalogJobs(
            store,
            activity,
            self.synchronization,
            lambda: self._setup.parameters,
            self._courses_changed,
        )
        self.webhook = Webhook(
            tokens=Tokens(store, clock, rng, self.credentials),
            inbox=Inbox(store, self._delivery.kick),
            clock=clock,
            rng=rng,
            rules=rules,
            settings=lambda: self._settings,
            largest_body=largest_body,
        )

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def setup_state(self) -> SetupState:
        return self._setup

    @property
    def next_run(self) -> datetime | None:
        """Instant of the next daily run; None unless the integration is active."""
        if self._setup.state != "active":
            return None
        return self._rules.next_run(self._clock.now(), self._readings.schedule)

    def last_run(self) -> dict[str, Any] | None:
        """The record of the current run, otherwise of the last one, as a message."""
        current = self.synchronization.current
        if current is not None:
            return current.as_message()
        last = self._store.last_run()
        return None if last is None else last[1]

    def filter_run(self) -> dict[str, Any] | None:
        """The record of the latest saved filter, as a message; lost with a restart."""
        record = self.synchronization.filtering
        return None if record is None else record.as_message()

    def resume(self) -> None:
        """Continue exactly where the last process stopped."""
        self._end_broken_run()
        self._delivery.kick()
        self._work.resume()
        if self._setup.state == "verifying":
            self._activity.spawn(self._verify(), "setup")
        elif self._setup.state == "active":
            self._begin_schedule()

    def stop(self) -> None:
        """Cancel the schedule; the task tracker cancels the jobs."""
        if self._schedule is not None:
            self._schedule.cancel()
            self._schedule = None

    def submit(self, parameters: PercipioConfig) -> None:
        """Handle a click on Setup integration with these parameters, none of them blank."""
        self.stop()
        self._keep(self._setup.submit(parameters, format_timestamp(self._clock.now())))
        self._activity.spawn(self._verify(), "setup")

    def change_settings(self, message: dict[str, Any]) -> Settings:
        """Save settings; a changed filter immediately archives the courses it excludes."""
        before = self._settings
        self._keep_settings(before.changed(message))
        if not before.same_filter(self._settings):
            self._work.apply_filter()
        return self._settings

    async def run_once(self, parameters: PercipioConfig, *, globalization: bool) -> RunRecord:
        """Run once now, outside the schedule; the run itself verifies the parameters."""
        self._keep_settings(
            replace(
                self._settings,
                tags_synchronization=parameters.tags_synchronization,
                globalization=globalization,
            )
        )
        return await self.synchronization.run(parameters)

    async def _verify(self) -> None:
        candidate, submitted = self._setup.candidate, self._setup.submitted
        assert candidate is not None
        assert submitted is not None
        refusal = await verify(
            self._http, self._clock, self._activity, candidate, parse_timestamp(submitted)
        )
        if (self._setup.candidate, self._setup.submitted) != (candidate, submitted):
            return  # other parameters were submitted in the meantime; their verdict counts
        if refusal is not None:
            keeps_old = self._readings.keeps_old_parameters
            self._keep(self._setup.refuse(refusal, keeps_old=keeps_old))
            if self._setup.state == "active":
                self._begin_schedule()
            return
        self._keep(self._setup.accept(format_timestamp(self._clock.now())))
        self._keep_settings(
            replace(self._settings, tags_synchronization=candidate.tags_synchronization)
        )
        self._begin_schedule()

    def _begin_schedule(self) -> None:
        """Make up one missed run and start the daily schedule."""
        due = self._rules.last_due(self._clock.now(), self._readings.schedule)
        since, last = self._setup.active_since, self._work.last_due()
        assert since is not None
        if parse_timestamp(since) < due and (last is None or parse_timestamp(last) < due):
            self._work.run(due)
        # No job: waiting for the next day is not pending work.
        self._schedule = self._activity.watch(self._keep_appointment(), "daily appointment")

    async def _keep_appointment(self) -> None:
        while True:
            reading = self._readings.schedule
            await self._clock.sleep_until(self._rules.next_run(self._clock.now(), reading))
            self._work.run(self._rules.last_due(self._clock.now(), reading))

    def _courses_changed(self) -> None:
        with self._store.transaction():
            self._store.statements.wake()
        # Statements may also have moved to another course together with their version.
        self._delivery.kick()

    def _end_broken_run(self) -> None:
        last = self._store.last_run()
        if last is not None and last[1]["outcome"] == "running":
            number, record = last
            record["outcome"] = "partial"
            record["finished"] = format_timestamp(self._clock.now())
            record["faults"].append(STOPPED)
            self._store.keep_run(number, record)

    def _keep(self, setup: SetupState) -> None:
        self._setup = setup
        self._store.remember(SETUP, setup)

    def _keep_settings(self, settings: Settings) -> None:
        self._settings = settings
        self._store.remember(SETTINGS, settings)
