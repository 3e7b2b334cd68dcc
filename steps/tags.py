"""Tags on courses, and their synchronization from Percipio."""

from __future__ import annotations

from pytest_bdd import parsers, then

from percipio_conformance.core.outcomes import FeatureMistake, expect, expect_that
from percipio_conformance.core.step_tables import checks_arguments
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.patterns import TITLE, choice, split_list
from percipio_conformance.world.world import World

SWITCHED = {"on": True, "off": False}


@action(parsers.re(rf"tags synchronization is switched {choice('how', SWITCHED)}"))
def switched(world: World, how: str) -> None:
    world.lms.setup.change_settings(tags_synchronization=SWITCHED[how])


@action(
    parsers.re(
        rf"Percipio files {TITLE} under "
        r'(?:the (?P<field>areas|subjects) "(?P<names>[^"]+)"|no (?P<emptied>areas|subjects))'
    )
)
def files_under(
    world: World, title: str, field: str | None, names: str | None, emptied: str | None
) -> None:
    world.personas.acme.catalog.update(
        world.percipio.catalog.id_of(title),
        **{f"associations.{field or emptied}": split_list(names) if names else []},
    )


def _demand_names(names: str) -> None:
    if not split_list(names):
        raise FeatureMistake(f"{names!r} names no tag; write names between commas")


@then(parsers.re(rf'{TITLE} has (?P<how>exactly the|the|none of the) tags? "(?P<names>[^"]+)"'))
@checks_arguments(_demand_names)
def has_tags(world: World, title: str, how: str, names: str) -> None:
    seen, wanted = world.lms.manual_edits.tags_of(title), split_list(names)
    if how == "exactly the":
        expect(f"the tags of {title!r}", seen, sorted(wanted))
        return
    there = how == "the"
    expect_that(
        f"the tags of {title!r}",
        all((each in seen) == there for each in wanted),
        expected=f"{how} tags {', '.join(wanted)}",
        actual=", ".join(seen) or "no tag",
    )
