"""Leaves its capabilities out of every second answer: two versions behind one load balancer."""

from __future__ import annotations

import itertools

import orjson
from stage import play_changed

COUNT = itertools.count()


def changed(body: bytes) -> bytes:
    dropped = {} if next(COUNT) % 2 else {"capabilities": []}
    return orjson.dumps(orjson.loads(body) | dropped)


play_changed("GET describe", changed)
