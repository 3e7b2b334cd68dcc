"""The parts of a phrase that several step definitions share, as regular expressions.

Names and titles that a feature chooses are in quotes; names of learners and administrators are not.
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
    """One of ``words``, as the argument ``name``."""
    return rf"(?P<{name}>{'|'.join(map(_escape, words))})"


def split_list(names: str) -> list[str]:
    """The names in a list such as ``Quality, Data``; ``Sales, Marketing; Data`` has two names."""
    between = ";" if ";" in names else ","
    return [each.strip() for each in names.split(between) if each.strip()]


def _escape(word: str) -> str:
    """The text with its brackets escaped: the choices hold no other special characters."""
    return re.sub(r"[()]", r"\\\g<0>", word)


KIND = choice("kind", KINDS)
"""A kind of content that Percipio offers."""
LANGUAGE = choice("language", LANGUAGES)
_ONE_LANGUAGE = "|".join(LANGUAGES)
LANGUAGE_LIST = rf"(?P<languages>(?:{_ONE_LANGUAGE})(?:(?:, | and )(?:{_ONE_LANGUAGE}))*)"
