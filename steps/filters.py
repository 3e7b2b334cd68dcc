"""The administrator's filters for languages and types."""

from __future__ import annotations

import re

from pytest_bdd import parsers, then

from percipio_conformance.core.names import unknown
from percipio_conformance.core.outcomes import FeatureMistake, expect
from percipio_conformance.core.step_tables import checks_arguments
from percipio_conformance.steps.actions import action
from percipio_conformance.world.languages import LANGUAGES
from percipio_conformance.world.world import World

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


def _demand_choice(choice: str) -> None:
    read_choice(choice)


@action(parsers.re(rf"the administrator saves {CHOICE}"))
@checks_arguments(_demand_choice)
def saves(world: World, choice: str) -> None:
    field, values = read_choice(choice)
    world.lms.setup.change_settings(**{field: values})


@action(parsers.re(rf"the administrator confirms {CHOICE} without saving"))
@checks_arguments(_demand_choice)
def confirms(world: World, choice: str) -> None:
    field, values = read_choice(choice)
    world.lms.administration.type({field: tuple(values)})


@then(parsers.re(rf"the saved filter holds {CHOICE}"))
@checks_arguments(_demand_choice)
def holds(world: World, choice: str) -> None:
    field, values = read_choice(choice)
    expect(f"the saved {field.replace('_', ' ')}", sorted(world.settings()[field]), sorted(values))


def read_choice(text: str) -> tuple[str, list[str]]:
    """A choice such as ``the languages French and German`` or ``no types``, as settings.

    Raises:
        FeatureMistake: a feature names something that is not a language or type.
    """
    found = re.fullmatch(r"(?:no|the) (languages|types)(?: (.+))?", text)
    if found is None or text.startswith("no ") != (found[2] is None):
        raise FeatureMistake(
            f"{text!r} is not a choice; write 'the languages French' or 'no types'"
        )
    names = re.split(", | and ", found[2]) if found[2] else []
    if found[1] == "languages" and LANGUAGES.keys() >= set(names):
        return "languages", [LANGUAGES[each].locale for each in names]
    if found[1] == "types" and set(TYPES) >= set(names):
        return "content_types", [each.replace(" ", "_") for each in names]
    known = list(LANGUAGES) if found[1] == "languages" else list(TYPES)
    wrong = next(each for each in names if each not in known)
    raise FeatureMistake(unknown(found[1].removesuffix("s"), wrong, known))
