"""The parts of a phrase that several step definitions share, as regular expressions.

A name or title of a feature's own stands in quotes, a learner's or administrator's name does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from percipio_conformance.world.languages import LANGUAGES
from percipio_conformance.world.percipio.catalog import KINDS

LEARNER = r"(?P<learner>[A-Z]\w+)"
TITLE = r'"(?P<title>[^"]+)"'
TITLES = r'(?P<titles>"[^"]+"(?:(?:, | and )"[^"]+")*)'
"""Titles in a list: ``"Six Sigma Basics" and "House Rules"``."""
GROUP = r'"(?P<group>[^"]+)"'
PATH = r'"(?P<path>[^"]+)"'


def choice(name: str, words: Iterable[str]) -> str:
    """One of the words, as the argument ``name``."""
    return rf"(?P<{name}>{'|'.join(map(_escape, words))})"


def split_list(names: str) -> list[str]:
    """The names of a list such as ``Quality, Data``; of ``Sales, Marketing; Data`` two of them."""
    between = ";" if ";" in names else ","
    return [each.strip() for each in names.split(between) if each.strip()]


def _escape(word: str) -> str:
    """The word with its brackets escaped: nothing else in the words of the steps means more."""
    return re.sub(r"[()]", r"\\\g<0>", word)


KIND = choice("kind", KINDS)
"""A kind of content that Percipio offers."""
LANGUAGE = choice("language", LANGUAGES)
_ONE_LANGUAGE = "|".join(LANGUAGES)
LANGUAGE_LIST = rf"(?P<languages>(?:{_ONE_LANGUAGE})(?:(?:, | and )(?:{_ONE_LANGUAGE}))*)"
