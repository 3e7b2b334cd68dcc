"""Candidates for the next action on the catalog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TYPE_CHECKING

from percipio_conformance.spec.schema_fields import ITEM, TITLE_TEXTS
from percipio_conformance.stateful.actions import catalog_actions as actions
from percipio_conformance.stateful.actions import language_actions as languages
from percipio_conformance.stateful.actions.action import Action, ConnectorRestarts, DayPasses
from percipio_conformance.stateful.actions.field_values import draw_fields
from percipio_conformance.stateful.checks.catalog_checks import AREAS, MANUAL_TAGS, SUBJECTS
from percipio_conformance.stateful.kinds import KINDS
from percipio_conformance.stateful.models.catalog_state import PLACES, Item

if TYPE_CHECKING:
    from percipio_conformance.stateful.models.catalog_model import CatalogModel

EMPTIED = 0.3
"""The share of changes that take all areas and subjects from an item that has some."""

LANGUAGES = ("English", "French", "Japanese")
FURTHER_LANGUAGES = (
    "British English",
    "Brazilian Portuguese",
    "Chinese",
    "Traditional Chinese",
    "Spanish",
)
"""Languages that no filter chooses. British English is only added to what is in English as well, so
that no reading of a filter matters."""
FREQUENT_KINDS = ("course", "book", "audiobook", "lab")
OFFERED_KINDS = {
    name: tuple(kind for kind in KINDS if KINDS[kind] == name)
    for name in dict.fromkeys(KINDS.values())
    if name != "channel"
}
"""The kinds by their names in the filter."""
MOST_ITEMS = 6

CHANNELS = 0.1
"""The share of changes that give a channel another language, if there is one."""

SAME_ITEM = 0.4
"""The share of changes that concern the item of the last one: many faults need two changes of one
item."""


def propose(model: CatalogModel, draw: Random) -> Action:
    """Draw one candidate."""
    # Most faults appear only after several runs, so days pass more often than other actions.
    if draw.random() < 0.3:
        return DayPasses()
    if not model.items or (len(model.items) < MOST_ITEMS and draw.random() < 0.2):
        return propose_item(model, draw)
    channels = [name for name, each in model.items.items() if each.kind == "channel"]
    if channels and draw.random() < CHANNELS:
        return languages.AddsLanguage(
            draw.choice(channels), draw.choice((*LANGUAGES, *FURTHER_LANGUAGES[1:]))
        )
    item = draw.choice(tuple(model.items))
    if model.last_changed is not None and draw.random() < SAME_ITEM:
        item = model.last_changed
    return draw.choice(_CHANGES)(model, draw, item)


def propose_item(model: CatalogModel, draw: Random) -> Action:
    """Draw a new item."""
    new = f"Item {len(model.items) + 1}"
    chance = draw.random()
    if chance < 0.15:
        return actions.OffersCourses()
    if chance < 0.35:
        spoken = tuple(draw.sample(LANGUAGES, draw.randint(2, 3)))
        return languages.OffersInLanguages(new, (*spoken, *_further(spoken, draw)))
    areas = some_of(AREAS, draw, 2)
    by_name = draw.choice(tuple(OFFERED_KINDS))
    kinds = FREQUENT_KINDS if draw.random() < 0.4 else OFFERED_KINDS[by_name]
    kind, language = draw.choice(kinds), draw.choice(LANGUAGES)
    return actions.Offers(new, kind, language, areas, draw_fields(ITEM, draw))


def _further(spoken: Sequence[str], draw: Random) -> Sequence[str]:
    """Draw up to two more languages."""
    more = draw.sample(FURTHER_LANGUAGES, draw.randint(0, 2))
    return [each for each in more if each != "British English" or "English" in spoken]


def some_of(values: Sequence[str], draw: Random, most: int) -> tuple[str, ...]:
    """Draw at most ``most`` of the values, sorted."""
    return tuple(sorted(draw.sample(values, draw.randint(0, most))))


def _renames(model: CatalogModel, draw: Random, item: str) -> Action:
    ending = draw.choice((", revised", *(f" {each}" for each in TITLE_TEXTS)))
    return actions.Renames(item, f"{model.items[item].title}{ending}")


def _sets_fields(model: CatalogModel, draw: Random, item: str) -> Action:
    return actions.SetsFields(item, draw_fields(ITEM, draw))


def _files(model: CatalogModel, draw: Random, item: str) -> Action:
    areas, subjects = some_of(AREAS, draw, len(AREAS)), some_of(SUBJECTS, draw, 2)
    has_some = model.items[item].areas or model.items[item].subjects
    if has_some and draw.random() < EMPTIED:
        areas, subjects = (), ()
    return actions.Files(item, areas, subjects)


def saves(model: CatalogModel, draw: Random) -> Action:
    """Draw another choice of a filter."""
    return draw.choice((_saves_languages, _saves_types))(model, draw)


def _saves_languages(model: CatalogModel, draw: Random) -> Action:
    spoken = draw.choice(_changed_or_any(model, draw)).languages[-1] if model.items else None
    return actions.SavesLanguages(_choice_about(spoken, LANGUAGES, draw))


def _saves_types(model: CatalogModel, draw: Random) -> Action:
    offered = {KINDS[each.kind] for each in model.items.values()}
    kind = KINDS[draw.choice(_changed_or_any(model, draw)).kind] if model.items else None
    kinds = sorted(offered | {"book", "course", "journey"})
    return actions.SavesTypes(_choice_about(kind, kinds, draw))


def _changed_or_any(model: CatalogModel, draw: Random) -> Sequence[Item]:
    """The item of the last change, or all: a choice often tells whether a change has been read."""
    if model.last_changed is not None and draw.random() < SAME_ITEM:
        return (model.items[model.last_changed],)
    return tuple(model.items.values())


def _choice_about(value: str | None, values: Sequence[str], draw: Random) -> tuple[str, ...]:
    """Draw some of the values: often this one alone, or all others."""
    chance = draw.random()
    if value not in values or chance < 0.4:
        return some_of(values, draw, 3)
    return tuple(each for each in values if (each == value) == (chance < 0.7))


_CHANGES: tuple[Callable[[CatalogModel, Random, str], Action], ...] = (
    _renames,
    _files,
    lambda model, draw, item: actions.Retires(item),
    lambda model, draw, item: actions.Reactivates(item),
    lambda model, draw, item: actions.Drops(item),
    lambda model, draw, item: actions.BringsBack(item),
    lambda model, draw, item: _saves_languages(model, draw),
    lambda model, draw, item: _saves_types(model, draw),
    lambda model, draw, item: actions.SwitchesTags(not model.tags_on),
    lambda model, draw, item: actions.TagsByHand(item, draw.choice(MANUAL_TAGS)),
    lambda model, draw, item: actions.ArchivesByHand(item),
    lambda model, draw, item: actions.ChangesType(item),
    lambda model, draw, item: actions.GetsActivityId(item),
    _sets_fields,
    _sets_fields,
    lambda model, draw, item: actions.TakesOut(item, draw.choice(PLACES)),
    lambda model, draw, item: languages.CorrectsLanguage(
        item, draw.choice((*LANGUAGES, *FURTHER_LANGUAGES))
    ),
    lambda model, draw, item: languages.AddsLanguage(
        item, draw.choice((*LANGUAGES, *FURTHER_LANGUAGES[1:]))
    ),
    lambda model, draw, item: languages.AddsVersion(item, draw.choice(LANGUAGES[1:])),
    lambda model, draw, item: languages.LeavesItsGroup(item),
    lambda model, draw, item: languages.SwitchesGlobalization(not model.globalization_on),
    lambda model, draw, item: ConnectorRestarts(),
)
"""The changes to an item or a setting; each function draws one."""
