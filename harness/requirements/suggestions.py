"""Words for error messages that offer what the reader may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from harness.printable import printable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` Did you mean A, B or C?``, with the blank before it; empty when nothing is near."""
    near = get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f" Did you mean {either(near)}?" if near else ""


def either(words: Iterable[str]) -> str:
    """``A``, ``A or B``, ``A, B or C``."""
    *rest, last = map(printable, words)
    return f"{', '.join(rest)} or {last}" if rest else last
