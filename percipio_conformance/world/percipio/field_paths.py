"""Fields of a message by path: ``localizedMetadata.0.description``."""

from __future__ import annotations

from typing import Any

from percipio_conformance.core.outcomes import FeatureMistake

NO_FIELD = object()
"""Instead of a value: the message does not have the field."""


def remove_field(message: dict[str, Any], path: str) -> None:
    """Remove the field at a dotted path.

    Raises:
        FeatureMistake: there is no such field.
    """
    *parents, last = path.split(".")
    parent = message
    try:
        for name in parents:
            parent = parent[name]
        del parent[last]
    except (KeyError, TypeError):
        raise FeatureMistake(
            f"there is no {path} to leave out; there is {', '.join(message)}"
        ) from None


def set_field(message: dict[str, Any], path: str, value: object, *, within: bool = False) -> None:
    """Set the field at a dotted path with list positions as numbers, or remove it.

    Args:
        within: whether the objects on the way to the field are created where they are missing.

    Raises:
        FeatureMistake: there is nothing on the way to the field.
    """
    *way, last = path.split(".")
    place: Any = message
    try:
        for step in way:
            if within and isinstance(place, dict):
                place.setdefault(step, {})
            place = place[int(step)] if isinstance(place, list) else place[step]
    except (LookupError, ValueError, TypeError):
        place = None
    if not isinstance(place, dict):
        raise FeatureMistake(
            f"there is nothing at {path!r}; write a path such as 'duration',"
            " 'lifecycle.publishDate' or 'localizedMetadata.0.description'"
        )
    if value is NO_FIELD:
        place.pop(last, None)
    else:
        place[last] = value
