"""Finds the user's feature files, and the files beside them that are not executed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIX = ".feature"

NOT_EXECUTED = ("conftest.py", "__init__.py", "pytest.ini")
"""Files that pytest would read beside a test: code and settings, which a feature does not use."""

_LEFT_OUT = frozenset({"node_modules", "__pycache__"})


def find_features(places: Iterable[Path]) -> list[Path]:
    """The feature files among and below ``places``, each once, in the order of their names.

    Links are followed, a folder that is reached twice is read once. Hidden folders, virtual
    environments and ``node_modules`` are left out unless they are named.
    """
    found: dict[str, Path] = {}
    visited: set[str] = set()
    for place in places:
        paths = _below(place, visited) if place.is_dir() else [place]
        for path in paths:
            found.setdefault(os.path.realpath(path), path)
    return list(found.values())


def distinct(places: Iterable[Path]) -> list[Path]:
    """The places without those whose features are all found in others, in the same order."""
    listed = list(dict.fromkeys(places))
    found: set[str] = set()
    kept = set()
    # Folders first, and outer ones before inner ones.
    for place in sorted(listed, key=lambda each: (not each.is_dir(), len(each.absolute().parts))):
        features = set(map(os.path.realpath, find_features([place])))
        if not features <= found:
            kept.add(place)
            found |= features
    return [each for each in listed if each in kept]


def not_executed(features: Iterable[Path], places: Iterable[Path]) -> list[Path]:
    """Files beside the features, up to the places that were named, which pytest would take."""
    folders: dict[Path, None] = {}
    for place in places:
        if place.is_dir():
            folders[place] = None
        for path in features:
            if place.is_dir() and path.is_relative_to(place):
                within = path.parent.relative_to(place).parts
                for depth in range(len(within)):
                    folders[place.joinpath(*within[: depth + 1])] = None
            elif path == place:
                folders[path.parent] = None
    return [
        folder / name for folder in folders for name in NOT_EXECUTED if (folder / name).is_file()
    ]


def _below(folder: Path, visited: set[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in visited:
        return
    visited.add(real)
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        # A folder that cannot be listed has no features that could be named.
        entries = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if entry.name not in _LEFT_OUT and not (entry / "pyvenv.cfg").exists():
                yield from _below(entry, visited)
        elif entry.name.endswith(SUFFIX):
            yield entry
