"""Content in several languages."""

from __future__ import annotations

import re

from pytest_bdd import parsers, then

from percipio_conformance.core.outcomes import expect
from percipio_conformance.core.text import plain_text
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.patterns import KIND, LANGUAGE, LANGUAGE_LIST, LEARNER, TITLE
from percipio_conformance.world.languages import LANGUAGES
from percipio_conformance.world.world import World


@action(parsers.re("Globalization is (?:switched )?(?P<state>on|off)"))
def globalization_is(world: World, state: str) -> None:
    world.lms.setup.change_settings(globalization=state == "on")


@action(
    parsers.re(
        rf"Percipio offers the {KIND} {TITLE} in {LANGUAGE_LIST}"
        r"(?P<how>|, titled alike|, described in the first alone)"
    )
)
def offers_in(world: World, kind: str, title: str, languages: str, how: str) -> None:
    world.languages.offer_in(
        title,
        kind,
        _listed(languages),
        titled_alike=how == ", titled alike",
        described=how != ", described in the first alone",
    )


@action(
    parsers.re(
        rf"Percipio offers the course {TITLE} and its {LANGUAGE} version "
        r'"(?P<version>[^"]+)"'
    )
)
def offers_versions(world: World, title: str, language: str, version: str) -> None:
    world.percipio.catalog.offer(title, "course")
    world.languages.add_version(title, language, version)


@action(parsers.re(rf'Percipio adds the {LANGUAGE} version "(?P<version>[^"]+)" of {TITLE}'))
def adds_version(world: World, language: str, version: str, title: str) -> None:
    world.languages.add_version(title, language, version)


@action(parsers.re(rf"Percipio (?:adds|corrects the) {LANGUAGE} (?:to|of) {TITLE}"))
def adds_language(world: World, language: str, title: str) -> None:
    world.languages.add_language(title, language)


@action(parsers.re(rf"Percipio takes {TITLE} out of its translation group"))
def leaves_group(world: World, title: str) -> None:
    world.languages.leave_group(title)


@action(
    parsers.re(
        rf"{LEARNER} completes the {LANGUAGE} version of {TITLE} "
        "in Percipio"
    )
)
def completes_version(world: World, learner: str, language: str, title: str) -> None:
    world.percipio.learners.complete(learner, world.languages.version_of(title, language))


@then(parsers.re(rf"{TITLE} is translated into {LANGUAGE_LIST}"))
def is_translated(world: World, title: str, languages: str) -> None:
    expected = {LANGUAGES[each].code for each in _listed(languages)}
    seen = world.languages.translated_into(title)
    expect(f"the languages {title!r} is translated into", sorted(seen), sorted(expected))


@then(parsers.re(rf"the original language of {TITLE} is {LANGUAGE}"))
def original_language_is(world: World, title: str, language: str) -> None:
    seen = world.languages.original_of(title)
    expect(f"the original language of {title!r}", seen, LANGUAGES[language].code)


@then(parsers.re(rf"{TITLE} is not translated"))
def is_not_translated(world: World, title: str) -> None:
    seen = world.languages.translated_into(title)
    expect(f"the languages {title!r} is translated into", sorted(seen), [])


@then(parsers.re(rf"the {LANGUAGE} (?P<field>title|description) of {TITLE} matches Percipio"))
def text_is(world: World, language: str, field: str, title: str) -> None:
    expected = world.languages.text_in_percipio(title, language, field)
    seen = world.languages.text_in_360learning(title, language, field)
    expect(
        f"the {language} {field} of {title!r}",
        plain_text(seen or ""),
        plain_text(expected or ""),
    )


def _listed(languages: str) -> list[str]:
    return re.split(", | and ", languages)
