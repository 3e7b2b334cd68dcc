from __future__ import annotations

import argparse

import pytest

from percipio_conformance.core.arguments import bounded_int


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), (" 65535 ", 65_535)])
def test_a_whole_number_within_its_bounds(text: str, number: int) -> None:
    assert bounded_int(0, 65_535)(text) == number


@pytest.mark.parametrize("text", ["-1", "some", "", "1.5", "70000"])
def test_anything_else_is_told_with_the_bounds(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is not a whole number from 0 to 65535"):
        bounded_int(0, 65_535)(text)
    if text != "70000":
        with pytest.raises(argparse.ArgumentTypeError, match="is not a whole number of 1 or more"):
            bounded_int(1)(text)
