"""Its description is right in shape and far too large; ``WAY`` says where."""

from __future__ import annotations

import os

import orjson
from stage import play_changed

WAYS = {
    "many capabilities": {"capabilities": [f"c{number}" for number in range(100_000)]},
    "the same capability": {"capabilities": ["courses"] * 100_000},
    "a long name": {"name": "n" * 1_000_000},
    "a long version": {"version": "v" * 40_000},
}


def changed(body: bytes) -> bytes:
    return orjson.dumps(orjson.loads(body) | WAYS[os.environ["WAY"]])


play_changed("GET describe", changed)
