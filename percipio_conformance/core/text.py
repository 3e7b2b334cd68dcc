"""Numbers, lists and suggestions in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from percipio_conformance.core.printable import printable


def did_you_mean(word: str, known: Iterable[str], *, quoted: bool = False) -> str:
    """Returns `` Did you mean A, B or C?`` with a leading blank; empty without a similar name."""
    near = get_close_matches(word, list(known), n=3, cutoff=0.6)
    near = [f"'{each}'" for each in near] if quoted else near
    return f" Did you mean {join_or(near)}?" if near else ""


def is_misspelled(word: str, meant: str) -> bool:
    """Returns whether ``word`` differs from ``meant`` by few letters, by case, or by ``_``."""
    if word == meant:
        return False
    alike = word.casefold().replace("_", "-")
    return bool(get_close_matches(alike, [meant], cutoff=0.85))


def plural(number: int, noun: str) -> str:
    """``1 clause``, ``2 clauses``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def join_or(words: Iterable[str]) -> str:
    """``A``, ``A or B``, ``A, B or C``; of at least one word."""
    return _join(words, "or")


def join_and(words: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``; of at least one word."""
    return _join(words, "and")


def _join(words: Iterable[str], conjunction: str) -> str:
    *rest, last = map(printable, words)
    return f"{', '.join(rest)} {conjunction} {last}" if rest else last


def shortened_list(
    words: Sequence[str], most: int = 8, *, separator: str = ", ", before_rest: str = " and "
) -> str:
    """``A, B and 3 more``: the first ``most`` words and the number of the others."""
    shown = separator.join(words[:most])
    rest = len(words) - most
    return f"{shown}{before_rest}{rest} more" if rest > 0 else shown


def plain_text(html: str) -> str:
    """The text of a description: a connector may keep or drop this markup."""
    return html.replace("<p>", "").replace("</p>", "").strip()
