"""One request to Percipio's catalog."""

from __future__ import annotations

from urllib.parse import quote

import httpx

from reference_impl.rules.config import PercipioConfig

# The body may take as long as the caller's own clock allows; a connection may not.
_TIMEOUT = httpx.Timeout(30.0, read=None)


async def request_page(
    http: httpx.AsyncClient,
    parameters: PercipioConfig,
    *,
    max_items: int,
    offset: int = 0,
    request_id: str | None = None,
) -> httpx.Response:
    """GET ``catalog-content`` at the tenant URL, for the organization, with the bearer token.

    Raises:
        httpx.RequestError: no whole answer came.
        httpx.InvalidURL: the tenant URL is none.
    """
    query: dict[str, str | int] = {"max": max_items}
    if offset:
        query["offset"] = offset
    if request_id:
        # Without a value the parameter would spoil paging, so it is sent with one or not at all.
        query["pagingRequestId"] = request_id
    organization = quote(parameters.organization_id, safe="")
    return await http.get(
        f"{parameters.tenant_url.rstrip('/')}/content-discovery/v2/organizations/{organization}"
        "/catalog-content",
        params=query,
        headers={"authorization": f"Bearer {parameters.bearer_token}"},
        timeout=_TIMEOUT,
        follow_redirects=False,
    )
