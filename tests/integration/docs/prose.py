"""The sentences of a Markdown document, without its code."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?\w+[^>]*>")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})?")
_CODE = re.compile(r"``?[^`]+``?")
_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.) +")
_END = re.compile(r"(?<=[.!?])[\"')*]*\s+(?=[\"'(*]*[A-Z0-9◇·])")
_WORD = re.compile(r"[A-Za-z][\w'-]*")

FEWEST_WORDS = 4
"""A cell of a table with fewer words is a label, not a sentence."""


def plain(text: str) -> str:
    """The text without fenced blocks, comments and markup; inline code becomes the word Code."""
    for pattern in (_FENCED, _COMMENT, _TAG):
        text = pattern.sub("", text)
    return _LINK.sub(r"\1", _CODE.sub("Code", text)).replace("**", "")


def sentences(text: str) -> list[str]:
    """The sentences of paragraphs, list items, headings and cells, in the order of the document."""
    return [
        sentence.strip()
        for block in _blocks(plain(text))
        for sentence in _END.split(block)
        if _WORD.search(sentence)
    ]


def first_word(sentence: str) -> str:
    """The word that opens a sentence; an empty string if it has none."""
    found = re.search(r"\w[\w'-]*", sentence)
    return found[0] if found else ""


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, list items, headings and long cells, each in one line."""
    pending: list[str] = []
    for line in [*text.splitlines(), ""]:
        starts = line.startswith(("#", "|")) or _ITEM.match(line)
        if pending and (starts or not line.strip()):
            yield " ".join(pending)
            pending = []
        if line.startswith("#"):
            yield line.lstrip("# ")
        elif line.startswith("|"):
            yield from (cell for cell in line.split("|") if _is_sentence(cell))
        elif line.strip():
            pending.append(_ITEM.sub("", line).strip())


def _is_sentence(cell: str) -> bool:
    return len(_WORD.findall(cell)) >= FEWEST_WORDS
