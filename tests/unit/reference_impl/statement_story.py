"""How the tests of statements begin: the courses are there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

SIX = datetime(2026, 1, 13, 5, tzinfo=UTC)
COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"
Make = Callable[..., dict[str, Any]]


async def ready(world: Any, item: Make, *numbers: int) -> None:
    """The daily run has brought these courses."""
    world.percipio.items = [item(number) for number in numbers or (1,)]
    await world.activate()
    await world.advance_to(SIX + timedelta(hours=5))
