"""Visibility in a tree of groups: the rule A-PUBLIC, as functions of values.

A catalog is visible in public subgroups down to the first private one, which is excluded (C034,
C082, C083). Libraries are not inherited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fake_lms.people.groups import Group


def sources(group: Group, parent_of: Callable[[Group], Group | None]) -> Iterator[Group]:
    """The groups whose catalog a member of ``group`` sees, nearest first."""
    yield group
    while group.public and (parent := parent_of(group)) is not None:
        yield parent
        group = parent


def public_subtree(group: Group, children_of: Callable[[Group], Iterable[Group]]) -> list[Group]:
    """``group`` and its public subgroups down to the first private one, which is left out."""
    found = [group]
    for each in found:
        found += [child for child in children_of(each) if child.public]
    return found
