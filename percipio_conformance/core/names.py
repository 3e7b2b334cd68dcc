"""Look-up of the names that features use; the message about an unknown name lists the known ones.

Every look-up of text from a feature uses this module, so a misspelled name is never reported as a
fault of the suite or of the connector.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.core.text import did_you_mean, shortened_list

Value = TypeVar("Value")

SHOWN_NAMES = 12
_LARGEST = 20_000
"""A larger number takes hours, or exceeds the calendar."""


class Names(dict[str, Value]):
    """A dictionary by name; an unknown name raises FeatureMistake.

    Args:
        what: the kind of the values: ``group``, ``learner of Percipio``.
        lacking: the beginning of the message about an unknown name, in place of
            ``there is no <what>``.
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
    """Returns ``there is no group 'Sale'; known are Acme, Sales. Did you mean 'Sales'?``."""
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
    """Returns a converter that looks a word up in ``known``; it raises FeatureMistake."""
    return Names(what, known).__getitem__


def whole_number(text: str) -> int:
    """Parses a number of things or days in a step, 1 to 20,000.

    Raises:
        FeatureMistake: the number is out of this range.
    """
    number = any_number(text)
    if number == 0:
        raise FeatureMistake("the number 0 has no effect here; write a number from 1")
    return number


def any_number(text: str) -> int:
    """Parses a number like :func:`whole_number`, and accepts 0."""
    if len(text) > len(str(_LARGEST)) or int(text) > _LARGEST:
        raise FeatureMistake(f"{text[:20]} is too large; write a number up to {_LARGEST:,}")
    return int(text)


def percentage(text: str) -> int:
    """Parses a number from 0 to 100.

    Raises:
        FeatureMistake: the number is larger.
    """
    number = any_number(text)
    if number > 100:
        raise FeatureMistake(f"{number} % is more than 100 %; write a number from 0 to 100")
    return number
