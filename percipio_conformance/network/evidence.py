"""Describe exchanges of the traffic log for a report, shortened and redacted."""

from __future__ import annotations

from percipio_conformance.core.events import Exchange, ExchangeSide
from percipio_conformance.core.redaction import (
    cut,
    redact_body,
    redact_headers,
    redact_text,
    redact_url,
)
from percipio_conformance.network import traffic_log

DIRECTIONS: dict[ExchangeSide, str] = {
    "percipio": "the connector asks Percipio",
    "lms": "the connector asks 360Learning",
    "connector": "Percipio asks the connector",
    "control": "the harness asks the connector",
}
"""The side of an exchange is the one that receives the request; ``control`` is our own protocol."""

_TELLING_HEADERS = frozenset(
    {"authorization", "content-type", "360-api-version", "x-experience-api-version"}
)
"""The headers that requirements depend on; a report omits the others."""


SHOWN_PATH, SHOWN_METHOD = 2_000, 40
"""Characters of a path or header, and of a method, that a report shows."""


def exchange_event(exchange: traffic_log.Exchange) -> Exchange:
    """An ``exchange`` of the traffic log as evidence."""
    headers = redact_headers(exchange.request_headers)
    logged_send = {name: headers[name] for name in sorted(_TELLING_HEADERS & headers.keys())}
    request = "".join(f"{name}: {cut(value, SHOWN_PATH)}\n" for name, value in logged_send.items())
    if exchange.request:
        request += f"\n{redact_body(exchange.request)}"
    response = redact_body(exchange.response) if exchange.response else None
    if exchange.error is not None:
        response = "\n".join(filter(None, [response, redact_text(exchange.error)]))
    return Exchange(
        step=exchange.step,
        side=exchange.side,
        direction=DIRECTIONS[exchange.side],
        method=cut(exchange.method, SHOWN_METHOD),
        path=cut(redact_url(exchange.path), SHOWN_PATH),
        status=exchange.status,
        request=request.strip() or None,
        response=response,
    )
