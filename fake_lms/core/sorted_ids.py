"""Ids in ascending order, in pieces so short that an insertion moves few of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from itertools import chain, islice

PIECE = 512
"""The length of a piece that is filled at its end; one that grows elsewhere is halved at twice
that."""


class SortedIds:
    """A set of ids that can be read onwards from any id.

    Args:
        ids: the first ones, in any order, each once.
    """

    __slots__ = ("_lasts", "_pieces", "_size")

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._pieces: list[list[str]] = []
        self._lasts: list[str] = []
        """The last id of each piece."""
        self._size = 0
        for each in sorted(ids):
            self.add(each)

    def __len__(self) -> int:
        return self._size

    def add(self, key: str) -> None:
        """Add an id that is not there yet; new ids as a rule belong to the end."""
        self._size += 1
        if not self._lasts or key > self._lasts[-1]:
            if self._lasts and len(self._pieces[-1]) < PIECE:
                self._pieces[-1].append(key)
                self._lasts[-1] = key
            else:
                self._pieces.append([key])
                self._lasts.append(key)
            return
        place = bisect_left(self._lasts, key)
        piece = self._pieces[place]
        insort(piece, key)
        if len(piece) > 2 * PIECE:
            self._pieces[place : place + 1] = [piece[:PIECE], piece[PIECE:]]
            self._lasts.insert(place, piece[PIECE - 1])

    def remove(self, key: str) -> None:
        """Remove an id that is there."""
        self._size -= 1
        place = bisect_left(self._lasts, key)
        piece = self._pieces[place]
        del piece[bisect_left(piece, key)]
        if piece:
            self._lasts[place] = piece[-1]
        else:
            del self._pieces[place], self._lasts[place]

    def after(self, key: str | None, *, inclusive: bool = False) -> Iterator[str]:
        """The ids that are greater than ``key``, ``key`` itself too if ``inclusive``; or all."""
        if key is None:
            return chain.from_iterable(self._pieces)
        bisect = bisect_left if inclusive else bisect_right
        place = bisect(self._lasts, key)
        if place == len(self._lasts):
            return iter(())
        piece = self._pieces[place]
        return chain(
            islice(piece, bisect(piece, key), None),
            chain.from_iterable(islice(self._pieces, place + 1, None)),
        )
