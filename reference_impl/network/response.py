"""Free the memory of a response as soon as it is no longer used."""

from __future__ import annotations

import httpx


def detached(response: httpx.Response) -> httpx.Response:
    """Separate a response, which has been read, from its stream, and return it.

    httpx lets the response and its stream refer to each other. Both bodies, several megabytes of a
    catalog, would stay in memory until the garbage collector finds them.
    """
    response.stream = httpx.ByteStream(b"")
    return response
