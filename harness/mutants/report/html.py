"""The kill matrix as a page: one file, no network, in the look of the report of a run."""

from __future__ import annotations

from importlib.metadata import version

from markupsafe import Markup

from harness.mutants.matrix import MOST_COLLATERAL, Matrix
from harness.mutants.report.text import summary
from harness.report import words
from harness.report.html import environment, part, policy_hash
from harness.story.events import LEVELS


def render(matrix: Matrix) -> str:
    """The page."""
    style = part("report.css") + part("mutants.css")
    return (
        environment()
        .get_template("mutants.html")
        .render(
            matrix=matrix,
            summary=summary(matrix),
            levels=LEVELS,
            most_collateral=MOST_COLLATERAL,
            sections=_sections(matrix),
            by_name={each.name: each for each in matrix.faults},
            version=version("percipio-conformance"),
            words=words,
            # Our own file, not a connector's words; its hash is in the page's policy.
            style=Markup(style),  # noqa: S704
            style_hash=policy_hash(style),
        )
    )


def _sections(matrix: Matrix) -> dict[str, list[object]]:
    sections: dict[str, list[object]] = {}
    for row in matrix.rows:
        if row.faults or matrix.complete:
            sections.setdefault(row.clause.section, []).append(row)
    return sections
