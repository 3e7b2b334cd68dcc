"""One customer of Percipio: its catalog, its people, its service tokens, its record store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from fake_percipio.catalog.catalog import Catalog
from fake_percipio.catalog.faults import FaultScript
from fake_percipio.catalog.paging import PagingSwitches
from fake_percipio.catalog.paging_snapshot import PagingSnapshot, PagingSnapshots
from fake_percipio.catalog.service_tokens import ServiceTokens
from fake_percipio.core.ids import drawn_uuid, named_uuid
from fake_percipio.xapi.learner_activity import LearnerActivity
from fake_percipio.xapi.learners import Learner
from fake_percipio.xapi.lrs_page import LrsPage
from fake_percipio.xapi.sender import LrsSender

if TYPE_CHECKING:
    import httpx


class Organization:
    """An organization with its administrators, learners and API clients."""

    def __init__(
        self,
        org_id: str,
        *,
        name: str,
        domain: str,
        seed: int,
        now: Callable[[], datetime],
        http: Callable[[], httpx.AsyncClient | None],
        issuer: str,
    ) -> None:
        self.id = org_id
        self.name = name
        self.domain = domain
        """The company's part of ``https://<domain>.percipio.com``."""
        self.catalog = Catalog(now)
        self.datasets = PagingSnapshots()
        self.faults = FaultScript()
        self.paging = PagingSwitches()
        self.sender = LrsSender(now, http)
        self.lrs_page = LrsPage(self.sender, domain)
        self.learners: dict[str, Learner] = {}
        self._seed = seed
        self.service_tokens = ServiceTokens(now, seed=seed, organization_id=org_id, issuer=issuer)
        self._paging_ids = Random(f"{seed}/{org_id}/paging")
        self.activity = LearnerActivity(
            now, self.catalog, self.sender, domain=domain, rng=Random(f"{seed}/{org_id}/activity")
        )

    def __repr__(self) -> str:
        return f"<Organization {self.name} {self.id}, {len(self.catalog)} items>"

    def issue_token(self, lifetime: timedelta = timedelta(days=3650)) -> str:
        """A bearer token of the organization's service account (C077), a JWT."""
        return self.service_tokens.issue(lifetime).value

    def revoke_token(self, token: str) -> None:
        """Revoke the token.

        Raises:
            ValueError: it is none of this organization's valid tokens.
        """
        self.service_tokens.revoke(token)

    def accepts(self, token: str) -> bool:
        """True if the token currently gives access to this organization's catalog."""
        return self.service_tokens.accepts(token)

    def add_learner(
        self,
        name: str,
        *,
        email: str | None,
        user_id: str | None,
        uuid: str | None = None,
        licensed: bool = True,
        administrator: bool = False,
    ) -> Learner:
        """A person with an account on the organization's Percipio site.

        Raises:
            ValueError: there is a learner of that name already.
        """
        if name in self.learners:
            raise ValueError(
                f"{self.name} has a learner called {name} already; choose another name"
            )
        key = uuid or named_uuid("learner", self._seed, self.id, name)
        self.learners[name] = Learner(name, email, user_id, key, licensed, administrator)
        return self.learners[name]

    def license(self, name: str, licensed: bool) -> Learner:
        """Give that person a license, or take it away (C064).

        Raises:
            KeyError: the organization has no learner of that name.
        """
        self.learners[name] = replace(self.learners[name], licensed=licensed)
        return self.learners[name]

    def freeze(self, updated_since: datetime | None) -> tuple[str, PagingSnapshot]:
        """A fresh dataset of the catalog as it is now, kept under a new paging request id."""
        dataset = self.catalog.snapshot(updated_since)
        paging_request_id = drawn_uuid(self._paging_ids)
        self.datasets.put(paging_request_id, dataset)
        return paging_request_id, dataset
