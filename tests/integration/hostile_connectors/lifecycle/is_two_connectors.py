"""One of two processes has another version, as during a rollout."""

from __future__ import annotations

import os
from pathlib import Path

import orjson
from stage import play_changed


def is_first() -> bool:
    try:
        Path(os.environ["FIRST"]).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


VERSION = {} if is_first() else {"version": "2.0.0-rc1"}


def changed(body: bytes) -> bytes:
    return orjson.dumps(orjson.loads(body) | VERSION)


play_changed("GET describe", changed)
