"""The Percipio cloud: its organizations, its request log, and its due work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from fake_percipio.catalog.delayed_responses import DelayedResponses
from fake_percipio.catalog.request_log import CatalogCall, StrayCall
from fake_percipio.core.ids import is_uuid
from fake_percipio.organization import Organization

if TYPE_CHECKING:
    import httpx


class Percipio:
    """One Percipio cloud with its organizations.

    ``now`` is the world's clock (aware UTC); ``http`` is what the record store senders post with
    and may be set later; ``base_url`` is the address that a connector is given as tenant instance
    URL (C078).
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        seed: int = 0,
        http: httpx.AsyncClient | None = None,
        base_url: str = "http://percipio.test",
    ) -> None:
        self.now = now
        self.seed = seed
        self.http = http
        self.base_url = base_url
        self.organizations: dict[str, Organization] = {}
        self.calls: list[CatalogCall] = []
        self.strays: list[StrayCall] = []
        self.holds = DelayedResponses()

    def add_organization(
        self, org_id: str, *, name: str = "Acme", domain: str = "acme"
    ) -> Organization:
        """A new customer with an empty catalog.

        Raises:
            ValueError: the id is no UUID in lower case, or is taken.
        """
        if not is_uuid(org_id) or org_id != org_id.lower():
            raise ValueError(f"an organization id is a UUID in lower case, not {org_id!r}")
        if org_id in self.organizations:
            raise ValueError(f"there is an organization {org_id} already; give each its own id")
        self.organizations[org_id] = Organization(
            org_id,
            name=name,
            domain=domain,
            seed=self.seed,
            now=self.now,
            http=lambda: self.http,
            issuer=self.base_url,
        )
        return self.organizations[org_id]

    @property
    def held(self) -> int:
        """Number of delayed answers that wait for the clock."""
        return len(self.holds)

    def next_due(self) -> datetime | None:
        """The earliest instant, now or later, at which work is due; None if there is none.

        Due work: deliveries and retries of the senders, the ends of their access tokens, and held
        answers.
        """
        senders = [each.sender.next_due() for each in self.organizations.values()]
        due = [each for each in (*senders, self.holds.next_due()) if each is not None]
        return max(min(due), self.now()) if due else None

    async def run_due(self) -> None:
        """Do all work that is due now; return when no more is due at this instant.

        A released answer goes out as soon as its request gets its turn in the event loop.
        """
        while (due := self.next_due()) is not None and due <= self.now():
            self.holds.release(self.now())
            for organization in list(self.organizations.values()):
                await organization.sender.run_due()
