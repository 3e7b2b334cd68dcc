"""Lists page by page: a bare array, and ``Link: <URL>; rel="next"`` while there is more.

The URL has one parameter, ``next``: an encoded token with the next position and the query of the
first request (360Learning, pagination guide). Paging backward is not possible.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from fake_lms.api.answers import json_answer
from fake_lms.core.errors import RefusedError

T = TypeVar("T")


class Query(msgspec.Struct, frozen=True):
    """The query of the first request, and the key of the last item already served."""

    parameters: list[tuple[str, str]]
    after: str | None = None

    def parameter(self, name: str) -> str | None:
        return dict(self.parameters).get(name)

    def rest(self, items: Iterable[T], key: Callable[[T], str]) -> Iterator[T]:
        """Items, sorted by ``key``, after the last one already served."""
        after = self.after
        return iter(items) if after is None else (each for each in items if key(each) > after)


def read_query(request: Request) -> Query:
    """The query of a list request, taken from the ``next`` token where there is one.

    Raises:
        RefusedError: ``invalidPage`` for an unknown token.
    """
    token = request.query_params.get("next")
    if token is None:
        return Query(request.query_params.multi_items())
    try:
        padded = token + "=" * (-len(token) % 4)
        return msgspec.json.decode(base64.urlsafe_b64decode(padded), type=Query)
    except (binascii.Error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RefusedError(
            "invalidPage", "The next parameter was changed; use the URL of the Link header as it is"
        ) from error


def page(
    request: Request,
    query: Query,
    items: Iterable[T],
    *,
    size: int,
    key: Callable[[T], str],
    document: Callable[[T], Any],
) -> Response:
    """One page of ``items``, which begin after ``query.after``; ``key`` gives a position."""
    found = list(islice(items, size + 1))
    headers = {}
    if len(found) > size:
        found.pop()
        place = msgspec.structs.replace(query, after=key(found[-1]))
        token = base64.urlsafe_b64encode(msgspec.json.encode(place)).rstrip(b"=").decode()
        base = f"{request.url.scheme}://{request.url.netloc}{quote(request.url.path)}"
        headers["Link"] = f'<{base}?next={token}>; rel="next"'
    return json_answer([document(each) for each in found], headers=headers)
