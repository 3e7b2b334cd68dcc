"""``index.html``: the page a person reads. One file, no network, nothing to install.

The template escapes everything. Beyond that, the page's own policy lets a browser run only the one
script and the one style sheet that are in it, known by their hashes: markup that a connector slips
into a title stays text, and could do nothing if it did not.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

from percipio_conformance.core.events import LEVELS, Event, ScenarioFinished
from percipio_conformance.core.printable import copyable, printable_lines
from percipio_conformance.core.text import plural
from percipio_conformance.reporting import labels
from percipio_conformance.reporting.view import RunView
from percipio_conformance.results.clause_verdict import FAULTY
from percipio_conformance.results.kill_matrix_file import KillMatrixSummary

FILE_NAME = "index.html"


def render(events: Sequence[Event], proof: KillMatrixSummary | None = None) -> str:
    """The page; with ``proof``, what the suite is known to notice stands beside every clause."""
    view = RunView.of(events)
    style, script = part("report.css"), part("report.js") + part("copying.js")
    return (
        environment()
        .get_template("report.html")
        .render(
            view=view,
            proof=proof,
            started=view.run_result.started,
            finished=view.run_result.finished,
            levels=LEVELS,
            faulty=FAULTY,
            labels=labels,
            anchor=anchor,
            # Our own two files, not a connector's words; their hashes are in the page's policy.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            style_hash=policy_hash(style),
            script_hash=policy_hash(script),
        )
    )


def anchor(scenario: ScenarioFinished, clause: str = "") -> str:
    """The id of a scenario on the page, below a clause: the same in every run, so links last."""
    digest = hashlib.sha256(scenario.id.encode()).hexdigest()[:8]
    return f"{clause or 'scenario'}-{digest}"


@cache
def environment() -> jinja2.Environment:
    """Templates that escape everything, with the filters and words that our pages share."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("percipio_conformance.reporting"),
        autoescape=True,
        finalize=_shown,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["pretty"] = _pretty
    made.filters["web"] = _web
    made.filters["copyable"] = lambda command: Markup.escape(copyable(command))
    made.filters["seconds"] = labels.seconds
    made.globals["plural"] = plural
    return made


def _shown(value: Any) -> Any:
    """Words from outside without invisible characters; what is markup is ours and stays."""
    return printable_lines(value) if type(value) is str else value


def part(name: str) -> str:
    """A file of ours that goes into a page as it stands: its style or its script."""
    templates = environment()
    assert templates.loader is not None
    return templates.loader.get_source(templates, name)[0]


def policy_hash(text: str) -> str:
    """The source that the policy of a page allows, for this style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _pretty(value: Any) -> str:
    """A JSON value indented; a text too, where what follows its headers is JSON."""
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False, indent=2)
    head, gap, body = value.rpartition("\n\n")
    try:
        return head + gap + json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return str(value)


def _web(address: object) -> str | None:
    """The address if a browser may follow it: ``javascript:`` and the like are no links."""
    if isinstance(address, str) and address.startswith(("http://", "https://")):
        return address
    return None
