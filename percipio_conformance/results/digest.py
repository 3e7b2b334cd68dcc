"""The digest of a run: equal for two runs whose events are equal except for their times.

It is calculated from JSON values, not from classes, so that a later version with more fields
calculates the same digest for an older file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from percipio_conformance.core.events import Event, RunFinished, encode


def without_times(value: Any) -> Any:
    """Removes all keys that end in ``_s`` or ``_at`` from a JSON value; a seed decides the rest."""
    match value:
        case dict():
            return {
                key: without_times(held)
                for key, held in value.items()
                if not key.endswith(("_s", "_at"))
            }
        case list():
            return [without_times(each) for each in value]
        case _:
            return value


def digest_of(lines: Iterable[Mapping[str, Any]]) -> str:
    """Returns the SHA-256, in hexadecimal, of the events of a run as JSON values, in any order.

    Times, and a digest in the last event, are ignored.
    """
    canonical = sorted(
        json.dumps(
            {key: held for key, held in without_times(dict(each)).items() if key != "digest"},
            sort_keys=True,
            ensure_ascii=False,
        )
        for each in lines
    )
    # The lines of a long run have many megabytes, so they are not joined first.
    digest = hashlib.sha256()
    for number, line in enumerate(canonical):
        digest.update(f"\n{line}".encode() if number else line.encode())
    return digest.hexdigest()


def with_digest(events: Iterable[Event]) -> list[Event]:
    """Returns the events of a run, with their digest in RunFinished."""
    listed = list(events)
    digest = digest_of(json.loads(encode(each)) for each in listed)
    return [
        msgspec.structs.replace(each, digest=digest) if isinstance(each, RunFinished) else each
        for each in listed
    ]
