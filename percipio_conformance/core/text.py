"""Text for error messages: suggestions and lists."""

from __future__ import annotations

from collections.abc import Iterable
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


def join_or(words: Iterable[str]) -> str:
    """Returns ``A``, ``A or B``, ``A, B or C``."""
    *rest, last = map(printable, words)
    return f"{', '.join(rest)} or {last}" if rest else last
