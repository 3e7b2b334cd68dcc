"""The encoding of feature files, and the names of the rows in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

ENCODING = "utf-8-sig"
"""UTF-8, with or without the mark that some editors put in front of it."""


def example_texts(rows: Sequence[Sequence[str]]) -> list[str]:
    """Names of an outline's rows in reports; two different rows never share a name.

    Values are joined by commas; where two rows would read the same by that, by bars.
    """
    joined = [", ".join(row) for row in rows]
    times = Counter(joined)
    return [
        text if times[text] == 1 else " | ".join(each.replace("|", r"\|") for each in row)
        for text, row in zip(joined, rows, strict=True)
    ]
