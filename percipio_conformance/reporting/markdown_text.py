"""Escapes text from outside for a Markdown file, for GitHub and GitLab."""

from __future__ import annotations

import re

from percipio_conformance.core.printable import printable, printable_lines

# All characters that begin markup in GitHub Flavored Markdown.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&@^-])")
# Text that GitHub and GitLab convert to a link or a notification even if it is escaped: an
# address, `@user`, `#12`, `!12`, `GH-12`, `owner/name@commit`, the hash of a commit.
_LINKED = re.compile(
    r"://|\bwww\.|\bmailto:|\bxmpp:|@\w|[\w.+-]@|[#!$%&~]\w|\bGH-\d|\b[0-9a-f]{7,40}\b|:\w+:",
    re.IGNORECASE,
)


def plain(text: str | None) -> str:
    """Escapes ``text`` on one line; words that a host would convert to links become code."""
    words = printable_lines(text or "").split()
    return " ".join(_linked(each) if _LINKED.search(each) else _escaped(each) for each in words)


def _linked(word: str) -> str:
    """Formats a word as code, and the punctuation after it as text."""
    bare = word.rstrip("?.,;:!)")
    return code(bare) + _escaped(word[len(bare) :])


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def code(text: str) -> str:
    """Formats ``text`` as inline code; nothing in it is interpreted as markup."""
    shown = printable(text)
    if not shown:
        return ""
    fence = "`" * (_longest_run(shown) + 1)
    pad = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def code_block(text: str, language: str = "", *, margin: str = "") -> list[str]:
    """Returns the lines of a code block with ``text``, which must be printable already."""
    fence = "`" * max(3, _longest_run(text) + 1)
    lines = (f"{fence}{language}", *text.split("\n"), fence)
    return [f"{margin}{line}" for line in lines]


def _longest_run(text: str) -> int:
    return max((len(each) for each in re.findall("`+", text)), default=0)
