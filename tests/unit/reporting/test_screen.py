"""What an output can show, by the variables that other tools honor as well."""

from __future__ import annotations

import io

import pytest

from percipio_conformance.reporting.screen import can_update, columns_of, look_of, wants_color


class Output(io.StringIO):
    encoding = "utf-8"

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("variables", "in_a_terminal", "in_a_log"),
    [
        ({}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "0"}, True, True),
        ({"FORCE_COLOR": ""}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
    ],
)
def test_colors_are_used_where_they_are_wanted(
    variables: dict[str, str], in_a_terminal: bool, in_a_log: bool
) -> None:
    assert wants_color(Output(terminal=True), variables) == in_a_terminal
    assert wants_color(Output(terminal=False), variables) == in_a_log


@pytest.mark.parametrize(("color", "colored"), [("yes", True), ("no", False)])
def test_an_option_wins_over_the_variables(color: str, colored: bool) -> None:
    both = {"NO_COLOR": "1"} if colored else {"FORCE_COLOR": "1"}
    assert look_of(Output(terminal=True), both, color).color == colored  # type: ignore[arg-type]


def test_a_line_is_written_again_on_a_terminal_alone() -> None:
    assert can_update(Output(terminal=True), {})
    assert not can_update(Output(terminal=True), {"TERM": "dumb"})
    assert not can_update(Output(terminal=False), {"FORCE_COLOR": "1"})


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        *[("60", 60), ("10", 40), ("300", 100), ("9" * 5000, 100)],
        *[(each, 96) for each in ("", "0", "-5", "wide", "²", "60.5")],
    ],
)
def test_the_width_is_that_of_the_variable(columns: str, width: int) -> None:
    assert look_of(Output(terminal=False), {"COLUMNS": columns}).width == width


def test_a_log_has_a_width_of_its_own() -> None:
    assert columns_of(Output(terminal=False), {}) == 96
