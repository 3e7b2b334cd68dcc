"""Judge the three parameters by Percipio's answer (C094, C095). Pure.

=========================================  ====================================================
answer                                     verdict
=========================================  ====================================================
200 with a JSON array, 204                 valid
401, the token names another organization  organization_id
401                                        bearer_token
400, 403, 404 with a Percipio error        organization_id
429, 5xx, not JSON, no answer              doubt: retry, and finally refuse tenant_url
anything else                              tenant_url: this is not Percipio
=========================================  ====================================================

Percipio answers 401 for a foreign organization as well as for a wrong token. Its service tokens
are JWTs that name their organization, so a readable token decides which parameter is wrong.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from reference_impl.rules.config import PercipioConfig

ParameterName = Literal["organization_id", "bearer_token", "tenant_url"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """The setup is refused because of one parameter."""

    parameter: ParameterName
    message: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """No verdict yet: a retry may get another answer."""

    message: str


def judge(status: int, body: bytes, parameters: PercipioConfig) -> Refusal | Doubt | None:
    """Judge an answer; None if the parameters are valid."""
    if status == 204:
        return None
    if status == 200:
        return _judge_content(body)
    if status == 401:
        return _judge_unauthorized(parameters)
    if status in (400, 403, 404) and _is_percipio_error(body):
        return Refusal(
            "organization_id",
            f"Percipio knows no catalog for this organization ID (it answered {status}). "
            "Check the organization ID with your Skillsoft representative.",
        )
    if status == 429 or status >= 500:
        return Doubt(f"it answered {status}")
    return Refusal(
        "tenant_url",
        f"The tenant instance URL does not lead to a Percipio catalog (it answered {status}). "
        "Check the URL, for example https://api.percipio.com.",
    )


def unreachable(reason: str) -> Refusal:
    """The verdict after too many answers without a verdict."""
    return Refusal(
        "tenant_url",
        f"No Percipio catalog could be reached at the tenant instance URL: {reason}. "
        "Check the URL, then click Setup integration again.",
    )


def _judge_content(body: bytes) -> Refusal | Doubt | None:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        return Doubt("it answered 200 with something that is not JSON")
    if isinstance(content, list):
        return None
    return Refusal(
        "tenant_url",
        "The tenant instance URL does not lead to a Percipio catalog (its answer is not a list "
        "of items). Check the URL, for example https://api.percipio.com.",
    )


def _judge_unauthorized(parameters: PercipioConfig) -> Refusal:
    named = _organization_of(parameters.bearer_token)
    if named is not None and named.lower() != parameters.organization_id.strip().lower():
        return Refusal(
            "organization_id",
            "Percipio refused the bearer token for this organization ID, and the token names "
            "another organization. Check that both are of the same organization.",
        )
    return Refusal(
        "bearer_token",
        "Percipio refused the bearer token. Ask your Skillsoft representative for a valid one.",
    )


def _organization_of(token: str) -> str | None:
    named = _claims(token).get("organizationId")
    return named if isinstance(named, str) else None


def _claims(token: str) -> dict[str, Any]:
    """The claims of a JSON Web Token, whose signature only its issuer can check.

    Empty for an opaque token.
    """
    try:
        _header, claims_part, _signature = token.split(".")
        padding = "=" * (-len(claims_part) % 4)
        claims = orjson.loads(base64.urlsafe_b64decode(claims_part + padding))
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}


def _is_percipio_error(body: bytes) -> bool:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        return False
    return isinstance(content, dict) and isinstance(content.get("errors"), list)
