"""``index.html``: the report for people, in one file that needs no network.

The template escapes all text, so markup in a title stays text. In addition, the content security
policy of the page allows only its own script and style sheet, which it names by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from percipio_conformance.core.events import LEVELS, Event, ScenarioFinished
from percipio_conformance.core.printable import copyable, printable_lines
from percipio_conformance.core.text import plural
from percipio_conformance.reporting import differences, labels
from percipio_conformance.reporting.view import RunView
from percipio_conformance.results.clause_verdict import FAULTY
from percipio_conformance.results.kill_matrix_file import KillMatrixSummary

if TYPE_CHECKING:
    import jinja2

FILE_NAME = "index.html"


def render(events: Sequence[Event], proof: KillMatrixSummary | None = None) -> str:
    """Returns the page; with ``proof``, each clause lists the mutants that violate it."""
    return "".join(parts(events, proof))


def parts(events: Sequence[Event], proof: KillMatrixSummary | None = None) -> Iterator[str]:
    """Returns the page in parts, none of them longer than a scenario."""
    # Imported here, because most commands that import this module write a page only at times.
    from markupsafe import Markup

    view = RunView.of(events)
    style, script = part("report.css"), part("report.js") + part("copying.js")
    return (
        environment()
        .get_template("report.html")
        .generate(
            view=view,
            proof=proof,
            started=view.run_result.started,
            finished=view.run_result.finished,
            levels=LEVELS,
            faulty=FAULTY,
            labels=labels,
            differences=differences,
            anchor=anchor,
            # Both files belong to the suite; their hashes are in the policy of the page.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            style_hash=policy_hash(style),
            script_hash=policy_hash(script),
        )
    )


def anchor(scenario: ScenarioFinished, clause: str = "") -> str:
    """Returns the id of a scenario on the page, below a clause; equal in every run, for links."""
    digest = hashlib.sha256(scenario.id.encode()).hexdigest()[:8]
    return f"{clause or 'scenario'}-{digest}"


@cache
def environment() -> jinja2.Environment:
    """Returns the template environment of all pages: escaping, shared filters and functions."""
    import jinja2
    from markupsafe import Markup

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
    """Escapes invisible characters in text; Markup is from the suite and is unchanged."""
    return printable_lines(value) if type(value) is str else value


def part(name: str) -> str:
    """Returns the text of a style sheet or script, to insert into a page without escaping."""
    templates = environment()
    assert templates.loader is not None
    return templates.loader.get_source(templates, name)[0]


def policy_hash(text: str) -> str:
    """Returns the source expression for this style or script in a content security policy."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _pretty(value: Any) -> str:
    """Indents a JSON value; in a string, the JSON after the headers, if there is any."""
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False, indent=2)
    head, gap, body = value.rpartition("\n\n")
    try:
        return head + gap + json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return str(value)


def _web(address: object) -> str | None:
    """Returns the address if it is http or https, else None: ``javascript:`` must not be a link."""
    if isinstance(address, str) and address.startswith(("http://", "https://")):
        return address
    return None
