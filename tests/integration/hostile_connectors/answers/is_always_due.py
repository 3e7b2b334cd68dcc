"""Something is always due a microsecond later: a scheduler that polls itself."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

import orjson
from stage import play_changed

AHEAD = timedelta(microseconds=int(os.environ["AHEAD"]))


def changed(body: bytes) -> bytes:
    said = orjson.loads(body)
    due = datetime.fromisoformat(said["now"]) + AHEAD
    return orjson.dumps(said | {"next_due": due.isoformat().replace("+00:00", "Z")})


play_changed("GET clock", changed)
