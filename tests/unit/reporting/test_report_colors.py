"""What a report is colored by: green is a whole conformant run without a warning, nothing else."""

from __future__ import annotations

import json
from typing import get_args

import msgspec
import pytest

from percipio_conformance.core.events import RunVerdictName, Selection
from percipio_conformance.reporting import badge, html
from percipio_conformance.reporting.view import RunView


def ended(sample, verdict: str, *, warned: bool = False, narrowed: bool = False):
    """A run with this word as its verdict."""
    kept = ("pass", "warn") if warned else ("pass",)
    chosen = tuple(each for each in sample.SCENARIOS if each.verdict in kept)
    started, *judged, finished = sample.events_of(chosen)
    words = ["--clause", "C013"] if narrowed else []
    selection = Selection(narrowed=narrowed, arguments=words)
    return [
        msgspec.structs.replace(started, selection=selection),
        *judged,
        msgspec.structs.replace(finished, verdict=verdict, summary=f"{verdict}: so."),
    ]


def color(events) -> str:
    return str(json.loads(badge.render(events))["color"])


@pytest.mark.parametrize("verdict", get_args(RunVerdictName))
@pytest.mark.parametrize("warned", [False, True])
@pytest.mark.parametrize("narrowed", [False, True])
def test_nothing_else_is_green(sample, verdict, warned, narrowed):
    events = ended(sample, verdict, warned=warned, narrowed=narrowed)
    green = verdict == "conformant" and not warned and not narrowed
    assert (color(events) == "brightgreen") == green
    assert ('<header class="verdict is-conformant">' in html.render(events)) == green


def test_a_badge_counts_the_warnings(sample):
    shown = json.loads(badge.render(ended(sample, "conformant with warnings", warned=True)))
    assert shown["message"].startswith("conformant with warnings")
    assert "1 warning" in shown["message"]
    assert shown["color"] == "yellowgreen"


def test_the_head_of_the_page_names_each_warning(sample):
    events = ended(sample, "conformant with warnings", warned=True)
    head = html.render(events).partition("</header>")[0]
    (warned,) = RunView.of(events).warned
    assert '<h2 id="warnings">1 warning</h2>' in head
    assert f'<a href="#{warned.id}">' in head
    assert warned.sentence in head
    assert warned.reason in head
    assert 'id="warnings"' not in html.render(ended(sample, "conformant"))
