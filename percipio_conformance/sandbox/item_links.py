"""Rewrite the links of items so that they lead to the simulated Percipio."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from fake_percipio.core.ids import share_code

# fake_percipio.pages.launch_page serves every item there, by the last part of its link.
_SERVED = re.compile(r"/cd/[^/]+")


def rewrite_links(base: str, items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The items, with every link at ``base``; a path that Percipio does not serve is replaced."""
    for each in items:
        link = each.get("link")
        if link:
            path = urlsplit(link).path
            if not _SERVED.fullmatch(path):
                path = f"/cd/{share_code(each['id'])}"
            yield each | {"link": base.rstrip("/") + path}
        else:
            yield each
