"""What a process needs to play scenarios: one event loop, one venue, one connector under test.

Everything is opened with the first scenario and closed with the run; each scenario gets a world
of its own in between.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from harness.journal import Journal
from harness.run import Asked
from harness.subject import InProcessReference, ReferenceProcess, Subject
from harness.venue import InProcess, Sockets, Venue
from harness.world import World

T = TypeVar("T")

DAWN = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)
"""When every world begins: a Monday noon in winter, hours away from any daily run."""


class UnknownSubject(LookupError):
    """The connector under test was named and cannot be found."""


def load_subject(name: str | None) -> Callable[[], Subject] | None:
    """The factory called ``module:callable``, or None when none is named.

    Raises:
        UnknownSubject: there is no such module, or nothing callable of that name in it.
    """
    if name is None:
        return None
    module, colon, attribute = name.partition(":")
    # As with ``python -m``: what lies in the folder one works in can be named.
    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    try:
        factory = getattr(import_module(module), attribute) if colon else None
    except (ImportError, AttributeError) as error:
        raise UnknownSubject(f"the connector {name!r} cannot be loaded: {error}") from error
    if not callable(factory):
        raise UnknownSubject(f"{name!r} is no factory; write it as module:callable")
    made: Callable[[], Subject] = factory
    return made


class Theatre:
    """Opens late, closes once."""

    def __init__(
        self,
        asked: Asked,
        subject: Callable[[], Subject] | None,
        catalogue: list[dict[str, Any]],
    ) -> None:
        self._asked = asked
        sockets = asked.transport == "sockets"
        self._make_venue: Callable[[], Venue] = Sockets if sockets else InProcess
        self._make_subject = subject or (ReferenceProcess if sockets else InProcessReference)
        self._runner: asyncio.Runner | None = None
        self._venue: Venue | None = None
        self._subject: Subject | None = None
        self._catalogue = catalogue
        self.description: dict[str, Any] | None = None
        """What the connector says of itself, once it was asked."""

    @contextmanager
    def world(self, scenario: str, journal: Journal | None = None) -> Iterator[World]:
        """A new world for ``scenario``; its draws depend on the seed and the scenario alone.

        What is said in it goes into ``journal``, from the first word on.
        """
        venue, subject = self._open()
        world = World(
            run=self._do,
            venue=venue,
            subject=subject,
            profile=self._asked.profile,
            start=DAWN,
            seed=_mix(self._asked.seed, scenario),
            catalogue=self._catalogue,
            journal=journal,
        )
        with world.clock.frozen():
            world.open()
            self.description = world.description
            try:
                yield world
            finally:
                world.close()

    def close(self) -> None:
        if self._runner is None:
            return
        if self._subject is not None:
            self._do(self._subject.close())
        if self._venue is not None:
            self._do(self._venue.close())
        self._runner.close()
        self._runner = None

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        assert self._runner is not None
        return self._runner.run(work)

    def _open(self) -> tuple[Venue, Subject]:
        if self._runner is None:
            self._runner = asyncio.Runner()
            self._venue = self._make_venue()
            self._do(self._venue.open())
            self._subject = self._make_subject()
        assert self._venue is not None
        assert self._subject is not None
        return self._venue, self._subject


def _mix(seed: int, scenario: str) -> int:
    digest = hashlib.blake2b(f"{seed}:{scenario}".encode(), digest_size=4).digest()
    return int.from_bytes(digest)
