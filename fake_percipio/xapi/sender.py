"""Percipio's sender of statements: an ordered queue with retries.

    submit -> queue -> batch -> POST <URL>/statements -> 2xx: acknowledged
                         ^                             -> 401: a new token, once, at once
                         +-- wait, then again <-------- 429, 5xx, no answer, no token
                                                       -> other: given up, recorded

All times are instants of the world's clock; ``run_due`` does the due work.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

import httpx
import orjson

from fake_percipio.xapi.access_token import AccessTokenError, AccessTokens
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.multipart import as_multipart
from fake_percipio.xapi.retries import next_retry, verdict
from fake_percipio.xapi.statements import Statement

XAPI_VERSION = "1.0.3"


class SenderNotReadyError(Exception):
    """The sender has no configuration or no HTTP client yet."""


class ConnectionTestError(Exception):
    """The record store failed Percipio's connection test."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One try to deliver a batch."""

    at: datetime
    statement_ids: tuple[str, ...]
    attempt: int
    """Counted from 1 for each batch."""
    status: int | None
    """None when there was no answer to the statements, or no token to send them with."""
    error: str | None
    acknowledged: bool
    next_retry_at: datetime | None
    """None when the batch is acknowledged or given up."""


@dataclass
class _Batch:
    statements: list[Statement]
    first_attempt: datetime
    due: datetime
    attempt: int = 0
    renewed_token: bool = False
    settled: bool = False
    """Whether it is acknowledged or given up."""
    missed: bool = False
    """Whether an acknowledgment of it was lost."""
    fresh: int = 0
    """Number of statements at its beginning that are sent for the first time."""


