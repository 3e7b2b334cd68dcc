"""Describes courses and attempts as people see them in 360Learning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from fake_lms.content.course_model import Course, Translation
from fake_lms.content.tags import TagLink
from fake_lms.training.attempts import Attempt
from fake_percipio.catalog.catalog import NotInCatalogError
from percipio_conformance.core.text import plain_text, plural
from percipio_conformance.differences.picture import Facts, Place
from percipio_conformance.differences.properties import EXISTENCE, NUMBER_OF_ATTEMPTS
from percipio_conformance.world.lms.attempts import FIGURES, figure
from percipio_conformance.world.world import World

NOTHING = "nothing"

_Seen = tuple[Course, tuple[TagLink, ...], tuple[str, ...], tuple[Attempt, ...]]


class CoursePainter:
    """Describes the courses of one world, and remembers those that have not changed.

    Args:
        plain: removes from a text what differs between equal worlds, such as their hosts.
    """

    def __init__(self, world: World, plain: Callable[[str], str]) -> None:
        self._world = world
        self._platform = world.lms.platform
        self._plain = plain
        self._known: dict[str, tuple[_Seen, dict[Place, str]]] = {}

    def courses(self) -> Iterator[tuple[str, Facts]]:
        """Yields each course of the platform: its name, and the facts about it."""
        titles = self._titles()
        names: Counter[str] = Counter()
        places = self._places()
        for course in self._platform.courses:
            name = self._name(course, titles)
            names[name] += 1
            if names[name] > 1:
                name = f"{name}, number {names[name]}"
            seen = (
                course,
                tuple(self._platform.tags.of(course.id)),
                tuple(places.get(course.id, ())),
                tuple(self._platform.attempts.for_course(course.id)),
            )
            known = self._known.get(course.id)
            if known is None or known[0] != seen:
                known = self._known[course.id] = (seen, self._facts(*seen))
            yield name, known[1]

    def _titles(self) -> dict[str, str]:
        """The first title of each item of the scenario, by the item's id."""
        titles: dict[str, str] = {}
        for catalog in (self._world.percipio.catalog, self._world.percipio.other_catalog):
            for title in catalog.titles:
                titles.setdefault(catalog.id_of(title), title)
        return titles

    def _name(self, course: Course, titles: dict[str, str]) -> str:
        external = course.external
        if external is None:
            return f'course "{course.name}" of a person'
        title = titles.get(external.external_id) or self._title(external.external_id)
        # A connector may use another key; then the title decides, as it does in scenarios.
        name = f'course "{title or course.name}"'
        integration = self._platform.integrations.get(external.integration_id)
        if integration.id == self._world.personas.integration:
            return name
        return f"{name} of {self._platform.groups.get(integration.group_id).name}"

    def _title(self, item_id: str) -> str | None:
        """The title and id of an item that no step names; several of them may share a title."""
        for organization in self._world.percipio.site.organizations.values():
            try:
                found = organization.catalog.get(item_id)
            except NotInCatalogError:
                continue
            texts = found.get("localizedMetadata") or [{}]
            return f"{texts[0].get('title')} ({item_id})"
        return None

    def _places(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        groups = self._platform.groups
        for group in groups:
            for place, held in (
                ("catalog", groups.catalog(group.id)),
                ("library", groups.library(group.id)),
            ):
                for course_id in held:
                    found.setdefault(course_id, []).append(f"{place} of {group.name}")
        return found

    def _facts(
        self,
        course: Course,
        tags: tuple[TagLink, ...],
        places: tuple[str, ...],
        attempts: tuple[Attempt, ...],
    ) -> dict[Place, str]:
        authors = [course.author_id, *course.co_author_ids]
        facts = {
            EXISTENCE: "there",
            "course: status": course.status
            if course.archived_by is None
            else f"{course.status} by {course.archived_by}",
            "course: title": course.name,
            "course: description": plain_text(course.description or ""),
            "course: duration": plural(course.duration, "minute") if course.duration else "",
            "course: picture": course.image_url or "",
            "course: group": self._platform.groups.get(course.group_id).name,
            "course: author": ", ".join(map(self._person, authors)),
            "course: places": _list(places),
            "course: tags": _list(map(self._tag, tags)),
            "course: language": f"{course.default_lang}, original {course.source_lang}",
            "course: translations": _list(str(each.lang) for each in course.translations),
        }
        external = course.external
        if external is not None:
            sources = _list(each.name for each in external.sources)
            facts |= {
                "course: address": external.launch_url,
                "course: mobile address": external.mobile_launch_url or "",
                "course: type": f"{course.type}, {external.content_type}",
                "course: provider": f"{external.external_platform}, sources: {sources}",
                "course: difficulty": external.difficulty_level or "",
            }
        shown = {Place(kind): self._plain(text) or NOTHING for kind, text in facts.items()}
        for each in course.translations:
            shown |= self._translation(each, course)
        return shown | self._attempts(attempts)

    def _translation(self, translation: Translation, course: Course) -> dict[Place, str]:
        # What a translation leaves out is shown as in the default language.
        address = course.external.launch_url if course.external is not None else ""
        facts = {
            "translation: title": translation.name or course.name,
            "translation: description": plain_text(
                translation.description or course.description or ""
            ),
            "translation: address": translation.launch_url or address,
        }
        language = str(translation.lang)
        return {Place(kind, language): self._plain(text) or NOTHING for kind, text in facts.items()}

    def _attempts(self, attempts: tuple[Attempt, ...]) -> dict[Place, str]:
        facts: dict[Place, str] = {}
        numbers: Counter[str] = Counter()
        for each in attempts:
            learner = self._person(each.user_id)
            numbers[learner] += 1
            which = f"{learner}, attempt {numbers[learner]}"
            facts |= {Place(f"attempt: {name}", which): figure(name, each) for name in FIGURES}
        numbered = {
            Place(NUMBER_OF_ATTEMPTS, learner): plural(number, "attempt")
            for learner, number in numbers.items()
        }
        return facts | numbered

    def _person(self, user_id: str) -> str:
        # A connector may write any author, and a learner may have been removed.
        known = user_id in self._platform.users
        return self._world.lms.users.name_of(user_id) if known else "an unknown person"

    def _tag(self, link: TagLink) -> str:
        by_hand = " (of a person)" if link.source == "native" else ""
        return f"{self._platform.tags.get(link.tag_id).name}{by_hand}"


def _list(texts: Iterator[str] | tuple[str, ...] | map[str]) -> str:
    """The texts in one line, whatever their order."""
    return ", ".join(sorted(texts)) or NOTHING
