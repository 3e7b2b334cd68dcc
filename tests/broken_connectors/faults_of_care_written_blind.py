"""Faults of setup, tags, tenants and care, written from the sentences of the clauses before any
scenario was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

import httpx
import orjson
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.app.integration import CREDENTIALS, Integration
from reference_impl.jobs.catalog_jobs import CatalogueWork
from reference_impl.rules.config import World
from reference_impl.rules.timestamps import write_instant
from reference_impl.store.statement_store import Accepted, Outcome
from reference_impl.store.store import Store
from reference_impl.store.tokens import Credentials
from reference_impl.webhook.inbox import Inbox


def forgets_a_check_that_a_restart_cut_short() -> Subject:
    """The check of the three values is a task in memory. After a restart nobody takes it up again,
    and the integration is being verified for ever.
    """

    def resume(self: Integration) -> None:
        self._end_broken_run()
        self._delivery.kick()
        self._work.resume()
        if self.setup_state.state == "active":
            self._begin_schedule()

    Integration.resume = resume  # type: ignore[method-assign]
    return InProcessReference()


def takes_never_run_for_overdue() -> Subject:
    """At its start it makes up a missed run, and takes an integration that has not had any run for
    one that missed its last; so a restart on the day of activation brings the courses at once.
    """
    resume = Integration.resume

    def make_up(self: Integration) -> None:
        resume(self)
        if self.setup_state.state == "active" and self._work.last_due() is None:
            reading = self._readings.schedule
            self._work.run(self._parts.last_due(self._clock.now(), reading))

    Integration.resume = make_up  # type: ignore[method-assign]
    return InProcessReference()


def reads_the_tags_box_of_the_setup_at_each_start() -> Subject:
    """The box is kept with the three values and among the settings. At a start the former is copied
    over the latter, so what was switched since the activation is switched back.
    """
    resume = Integration.resume

    def copy(self: Integration) -> None:
        parameters = self.setup_state.parameters
        if parameters is not None:
            box = parameters.tags_synchronization
            self._keep_settings(replace(self.settings, tags_synchronization=box))
        resume(self)

    Integration.resume = copy  # type: ignore[method-assign]
    return InProcessReference()


def gives_a_platform_one_pair_of_credentials() -> Subject:
    """Webhook credentials are kept by the platform's address and not by the integration, so a
    second integration of the same platform shows those of the first.
    """
    begin = Integration.__init__
    # One for each life of the process, which has one client.
    given: WeakKeyDictionary[httpx.AsyncClient, dict[str, Credentials]] = WeakKeyDictionary()

    def share(
        self: Integration, *, world: World, store: Store, http: httpx.AsyncClient, **rest: Any
    ) -> None:
        pairs, platform = given.setdefault(http, {}), world.lms.base_url
        if store.fact(CREDENTIALS, Credentials) is None and platform in pairs:
            store.remember(CREDENTIALS, pairs[platform])
        begin(self, world=world, store=store, http=http, **rest)
        pairs.setdefault(platform, self.credentials)

    Integration.__init__ = share  # type: ignore[method-assign]
    return InProcessReference()


def takes_a_batch_with_a_known_statement_for_a_repetition() -> Subject:
    """A batch is inserted as a whole. When the database says that one id is there already, all of
    it is taken for delivered before, and the new statements beside that one are lost.
    """
    put = Inbox.put

    async def put_as_a_whole(self: Inbox, statements: Sequence[Accepted]) -> list[Outcome]:
        known: dict[str, bytes] = dict(
            self._store._db.execute(
                "SELECT id, digest FROM statements WHERE id IN (SELECT value FROM json_each(?))",
                (orjson.dumps([each.id for each in statements]).decode(),),
            )
        )
        if not known:
            return await put(self, statements)
        return [
            "repeated" if known.get(each.id, each.digest) == each.digest else "conflict"
            for each in statements
        ]

    Inbox.put = put_as_a_whole  # type: ignore[method-assign]
    return InProcessReference()


def clears_out_statements_after_a_week() -> Subject:
    """With each daily run it deletes delivered statements that are older than a week, to keep the
    database small; figures are then computed from what is left, and a revisit undoes a completion.
    """
    run = CatalogueWork._run

    async def clear_out_and_run(self: CatalogueWork, due: datetime) -> None:
        before = write_instant(due - timedelta(days=7))
        with self._store.transaction():
            db = self._store._db
            db.execute("DELETE FROM statements WHERE state = 'done' AND received < ?", (before,))
            db.execute("DELETE FROM credits WHERE statement NOT IN (SELECT number FROM statements)")
        await run(self, due)

    CatalogueWork._run = clear_out_and_run  # type: ignore[method-assign]
    return InProcessReference()


FAULTS = named(
    Fault(
        forgets_a_check_that_a_restart_cut_short,
        fails=clauses("C094"),
        kind="hangs",
        condition="after a restart",
    ),
    Fault(
        takes_never_run_for_overdue,
        fails=clauses("C096"),
        kind="makes up what was not missed",
        condition="after a restart",
    ),
    Fault(
        reads_the_tags_box_of_the_setup_at_each_start,
        fails=clauses("C091"),
        kind="switches back",
        condition="after a restart",
    ),
    Fault(
        gives_a_platform_one_pair_of_credentials,
        fails=clauses("C101"),
        kind="one pair for a platform",
        condition="for the second tenant",
    ),
    Fault(
        takes_a_batch_with_a_known_statement_for_a_repetition,
        fails=clauses("D01"),
        kind="all or nothing",
    ),
    Fault(
        clears_out_statements_after_a_week,
        warns=clauses("D02"),
        kind="forgets",
        condition="on the second day",
    ),
)
