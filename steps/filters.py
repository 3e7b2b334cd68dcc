"""The administrator's filters: what is chosen, saved and left out."""

from __future__ import annotations

import re

from pytest_bdd import given, parsers, then, when

from harness.sides.languages import LANGUAGES
from harness.verdicts.outcomes import HarnessError, expect
from harness.world import World

TYPES = (
    "course",
    "book",
    "audiobook",
    "channel",
    "journey",
    "linked content",
    "assessment",
    "benchmark",
    "uncategorized",
)
"""The nine kinds of content of the article."""
CHOICE = r"(?P<choice>(?:the|no) (?:languages|types).*)"


@given(parsers.re(rf"the administrator saves {CHOICE}"))
@when(parsers.re(rf"the administrator saves {CHOICE}"))
def saves(world: World, choice: str) -> None:
    field, values = read_choice(choice)
    world.change_settings(**{field: values})


@given(parsers.re(rf"the administrator confirms {CHOICE} without saving"))
def confirms(world: World, choice: str) -> None:
    field, values = read_choice(choice)
    world.administration.type({field: tuple(values)})


@then(parsers.re(rf"the saved filter holds {CHOICE}"))
def holds(world: World, choice: str) -> None:
    field, values = read_choice(choice)
    expect(f"the saved {field.replace('_', ' ')}", sorted(world.settings()[field]), sorted(values))


def read_choice(text: str) -> tuple[str, list[str]]:
    """A choice such as ``the languages French and German`` or ``no types``, as settings.

    Raises:
        HarnessError: a feature names something that is no language or type.
    """
    found = re.fullmatch(r"(?:no|the) (languages|types)(?: (.+))?", text)
    if found is None or text.startswith("no ") != (found[2] is None):
        raise HarnessError(f"{text!r} is no choice; write 'the languages French' or 'no types'")
    names = re.split(", | and ", found[2]) if found[2] else []
    if found[1] == "languages" and LANGUAGES.keys() >= set(names):
        return "languages", [LANGUAGES[each].locale for each in names]
    if found[1] == "types" and set(TYPES) >= set(names):
        return "content_types", [each.replace(" ", "_") for each in names]
    raise HarnessError(f"one of {', '.join(names)} is none of the known {found[1]}")
