"""The kill matrix as a page: one file, no network, in the look of the report of a run."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import jinja2
from markupsafe import Markup

from percipio_conformance.core.events import LEVELS
from percipio_conformance.reporting import labels
from percipio_conformance.reporting.html import environment, part, policy_hash
from tools.mutants.kill_matrix import MOST_COLLATERAL, KillMatrix
from tools.mutants.report_text import summary

TEMPLATES = Path(__file__).with_name("templates")


def render(matrix: KillMatrix) -> str:
    """The page."""
    style = part("report.css") + (TEMPLATES / "mutants.css").read_text(encoding="utf-8")
    return (
        _environment()
        .get_template("mutants.html")
        .render(
            matrix=matrix,
            summary=summary(matrix),
            levels=LEVELS,
            most_collateral=MOST_COLLATERAL,
            sections=_sections(matrix),
            by_name={each.name: each for each in matrix.mutants},
            version=version("percipio-conformance"),
            labels=labels,
            # Our own file, not a connector's words; its hash is in the page's policy.
            style=Markup(style),  # noqa: S704
            style_hash=policy_hash(style),
        )
    )


def _environment() -> jinja2.Environment:
    shared = environment()
    assert shared.loader is not None
    here = jinja2.FileSystemLoader(TEMPLATES)
    return shared.overlay(loader=jinja2.ChoiceLoader([here, shared.loader]))


def _sections(matrix: KillMatrix) -> dict[str, list[object]]:
    sections: dict[str, list[object]] = {}
    for row in matrix.rows:
        if row.mutants or matrix.complete:
            sections.setdefault(row.clause.section, []).append(row)
    return sections
