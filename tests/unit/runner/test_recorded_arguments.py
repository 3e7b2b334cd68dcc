"""What a report shows of the tables and docstrings of steps."""

import pytest

from percipio_conformance.core.events import Step
from percipio_conformance.core.redaction import REDACTED, SHOWN_CHARACTERS
from percipio_conformance.reporting.step_text import step_lines
from percipio_conformance.runner.recorded_arguments import (
    SHOWN_CELL,
    SHOWN_ROWS,
    shown_docstring,
    shown_table,
)

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLWFkYQ"


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        (None, []),
        ([["title"], ["Six Sigma"]], [["title"], ["Six Sigma"]]),
        ([["title"], [TOKEN]], [["title"], [REDACTED]]),
        (
            [["client_secret", "title", "kind"], ["hunter2", "Six", "book"]],
            [["client_secret", "title", "kind"], [REDACTED, "Six", "book"]],
        ),
        (
            [["field", "value"], ["password", "hunter2"]],
            [["field", "value"], ["password", REDACTED]],
        ),
    ],
)
def test_a_table_is_shown_without_its_secrets(table, shown):
    assert shown_table(table) == shown


def test_what_is_shown_has_a_limit():
    rows = [["title"], *([f"Course {number}"] for number in range(SHOWN_ROWS))]
    assert shown_table(rows)[-2:] == [[f"Course {SHOWN_ROWS - 2}"], ["(1 more rows)"]]
    assert len(shown_table([["x" * 10_000]])[0][0]) < SHOWN_CELL + 40
    docstring = shown_docstring("x" * 100_000)
    assert docstring is not None
    assert SHOWN_CHARACTERS <= len(docstring) < SHOWN_CHARACTERS + 40


def test_a_step_is_read_with_all_that_it_is_given():
    step = Step(
        keyword="And",
        text="Percipio offers:",
        verdict="pass",
        duration_s=0.0,
        table=[["kind", "title"], ["course", "Six"]],
        docstring="One.\n\nTwo.",
    )
    assert step_lines(step).split("\n") == [
        "And Percipio offers:",
        "  | kind   | title |",
        "  | course | Six   |",
        '  """',
        "  One.",
        "",
        "  Two.",
        '  """',
    ]
