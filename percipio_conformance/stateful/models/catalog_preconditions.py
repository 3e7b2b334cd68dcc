"""When an action on the catalog is possible, and its result determined by a clause or a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from percipio_conformance.stateful.actions import catalog_actions as actions
from percipio_conformance.stateful.actions import language_actions as languages
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.kinds import UNMISTAKABLE

if TYPE_CHECKING:
    from percipio_conformance.stateful.models.catalog_model import CatalogModel


def is_possible(model: CatalogModel, action: Action) -> bool:
    """True if the action is possible in this state."""
    match action:
        case actions.Offers(item, kind):
            by_type = model.assumptions.profile.reading("A-TYPES") == "by-percipio-type"
            return item not in model.items and (kind in UNMISTAKABLE or by_type)
        case actions.OffersCourses():
            # Their titles are the same in every set.
            return all(each.count == 1 for each in model.items.values())
        case languages.OffersInLanguages(item):
            return item not in model.items
        case actions.Renames(item, title):
            return model.is_offered(item) and all(
                title not in (name, each.title) for name, each in model.items.items()
            )
        case actions.SetsFields(item):
            return _is_single(model, item) and model.items[item].kind != "channel"
        case actions.GetsActivityId(item):
            return _is_shown(model, item) and _is_single(model, item)
        case actions.TakesOut(item, place):
            return _is_shown(model, item) and place not in model.courses[item].taken_out
        case languages.CorrectsLanguage(item, language):
            return model.is_offered(item) and language in model.items[item].languages[1:]
        case actions.Files(item, areas, subjects):
            by_name = model.assumptions.profile.reading("A-TAGNAME") == "one-per-name"
            one_name = len({*areas, *subjects}) > len(
                {each.casefold() for each in (*areas, *subjects)}
            )
            return model.is_offered(item) and (by_name or not one_name)
        case actions.ChangesType(item):
            # A channel of another type would be an item that no catalog has.
            return _is_single(model, item) and model.items[item].kind in ("course", "audiobook")
        case languages.AddsLanguage(item, language):
            return (
                model.is_offered(item)
                and model.items[item].kind == "channel"
                and language not in model.items[item].languages
            )
        case languages.AddsVersion(item, language):
            return (
                model.is_offered(item)
                and model.items[item].active
                and model.items[item].kind == "course"
                and model.items[item].languages == ("English",)
                and language not in model.content_languages(item)
                and f"{item} in {language}" not in model.items
                and (model.globalization_on or not model.globalization_was_on)
            )
        case actions.Drops(item):
            return _is_single(model, item) or model.is_part(item)
        case actions.Retires(item):
            is_known = _is_single(model, item) or model.is_part(item)
            return is_known and model.items[item].active
        case actions.Reactivates(item):
            known = model.items.get(item)
            return known is not None and known.offered and not known.active
        case languages.LeavesItsGroup(item):
            # It is open which course one has that had one before it joined the group.
            return model.is_part(item) and item not in model.courses
        case actions.SavesLanguages():
            return not model.has_versions_away
        case actions.BringsBack(item):
            return item in model.items and not model.items[item].offered
        case actions.SwitchesTags(on):
            return on != model.tags_on
        case languages.SwitchesGlobalization(on):
            return on != model.globalization_on and not model.has_versions_away
        case actions.TagsByHand(item) | actions.ArchivesByHand(item):
            return _is_shown(model, item)
    return True


def _is_single(model: CatalogModel, item: str) -> bool:
    """True if Percipio returns the item, and it has no language version of its own."""
    return model.is_offered(item) and model.content_languages(item) == model.items[item].languages


def _is_shown(model: CatalogModel, item: str) -> bool:
    """True if the item certainly has an active course of its own."""
    return (
        item in model.courses
        and model.courses[item].archived_by is None
        and model.items[item].settled
        and model.items[item].version_of is None
        and model.items[item].count == 1
    )
