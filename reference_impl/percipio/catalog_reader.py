"""Read the catalog page by page, tolerating faults of Percipio (C028, D05, D16).

At most two pages are in memory: the current one and the next one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import httpx
import msgspec

from reference_impl.percipio.catalog_request import request_page
from reference_impl.rules.config import PercipioConfig
from reference_impl.rules.errors import CatalogError
from reference_impl.rules.items import split
from reference_impl.rules.paging import PAGE_SIZE, PagingFacts, more_after, read_facts
from reference_impl.rules.retry import TRIES, pause_before, read_retry_after
from reference_impl.time.clock import Clock
from reference_impl.time.task_tracker import TaskTracker
from reference_impl.time.timeout import within

SLOWEST_PAGE_SECONDS = 120.0
"""Seconds of the clock after which an unanswered page is requested again."""


@dataclass(frozen=True, slots=True)
class Page:
    """The items, each as raw JSON; the paging facts of the headers; the body."""

    items: Sequence[msgspec.Raw]
    facts: PagingFacts
    body: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """A request without a page as its result. Only a ``passing`` failure is retried."""

    reason: str
    passing: bool
    tries: int = TRIES
    retry_after: float | None = None


class CatalogReader:
    """One reading of the whole catalog.

    ``retries`` counts repeated requests.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        clock: Clock,
        activity: TaskTracker,
        parameters: PercipioConfig,
    ) -> None:
        self._http = http
        self._clock = clock
        self._activity = activity
        self._parameters = parameters
        self.retries = 0

    async def pages(self) -> AsyncGenerator[Page, None]:
        """Yield every page in order, each with at least one item.

        Raises:
            CatalogError: a page cannot be read, or the server does not page.
        """
        offset = 0
        request_id: str | None = None
        page = await self._page(offset, request_id, None)
        while page.items:
            request_id = request_id or page.facts.request_id
            following = offset + len(page.items)
            ahead: asyncio.Task[Page | Failure] | None = None
            if more_after(offset, len(page.items), page.facts):
                ahead = self._activity.spawn(self._attempt(following, request_id), "next page")
            try:
                yield page
                if ahead is None:
                    return
                successor = await self._page(following, request_id, ahead)
            finally:
                if ahead is not None:
                    ahead.cancel()
            self._check(page, successor, following)
            offset, page = following, successor

    async def _page(
        self, offset: int, request_id: str | None, ahead: asyncio.Task[Page | Failure] | None
    ) -> Page:
        attempt = 0
        outcome = await (ahead or self._attempt(offset, request_id))
        while isinstance(outcome, Failure):
            if not outcome.passing or attempt + 1 >= outcome.tries:
                raise CatalogError(
                    f"the page at offset {offset} could not be read in {attempt + 1} tries: "
                    f"{outcome.reason}. What was read before it is written and nothing is "
                    "archived; the next run reads everything again"
                )
            self.retries += 1
            await self._activity.sleep(pause_before(attempt, outcome.retry_after))
            attempt += 1
            outcome = await self._attempt(offset, request_id)
        return outcome

    async def _attempt(self, offset: int, request_id: str | None) -> Page | Failure:
        """Send one request. It never sleeps through the task tracker, so that it can prefetch."""
        limit = self._clock.now() + timedelta(seconds=SLOWEST_PAGE_SECONDS)
        request = request_page(
            self._http,
            self._parameters,
            max_items=PAGE_SIZE,
            offset=offset,
            request_id=request_id,
        )
        try:
            return self._read(await within(self._clock, limit, request))
        except TimeoutError:
            return Failure(f"no answer within {SLOWEST_PAGE_SECONDS:.0f} seconds", passing=True)
        except httpx.RequestError as error:
            return Failure(f"the connection failed ({type(error).__name__})", passing=True)
        except httpx.InvalidURL as error:
            return Failure(f"the tenant instance URL cannot be used: {error}", passing=False)

    def _read(self, response: httpx.Response) -> Page | Failure:
        status = response.status_code
        if status == httpx.codes.NO_CONTENT:
            return Page([], PagingFacts(), b"")
        if status == httpx.codes.UNAUTHORIZED:
            return Failure("Percipio refused the bearer token (401)", passing=True, tries=2)
        if status == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
            after = read_retry_after(response.headers.get("retry-after"), self._clock.now())
            return Failure(f"Percipio answered {status}", passing=True, retry_after=after)
        if status != httpx.codes.OK:
            return Failure(f"Percipio answered {status}, which no retry changes", passing=False)
        try:
            items = split(response.content)
        except msgspec.DecodeError as error:
            return Failure(f"the answer is no JSON array: {error}", passing=True)
        return Page(items, read_facts(response.headers, response.links), response.content)

    def _check(self, page: Page, successor: Page, offset: int) -> None:
        if successor.items and successor.body == page.body:
            raise CatalogError(
                f"the page at offset {offset} is the page before it once more: the server does not "
                "page, so the rest of the catalog cannot be read. Percipio pages only with a "
                "pagingRequestId; see whether its answers still carry one"
            )
        total = page.facts.total
        if not successor.items and total is not None and offset < total:
            raise CatalogError(
                f"the catalog ended after {offset} of {total} items; the next run reads "
                "everything again"
            )
