"""Posts generated statements to a webhook, as Percipio does, and counts the answers.

Requests follow one another in the order of arrival. Each has up to ``batch`` statements and an
OAuth token. An unreadable statement, or one with a used ID, gets a request of its own, so that it
affects no other statement. A request is not retried, except once with a new token after a 401.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from fake_percipio.generator.deliveries import Delivery
from fake_percipio.generator.faults import FAULTS
from fake_percipio.xapi.access_token import AccessTokens
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from percipio_conformance.core.real_time import wall_clock
from percipio_conformance.network.webhook import NoResponse, post_statements

LONGEST_REASON = 160
SEVERAL = "several kinds"


class WebhookGone(Exception):
    """The webhook stopped answering; the message says after how many statements."""


@dataclass
class Answers:
    """All answers of one status to requests of one kind; ``example`` is the text of the first."""

    example: str
    requests: int = 0
    statements: int = 0


@dataclass
class PostResult:
    """The results of all requests.

    The key of ``answers`` is the status and the fault of the request: a kind of fault,
    ``SEVERAL``, or None for a correct request. ``surprises`` counts the unexpected answers by
    their description.
    """

    acknowledged: int = 0
    refused: int = 0
    surprises: Counter[str] = field(default_factory=Counter)
    answers: dict[tuple[int, str | None], Answers] = field(default_factory=dict)

    def note(self, batch: list[Delivery], status: int, reason: str) -> None:
        """Count one answer."""
        if 200 <= status < 300:
            self.acknowledged += len(batch)
        else:
            self.refused += len(batch)
        alike = self.answers.setdefault((status, _fault_of(batch)), Answers(reason))
        alike.requests += 1
        alike.statements += len(batch)
        if (surprise := unexpected_answer(batch, status)) is not None:
            self.surprises[surprise] += 1


def _fault_of(batch: list[Delivery]) -> str | None:
    kinds = {each.fault for each in batch if each.fault and FAULTS[each.fault].answer != "accepted"}
    return SEVERAL if len(kinds) > 1 else next(iter(kinds), None)


def unexpected_answer(batch: list[Delivery], status: int) -> str | None:
    """Describe why the status is wrong for this batch; None if it is right."""
    if status == 401:
        return "a token was rejected right after it was issued (401)"
    if status >= 500 or status == 429:
        return f"the answer was {status}, after which a real sender must retry"
    kinds = {"accepted" if each.fault is None else FAULTS[each.fault].answer for each in batch}
    acknowledged = 200 <= status < 300
    if "refused" in kinds:
        return "an invalid statement was acknowledged" if acknowledged else None
    if "conflict" in kinds:
        # xAPI demands 409, D01 allows ignoring it. The effect is not visible from here.
        if acknowledged or status == 409:
            return None
        return f"a statement with a used ID was answered with {status}"
    return None if acknowledged else f"valid statements were answered with {status}"


def batches(delivered: Iterable[Delivery], most: int) -> Iterator[list[Delivery]]:
    """Split the deliveries into requests of at most ``most`` statements, in order.

    An ID occurs at most once in a request (xAPI 1.0.3, Communication 2.1.2), so a duplicate begins
    a new one.
    """
    batch: list[Delivery] = []
    for each in delivered:
        alone = each.fault == "conflict" or (
            each.fault is not None and FAULTS[each.fault].spoils_batch
        )
        if batch and (alone or each.fault == "duplicate" or len(batch) >= most):
            yield batch
            batch = []
        if alone:
            yield [each]
        else:
            batch.append(each)
    if batch:
        yield batch


async def post(
    delivered: Iterable[Delivery],
    configuration: LrsConfiguration,
    http: httpx.AsyncClient,
    *,
    batch: int = 100,
) -> PostResult:
    """Post all deliveries.

    Raises:
        AccessTokenError: the token endpoint issues no token.
        WebhookGone: a request got no answer; the deliveries after it were not sent.
    """
    tally = PostResult()
    tokens = AccessTokens(wall_clock)
    for each in batches(delivered, batch):
        alone = len(each) == 1
        body = each[0].body if alone else b"[%b]" % b",".join(one.body for one in each)
        try:
            answer, token = await _send(body, configuration, http, tokens)
            if answer.status_code == 401:
                tokens.forget()
                answer, token = await _send(body, configuration, http, tokens)
        except NoResponse as error:
            sent = tally.acknowledged + tally.refused
            raise WebhookGone(
                f"{error} after {sent} statements; check the address and that the connector runs"
            ) from error
        tally.note(each, answer.status_code, _reason(answer, token))
    return tally


async def _send(
    body: bytes, configuration: LrsConfiguration, http: httpx.AsyncClient, tokens: AccessTokens
) -> tuple[httpx.Response, str]:
    token = await tokens.token(configuration, http)
    url, authorization = configuration.url, f"Bearer {token}"
    return await post_statements(http, url, body, authorization=authorization), token


def _reason(answer: httpx.Response, token: str) -> str:
    """The text of a refusal, in one line and without the token."""
    if answer.is_success:
        return ""
    try:
        said = _message_in(answer.json())
    except ValueError:
        said = None
    text = " ".join((said or answer.text).split()).replace(token, "[token]")
    return text if len(text) <= LONGEST_REASON else text[: LONGEST_REASON - 1] + "…"


def _message_in(body: Any) -> str | None:
    match body:
        case {"error": {"message": str(text)}} | {"error_description": str(text)}:
            return text
        case {"message": str(text)} | {"error": str(text)}:
            return text
        case _:
            return None
