"""Delivers generated statements to a webhook, as Percipio would, and counts the answers.

Requests go one after another, in the order of arrival, each with up to ``batch`` statements and
an OAuth token. An unreadable statement, or one with a used id, has a request of its own, so that
it affects no other. There are no retries: a real sender would wait, and this one does not.
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
from fake_percipio.xapi.sender import XAPI_VERSION
from percipio_conformance.core.real_time import wall_clock

LONGEST_REASON = 160
SEVERAL = "several kinds"


class WebhookGone(Exception):
    """The webhook does not answer any more; the message says after how many statements."""


@dataclass
class Answers:
    """All answers of one status to requests of one kind; ``example`` is what the first one said."""

    example: str
    requests: int = 0
    statements: int = 0


@dataclass
class PostResult:
    """The results of all requests.

    ``answers`` goes by status and by what was wrong with the request: a kind of fault,
    ``SEVERAL``, or None where nothing was. ``surprises`` counts requests whose answer was not
    the one that their statements call for.
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
        alike = self.answers.setdefault((status, _wrong_with(batch)), Answers(reason))
        alike.requests += 1
        alike.statements += len(batch)
        if (surprise := unexpected_answer(batch, status)) is not None:
            self.surprises[surprise] += 1


def _wrong_with(batch: list[Delivery]) -> str | None:
    kinds = {each.fault for each in batch if each.fault and FAULTS[each.fault].answer != "accepted"}
    return SEVERAL if len(kinds) > 1 else next(iter(kinds), None)


def unexpected_answer(batch: list[Delivery], status: int) -> str | None:
    """Why this is not the right answer to the batch, or None where it is."""
    if status == 401:
        return "a token that was just given was refused (401)"
    if status >= 500 or status == 429:
        return f"answered {status}, where a real sender would have to try again"
    kinds = {"accepted" if each.fault is None else FAULTS[each.fault].answer for each in batch}
    acknowledged = 200 <= status < 300
    if "refused" in kinds:
        return "a broken statement was acknowledged" if acknowledged else None
    if "conflict" in kinds:
        # Refused as xAPI says, or ignored (D01); that it is not applied cannot be seen from here.
        return None if acknowledged or status == 409 else f"a used id was answered {status}"
    return None if acknowledged else f"statements that are in order were answered {status}"


def batches(delivered: Iterable[Delivery], most: int) -> Iterator[list[Delivery]]:
    """Deliveries cut into requests of ``most`` statements, in order.

    An id occurs at most once in a request (xAPI 1.0.3, Communication 2.1.2), so that a duplicate
    begins a new one.
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
    """Deliver everything.

    Raises:
        AccessTokenError: the token endpoint gives no token.
        WebhookGone: no answer; what was to come after it was not sent.
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
        except httpx.TransportError as error:
            sent = tally.acknowledged + tally.refused
            raise WebhookGone(
                f"{configuration.statements_url} gave no answer ({type(error).__name__}) after "
                f"{sent} statements; check the address and that the connector runs"
            ) from error
        tally.note(each, answer.status_code, _reason(answer, token))
    return tally


async def _send(
    body: bytes, configuration: LrsConfiguration, http: httpx.AsyncClient, tokens: AccessTokens
) -> tuple[httpx.Response, str]:
    token = await tokens.token(configuration, http)
    headers = {
        "authorization": f"Bearer {token}",
        "content-type": "application/json",
        "x-experience-api-version": XAPI_VERSION,
    }
    answer = await http.post(
        configuration.statements_url, content=body, headers=headers, follow_redirects=False
    )
    return answer, token


def _reason(answer: httpx.Response, token: str) -> str:
    """What a refusal says, in one line and without our token."""
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
