"""A fingerprint of a run: the same for two runs that tell the same story, whenever they ran.

It is taken of JSON values, not of our classes, so that a later version with more fields still
recognizes an older file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from percipio_conformance.core.events import Event, RunFinished, encode


def without_times(value: Any) -> Any:
    """A JSON value without every key that ends in ``_s`` or ``_at``: what a seed decides."""
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
    """The SHA-256, in hexadecimal, of the events of a run as JSON values, in whatever order.

    Times do not count, nor does the digest that the last event may already carry.
    """
    told = sorted(
        json.dumps(
            {key: held for key, held in without_times(dict(each)).items() if key != "digest"},
            sort_keys=True,
            ensure_ascii=False,
        )
        for each in lines
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def with_digest(events: Iterable[Event]) -> list[Event]:
    """The events of a run, its end carrying their digest."""
    listed = list(events)
    digest = digest_of(json.loads(encode(each)) for each in listed)
    return [
        msgspec.structs.replace(each, digest=digest) if isinstance(each, RunFinished) else each
        for each in listed
    ]
