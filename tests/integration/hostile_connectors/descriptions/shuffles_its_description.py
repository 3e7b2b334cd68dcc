"""Lists its capabilities in another order each time: they come out of a set."""

from __future__ import annotations

import itertools

import orjson
from stage import play_changed

COUNT = itertools.count()


def changed(body: bytes) -> bytes:
    said = orjson.loads(body)
    turned = next(COUNT) % len(said["capabilities"])
    said["capabilities"] = said["capabilities"][turned:] + said["capabilities"][:turned]
    if turned % 2:
        said["restart_between_scenarios"] = False
    return orjson.dumps(said)


play_changed("GET describe", changed)
