"""The vocabulary for the definition of faulty fakes.

A broken world is one of the two fakes with one fact of the real interface gone wrong. Nothing is
put back afterwards: every fault has a process of its own.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType
from typing import Any


@dataclass(frozen=True)
class WorldMutant:
    """One unfaithful world.

    ``fact`` is what the real interface does, in a sentence, and ``source`` where that is known
    from. ``noticed_by`` are the test files, without ``test_`` and ``.py``, each of which must turn
    red.
    """

    spoil: Callable[[], None]
    fact: str
    source: str
    noticed_by: frozenset[str]

    @property
    def name(self) -> str:
        return self.spoil.__name__

    @property
    def story(self) -> str:
        """The behavior of the faulty fake."""
        return (inspect.getdoc(self.spoil) or "").replace("\n", " ")


class WorldMutants(dict[str, WorldMutant]):
    """Faults by name; an instance decorates the functions that spoil a world."""

    def __call__(
        self, noticed_by: str, *, fact: str, source: str
    ) -> Callable[[Callable[[], None]], Callable[[], None]]:
        """Enter the decorated function.

        Raises:
            ValueError: another fault of this module has its name.
        """

        def enter(spoil: Callable[[], None]) -> Callable[[], None]:
            fault = WorldMutant(spoil, fact, source, frozenset(noticed_by.split()))
            if fault.name in self:
                raise ValueError(f"two broken worlds are called {fault.name}")
            self[fault.name] = fault
            return spoil

        return enter


def everywhere(original: object, substitute: object) -> None:
    """Put ``substitute`` wherever a module knows ``original`` by a name of its own.

    Raises:
        LookupError: no module does, so that the world would stay whole.
    """
    places = [
        (module, name)
        for module in list(sys.modules.values())
        if isinstance(getattr(module, "__dict__", None), dict)
        for name, value in list(vars(module).items())
        if value is original
    ]
    if not places:
        raise LookupError(f"no module has {original!r} among its names")
    for module, name in places:
        setattr(module, name, substitute)


def method(owner: type, name: str, make: Callable[[Any], Callable[..., Any]]) -> None:
    """Replace a method by what ``make`` makes of it.

    Raises:
        TypeError: the class has no method of that name itself.
    """
    original = vars(owner).get(name)
    if not isinstance(original, FunctionType):
        raise TypeError(f"{owner.__name__}.{name} is no method to replace")
    setattr(owner, name, make(original))


def look(owner: type, name: str, show: Callable[[Any], Any]) -> None:
    """Replace a property by ``show``.

    Raises:
        TypeError: the class has no property of that name itself.
    """
    if not isinstance(vars(owner).get(name), property):
        raise TypeError(f"{owner.__name__}.{name} is no property to replace")
    setattr(owner, name, property(show))


def constant(module: object, name: str, value: object) -> None:
    """Replace a constant that functions of its module read.

    Raises:
        AttributeError: the module has none of that name.
    """
    getattr(module, name)
    setattr(module, name, value)
