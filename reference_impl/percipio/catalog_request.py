"""One request to Percipio's catalog."""

from __future__ import annotations

from urllib.parse import quote

import httpx

from reference_impl.network.response import detached
from reference_impl.rules.config import PercipioConfig

# The caller's clock limits the time for the body; a connection has its own limit.
_TIMEOUT = httpx.Timeout(30.0, read=None)


async def request_page(
    http: httpx.AsyncClient,
    parameters: PercipioConfig,
    *,
    max_items: int,
    offset: int = 0,
    request_id: str | None = None,
) -> httpx.Response:
    """Get ``catalog-content`` at the tenant URL, for the organization, with the bearer token.

    Raises:
        httpx.RequestError: no complete answer arrived.
        httpx.InvalidURL: the tenant URL is no valid URL.
    """
    query: dict[str, str | int] = {"max": max_items}
    if offset:
        query["offset"] = offset
    if request_id:
        # An empty parameter would break paging, so it is sent with a value or not at all.
        query["pagingRequestId"] = request_id
    organization = quote(parameters.organization_id, safe="")
    response = await http.get(
        f"{parameters.tenant_url.rstrip('/')}/content-discovery/v2/organizations/{organization}"
        "/catalog-content",
        params=query,
        headers={"authorization": f"Bearer {parameters.bearer_token}"},
        timeout=_TIMEOUT,
        follow_redirects=False,
    )
    return detached(response)
