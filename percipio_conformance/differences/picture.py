"""A picture: what people see at one moment, in words that two equal worlds have in common.

Ids and secrets that a platform or a connector draws never appear in it: courses are named by their
item in Percipio, people and groups by their names, and addresses without the hosts of the world.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias


class Place(NamedTuple):
    """Where people see something: the kind of property, and which one, such as a language."""

    kind: str
    which: str = ""


Facts: TypeAlias = Mapping[Place, str]
"""What people see of one subject, as text."""

Picture: TypeAlias = Mapping[str, Facts]
"""The facts about each subject: ``course "Intro"``, ``homepage of Ada``."""