class LrsSender:
    """The sender of one organization; the module describes its states."""

    def __init__(
        self, now: Callable[[], datetime], http: Callable[[], httpx.AsyncClient | None]
    ) -> None:
        self._now = now
        self._http = http
        self._queue: deque[Statement] = deque()
        self._batch: _Batch | None = None
        self._tested = False
        self._turn = asyncio.Lock()
        self.tokens = AccessTokens(now)
        self.configuration: LrsConfiguration | None = None
        self.deliveries: list[Delivery] = []
        self.batch_size = 100
        """The most statements of one request. With 1, the body is the statement, not an array."""
        self.multipart = False
        """Send statements as the first part of a multipart/mixed body (xAPI 1.0.3, part 3)."""
        self.misses_acknowledgments = False
        """Whether the first acknowledgment of each batch is lost on the way."""
        self.missed_acknowledgments = 0
        self.repeats_earlier = False
        """Whether each batch ends with the statements of the acknowledged batch before it."""
        self._earlier: list[Statement] = []
        self._held: list[Statement] | None = None
        self._at_once: list[Statement] = []

    def configure(self, configuration: LrsConfiguration) -> None:
        """Save this configuration, which applies to queued statements too; drop a held token."""
        self.configuration = configuration
        self.tokens.forget()
        self._tested = False

    @property
    def active(self) -> bool:
        """True if statements are sent: enabled, and the connection test bypassed or passed."""
        saved = self.configuration
        return (
            saved is not None and saved.enabled and (saved.bypass_connection_test or self._tested)
        )

    @property
    def queued(self) -> int:
        """Number of statements that are neither acknowledged nor given up."""
        under_way = len(self._batch.statements) if self._batch else 0
        return len(self._queue) + under_way + len(self._held or ()) + len(self._at_once)

    def submit(self, statement: Statement) -> None:
        """Queue a statement, which needs an id, for delivery now; twice is a duplicate."""
        if self._held is None:
            self._queue.append(statement)
        else:
            self._held.append(statement)

    def hold(self) -> None:
        """Hold statements submitted from now on, as when Percipio's own queue is stuck."""
        self._held = self._held or []

    def release(
        self,
        arrange: Callable[[list[Statement]], Iterable[Statement]] | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        """Deliver the held statements, in their order or as ``arrange`` orders or repeats them.

        ``at_once`` sends each in a request of its own, all of them at the same time.
        """
        held, self._held = self._held or [], None
        arranged = held if arrange is None else arrange(held)
        (self._at_once if at_once else self._queue).extend(arranged)

    def next_due(self) -> datetime | None:
        """The next instant with work for the sender: a delivery, a retry, or dropping its token."""
        token_ends = self.tokens.usable_until
        due = [] if token_ends is None else [token_ends]
        if self.active and self._batch is not None:
            due.append(self._batch.due)
        elif self.active and (self._queue or self._at_once):
            due.append(self._now())
        return min(due, default=None)

    async def run_due(self) -> None:
        """Deliver due statements, batch after batch, until one has to wait or none is left.

        Raises:
            SenderNotReadyError: there is something to deliver and no HTTP client to do it with.
        """
        async with self._turn:
            if self._at_once and self.active:
                await self._deliver_at_once()
            while (batch := self._due_batch()) is not None:
                await self._deliver(batch)
                if batch.settled:
                    self._batch = None
            self.tokens.forget_if_ended()

    async def test_connection(self) -> None:
        """The connection test on Save, unless bypassed (C114): a request for the store's ``about``.

        Raises:
            ConnectionTestError: no answer, or not 200, so nothing will be sent.
            SenderNotReadyError: nothing is configured.
        """
        saved = self._configured()
        try:
            headers = await self._headers(saved)
            answer = await self._client().get(f"{saved.url.rstrip('/')}/about", headers=headers)
        except (AccessTokenError, httpx.TransportError) as error:
            raise ConnectionTestError(
                f"the record store did not answer the connection test: {error}"
            ) from error
        if answer.status_code != 200:
            raise ConnectionTestError(
                f"the record store answered the connection test with {answer.status_code}; "
                "check the URL, or bypass the test if it serves no /about"
            )
        self._tested = True

    def _due_batch(self) -> _Batch | None:
        if not self.active:
            return None
        if self._batch is None and self._queue:
            size = min(self.batch_size, len(self._queue))
            now = self._now()
            statements = [self._queue.popleft() for _ in range(size)]
            self._batch = _Batch(statements, now, now, fresh=size)
            if self.repeats_earlier:
                statements += self._earlier[: self.batch_size - size]
        return self._batch if self._batch and self._batch.due <= self._now() else None

    async def _deliver_at_once(self) -> None:
        """Send each statement in its own request, all at the same time.

        What has to be repeated becomes one batch, or waits in the queue while there is another one.
        """
        statements, self._at_once = self._at_once, []
        try:
            await self._headers(self._configured())  # one token for all
        except AccessTokenError:
            # The ordinary delivery records this, and waits.
            self._queue.extendleft(reversed(statements))
            return
        now = self._now()
        batches = [_Batch([each], now, now, fresh=1) for each in statements]
        await asyncio.gather(*map(self._deliver, batches))
        again = [each for each in batches if not each.settled]
        unsettled = [each.statements[0] for each in again]
        if self._batch is None and again:
            due = max(each.due for each in again)
            self._batch = _Batch(unsettled, now, due, attempt=1, fresh=len(unsettled))
        else:
            self._queue.extendleft(reversed(unsettled))

    async def _deliver(self, batch: _Batch) -> None:
        batch.attempt += 1
        try:
            answer = await self._post(batch)
        except AccessTokenError as error:
            self._settle(batch, None, str(error), None)
        except httpx.TransportError as error:
            self._settle(batch, None, f"no answer ({type(error).__name__})", None)
        else:
            if answer.is_success and self.misses_acknowledgments and not batch.missed:
                # The batch stays due, so it is sent again at once, and that answer counts.
                batch.missed = True
                self.missed_acknowledgments += 1
                return
            refused = None if answer.is_success else f"answered {answer.status_code}"
            self._settle(batch, answer.status_code, refused, answer.headers.get("retry-after"))

    async def _post(self, batch: _Batch) -> httpx.Response:
        saved = self._configured()
        headers = await self._headers(saved)
        headers["content-type"] = "application/json"
        single = self.batch_size == 1 and len(batch.statements) == 1
        body = orjson.dumps(batch.statements[0] if single else batch.statements)
        if self.multipart:
            headers["content-type"], body = as_multipart(body)
        return await self._client().post(
            saved.statements_url, content=body, headers=headers, follow_redirects=False
        )

    async def _headers(self, saved: LrsConfiguration) -> dict[str, str]:
        if saved.oauth2:
            authorization = f"Bearer {await self.tokens.token(saved, self._client())}"
        else:
            authorization = f"Basic {saved.authorization}"
        return {"authorization": authorization, "x-experience-api-version": XAPI_VERSION}

    def _settle(
        self, batch: _Batch, status: int | None, error: str | None, retry_after: str | None
    ) -> None:
        """Record the try in ``deliveries`` and decide whether to retry the batch."""
        now = self._now()
        outcome = verdict(status)
        due: datetime | None = None
        if status == 401 and self._configured().oauth2 and not batch.renewed_token:
            self.tokens.forget()
            batch.renewed_token = True
            due = now
        elif outcome == "retry":
            batch.renewed_token = False
            due = next_retry(
                now=now,
                first_attempt=batch.first_attempt,
                attempt=batch.attempt,
                retry_after=retry_after,
            )
        ids = tuple(each["id"] for each in batch.statements)
        acknowledged = outcome == "acknowledged"
        self.deliveries.append(Delivery(now, ids, batch.attempt, status, error, acknowledged, due))
        if acknowledged:
            self._earlier = batch.statements[: batch.fresh]
        if due is None:
            batch.settled = True
        else:
            batch.due = due

    def _configured(self) -> LrsConfiguration:
        if self.configuration is None:
            raise SenderNotReadyError(
                "nothing is entered on the LRS configuration page; configure it"
            )
        return self.configuration

    def _client(self) -> httpx.AsyncClient:
        client = self._http()
        if client is None:
            raise SenderNotReadyError(
                "the simulated Percipio has no HTTP client to send statements with; "
                "give it one as Percipio(http=...)"
            )
        return client
