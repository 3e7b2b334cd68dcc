"""The clock support that the tests of a clause require, derived from its steps.

A run detects it by itself (``clock_support.py``); this module is for readers before a run. The
phrases below are checked by runs of all scenarios against connectors with less clock support:
exactly the scenarios that need more, according to this module, must be not testable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from percipio_conformance.clock.clock_support import ClockSupport
from percipio_conformance.spec.rules import RuleText

TIME_PASSES = re.compile(
    r"\b(pass|passes|passed|integration is active)$|\bit becomes\b"
    r"|\b(within|after) (minutes|an? (few minutes|hour|day)|\d+ (hours|days|daily runs)),"
    r"|\b(before|after) the next daily run,"
)
"""Phrases that move the clock; an integration becomes active only after its verification."""

TROUBLE = re.compile(r"\b(answers the (next|first)|ends in|360Learning is down|expired token)\b")
"""Phrases after which a connector waits in real time: a retry, a back-off, an expiring token."""

WORDS: dict[ClockSupport, str] = {
    "full": "needs clock support `full`, because the connector has to wait and retry",
    "trigger": "needs clock support `trigger` or `full`, because time passes",
    "none": "any clock support, because time does not have to pass",
}


def least_clock_support(steps: Iterable[str]) -> ClockSupport:
    """The lowest clock support with which a scenario of these steps can be completed."""
    said = list(steps)
    if any(TROUBLE.search(each) for each in said):
        return "full"
    return "trigger" if any(TIME_PASSES.search(each) for each in said) else "none"


def clock_need(rules: Iterable[RuleText]) -> str:
    """A description of the clock support that the most demanding scenarios of a clause need."""
    needs = {least_clock_support(steps) for each in rules for steps in each.cases}
    order: tuple[ClockSupport, ...] = ("full", "trigger", "none")
    strictest = min(needs, key=order.index)
    prefix = "in part " if len(needs) > 1 else ""
    return prefix + WORDS[strictest]
