"""The figures of README match the register and the features."""

from __future__ import annotations

import re

import pytest

from tools.docs.readme_page import README, shortened, standing, written


def test_the_table_of_what_is_verified_is_up_to_date() -> None:
    text = README.read_text("utf-8")
    assert standing() in text, "regenerate it: python -m tools.docs.readme_page"


def test_the_verdict_shown_speaks_of_as_many_clauses() -> None:
    text = README.read_text("utf-8")
    rows = re.findall(r"^\| (must|profile|derived) \| \d+ \| (\d+) \| (\d+) \| \d+ \|$", text, re.M)
    assert len(rows) == 3
    heading = re.search(r"^Clauses +(.+)$", text, re.M)
    assert heading is not None
    columns = re.split(r" {2,}", heading[1])
    for level, verified, planned in rows:
        shown = re.search(rf"^  {level} +(.+)$", text, re.M)
        assert shown is not None
        shares = dict(zip(columns, map(int, shown[1].split()), strict=True))
        # A column of nothing but zeros is left out.
        judged = (
            shares["pass"] + shares.get("platform only", 0) + shares["fail"] + shares["warning"]
        )
        counts = (judged, shares.get("planned", 0))
        assert counts == (int(verified), int(planned)), (
            "regenerate it: python -m tools.docs.readme_page"
        )


def test_a_run_is_shortened_by_whole_lines() -> None:
    output = ["percipio-conformance 0.1.0 | x", "", "..✔", "Conformant: 1.", "Report: here"]
    assert shortened(output).splitlines() == [
        "$ percipio-conformance run",
        "percipio-conformance 0.1.0 | x",
        "...",
        "Conformant: 1.",
    ]


def test_only_what_is_between_the_comments_changes() -> None:
    text = "a\n<!-- n -->\nold\n<!-- end of n -->\nb"
    assert written(text, "n", "new") == "a\n<!-- n -->\nnew\n<!-- end of n -->\nb"


def test_a_place_that_is_gone_is_an_error() -> None:
    with pytest.raises(ValueError, match="no place"):
        written("a", "n", "new")
