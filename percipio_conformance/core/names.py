"""Names that features use: the message about a wrong one lists those that there are.

Every look-up by a word of a feature goes through these, so that a mistyped name is never taken for
a fault of ours or of the connector.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.core.text import did_you_mean, shortened_list

Value = TypeVar("Value")

SHOWN_NAMES = 12
_LARGEST = 20_000
"""More of anything takes hours, or leaves the calendar."""


class Names(dict[str, Value]):
    """Things by name.

    Args:
        what: what they are: ``group``, ``learner of Percipio``.
        lacking: begins the message about an unknown name where ``there is no <what>`` is not it.
    """

    def __init__(
        self, what: str, things: dict[str, Value] | None = None, *, lacking: str | None = None
    ) -> None:
        super().__init__(things or {})
        self.what = what
        self._lacking = lacking

    def __missing__(self, name: str) -> NoReturn:
        raise FeatureMistake(unknown(self.what, name, self, lacking=self._lacking))


def unknown(what: str, name: str, known: Any, *, lacking: str | None = None) -> str:
    """``there is no group 'Sale'; known are Acme, Sales. Did you mean 'Sales'?``"""
    names = [str(each) for each in known]
    lead = lacking or f"there is no {what}"
    if not names:
        none = "no step of this scenario has made one"
        return f"{lead} {name!r}" + ("; write such a step before it" if lacking else f": {none}")
    return f"{lead} {name!r}; {known_are(names)}.{did_you_mean(name, names, quoted=True)}"


def known_are(names: Sequence[str]) -> str:
    """``known are Acme, Sales``, or ``known is Acme``."""
    return f"known {'is' if len(names) == 1 else 'are'} {shortened_list(names, SHOWN_NAMES)}"


def one_of(what: str, known: dict[str, Value]) -> Callable[[str], Value]:
    """Reads one of the known words."""
    return Names(what, known).__getitem__


def whole_number(text: str) -> int:
    """A number of things or days in a step, from 1.

    Raises:
        FeatureMistake: it is 0, or larger than any story needs.
    """
    number = any_number(text)
    if number == 0:
        raise FeatureMistake("0 of them say nothing; write a number from 1")
    return number


def any_number(text: str) -> int:
    """As :func:`whole_number`, where 0 says something."""
    if len(text) > len(str(_LARGEST)) or int(text) > _LARGEST:
        raise FeatureMistake(f"{text[:20]} is too large; write a number up to {_LARGEST:,}")
    return int(text)


def percentage(text: str) -> int:
    """A number from 0 to 100."""
    number = any_number(text)
    if number > 100:
        raise FeatureMistake(f"{number} % is more than everything; write 0 to 100")
    return number
