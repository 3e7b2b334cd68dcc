"""How well a connector has to follow the clock for a clause to be tested, derived from its steps.

A run detects it by itself (``clock_support.py``); this is for readers, before a run. Runs
of all scenarios against connectors with less clock support check that the phrases below are right:
what they could not test is what this module says needs more.
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
"""Phrases that move the world's clock; an integration is active only after it was verified."""

TROUBLE = re.compile(r"\b(answers the (next|first)|ends in|360Learning is down|expired token)\b")
"""Phrases after which a connector waits in its own time: a retry, a back-off, a token that ends."""

WORDS: dict[ClockSupport, str] = {
    "full": "needs clock support `full`, because the connector has to wait and retry",
    "trigger": "needs clock support `trigger` or `full`, because time passes",
    "none": "any clock support, because time does not have to pass",
}


def least_clock_support(steps: Iterable[str]) -> ClockSupport:
    """The weakest clock support at which a scenario of these steps can be played to its end."""
    said = list(steps)
    if any(TROUBLE.search(each) for each in said):
        return "full"
    return "trigger" if any(TIME_PASSES.search(each) for each in said) else "none"


def clock_need(rules: Iterable[RuleText]) -> str:
    """What the scenarios of a clause need, in words; of the most demanding where they differ."""
    needs = {least_clock_support(steps) for each in rules for steps in each.cases}
    order: tuple[ClockSupport, ...] = ("full", "trigger", "none")
    strictest = min(needs, key=order.index)
    prefix = "in part " if len(needs) > 1 else ""
    return prefix + WORDS[strictest]
