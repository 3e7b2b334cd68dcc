"""Several integrations in one process: one clock, one pair of addresses, and a store for each.

The first integration is the one of the program's options, or of ``POST reset``; further ones are
announced later. They share only the clock: each has a
:class:`~reference_impl.app.connector.Connector` of its own. The first one's store remembers which
others exist, so that a restart restores all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random

from starlette.requests import Request
from starlette.responses import Response

from reference_impl.app.connector import Connector, WorkState
from reference_impl.rules.config import LmsConfig
from reference_impl.rules.interpretations import Interpretations
from reference_impl.store.store import discard
from reference_impl.time.clock import Clock
from reference_impl.webhook.webhook import Webhook, unauthorized


class AlreadyServedError(ValueError):
    """An integration of that id is served already."""


class IntegrationRegistry:
    """All integrations of a process.

    Args:
        first: the connector of the first integration; only the registry starts and stops it.
    """

    def __init__(self, first: Connector) -> None:
        self.first = first
        self._further: dict[str, Connector] = {}

    @property
    def clock(self) -> Clock:
        """The clock that all integrations share."""
        return self.first.clock

    async def start(
        self, world: LmsConfig | None = None, readings: Interpretations | None = None
    ) -> None:
        """Continue after the last process; arguments and errors as of :meth:`Connector.start`."""
        await self.first.start(world, readings)
        for integration_id in self.first.sibling_ids:
            self._further[integration_id] = self.first.sibling(integration_id)
            await self._further[integration_id].start()

    async def stop(self) -> None:
        """Stop all of them; nothing acknowledged is lost."""
        for each in self._all():
            await each.stop()
        self._further.clear()

    async def reset(
        self, world: LmsConfig, now: datetime, readings: Interpretations, seed: int
    ) -> None:
        """Delete all state, including further integrations, and start in this world."""
        while self._further:
            _, further = self._further.popitem()
            await further.stop()
            discard(further.path)
        await self.first.reset(world, now, readings, seed)

    async def announce(self, world: LmsConfig, readings: Interpretations, seed: int) -> None:
        """Serve one more integration, enabled and waiting for its setup.

        Raises:
            AlreadyServedError: an integration with this id exists.
        """
        integration_id = world.integration_id
        if self.of(integration_id) is not None:
            raise AlreadyServedError(f"the integration {integration_id} is served already")
        further = self.first.sibling(integration_id)
        # A process that was killed during a reset may have left a file there.
        discard(further.path)
        await further.start()
        # With the same random sequence, two integrations would have the same secrets.
        own_seed = Random(f"{seed} {integration_id}").getrandbits(63)
        await further.reset(world, self.clock.now(), readings, own_seed)
        self._further[integration_id] = further
        self.first.remember_siblings(self._further)

    def of(self, integration_id: str | None) -> Connector | None:
        """The connector of that integration; for None the first, for an unknown id None."""
        if integration_id is None:
            return self.first
        first = self.first.integration
        if first is not None and first.id == integration_id:
            return self.first
        return self._further.get(integration_id)

    def advance_to(self, instant: datetime) -> None:
        """Set the clock to ``instant``; errors as of :meth:`Connector.advance_to`."""
        self.first.advance_to(instant)
        for each in self._further.values():
            each.keep_clock()

    def work_state(self) -> WorkState:
        """The combined state: idle when every integration is, due when the earliest is."""
        if not self._further:
            return self.first.work_state()
        states = [each.work_state() for each in self._all()]
        return WorkState(
            now=states[0].now,
            ready=all(each.ready for each in states),
            pending=sum(each.pending for each in states),
            next_due=min((each.next_due for each in states if each.next_due), default=None),
        )

    def issue(self, client_id: str, client_secret: str) -> str | None:
        """Issue a token for the integration with these credentials; None if there is none."""
        for each in self._webhooks():
            token = each.tokens.issue(client_id, client_secret)
            if token is not None:
                return token
        return None

    async def receive(self, request: Request) -> Response:
        """Pass statements to the integration that issued their token (C115)."""
        authorization = request.headers.get("authorization", "")
        for each in self._webhooks():
            if each.admits(authorization):
                return await each.receive(request)
        return unauthorized()

    def _all(self) -> list[Connector]:
        return [self.first, *self._further.values()]

    def _webhooks(self) -> Iterator[Webhook]:
        for each in self._all():
            if each.integration is not None:
                yield each.integration.webhook
