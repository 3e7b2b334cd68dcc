"""Any history of a catalogue, its filters and tags, people's edits and days passing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, precondition, rule

from fake_lms.course import Course as ShownCourse
from harness.histories.catalogue_model import CatalogueModel, Item
from harness.histories.story import Story
from harness.outcomes import Mismatch
from harness.world import World

# A kind of the world, and the content type that a filter calls it by.
KINDS = {"course": "course", "book": "book", "audiobook": "audiobook", "lab": "linked_content"}
LOCALES = ("en-US", "fr-FR", "ja-JP")
AREAS = ("Leadership", "Data", "Design")
HAND_TAGS = ("Mandatory", "Leadership")

Stage = Callable[[], AbstractContextManager[World]]


class BrokenPromise(Mismatch):
    """A history that ended otherwise than the model says; the message holds the whole story."""

    def __init__(self, story: str, what: str, *, expected: object, seen: object) -> None:
        super().__init__(f"{what}, after this history:\n\n{story}\n", expected=expected, seen=seen)


class CatalogueHistory(RuleBasedStateMachine):
    """Moves, each on the model and on the world; looked at after each that may show something.

    A subclass sets :attr:`stage` to what gives it a new world.
    """

    stage: Stage

    items: Bundle[str] = Bundle("items")

    def __init__(self) -> None:
        super().__init__()
        self.model = CatalogueModel()
        self.story = Story("A generated history of the catalogue")
        self._curtain = ExitStack()
        self._ids: dict[str, str] = {}
        self._courses: dict[str, str] = {}

    @initialize()
    def begin(self) -> None:
        self.world = self._curtain.enter_context(type(self).stage())
        self.story.tell("the integration is active")
        self.world.submit_setup()
        self.world.let_pass(self.world.promised_delay)

    def teardown(self) -> None:
        self._curtain.close()

    # Percipio

    @rule(target=items, kind=st.sampled_from(sorted(KINDS)), locale=st.sampled_from(LOCALES))
    def add(self, kind: str, locale: str) -> str:
        title = f"Item {len(self.model.items) + 1}"
        self.story.tell(f'Percipio offers the {kind} "{title}" in {locale}')
        self._ids[title] = self.world.offering.offer(
            title, kind, locale=locale, areas=AREAS[:1], subjects=()
        )
        self.model.items[title] = Item(title, KINDS[kind], locale, AREAS[:1])
        return title

    @rule(item=items)
    def rename(self, item: str) -> None:
        held = self.model.items[item]
        if not held.offered:
            return
        held.title += "!"
        self.story.tell(f'Percipio renames "{item}" to "{held.title}"')
        path = {"localizedMetadata.0.title": held.title}
        self.world.cast.acme.catalogue.update(self._ids[item], **path)

    @rule(item=items, areas=st.sets(st.sampled_from(AREAS)).map(sorted))
    def file(self, item: str, areas: list[str]) -> None:
        held = self.model.items[item]
        if not held.offered:
            return
        held.areas = tuple(areas)
        self.story.tell(f'Percipio files "{item}" under {", ".join(areas) or "nothing"}')
        self.world.cast.acme.catalogue.update(
            self._ids[item], **{"associations.areas": list(areas)}
        )

    @rule(item=items)
    def retire_or_bring_back(self, item: str) -> None:
        held = self.model.items[item]
        if not held.offered:
            return
        held.active = not held.active
        catalogue = self.world.cast.acme.catalogue
        if held.active:
            self.story.tell(f'Percipio brings "{item}" back')
            catalogue.reactivate(self._ids[item])
        else:
            self.story.tell(f'Percipio retires "{item}"')
            catalogue.retire(self._ids[item])

    @rule(item=items)
    def drop_or_return(self, item: str) -> None:
        held = self.model.items[item]
        catalogue = self.world.cast.acme.catalogue
        if held.offered:
            self.story.tell(f'Percipio no longer offers "{item}"')
            self.world.notes[item] = catalogue.remove(self._ids[item])
        else:
            self.story.tell(f'Percipio offers "{item}" again')
            catalogue.put(self.world.notes[item])
        held.offered = not held.offered

    # The administrator

    @rule(
        locales=st.frozensets(st.sampled_from(LOCALES), max_size=2),
        kinds=st.frozensets(st.sampled_from(sorted(KINDS.values())), max_size=2),
    )
    def save_filters(self, locales: frozenset[str], kinds: frozenset[str]) -> None:
        chosen = sorted(locales) + sorted(kinds)
        self.story.tell(f"the filter is saved as {', '.join(chosen) or 'everything'}")
        self.world.change_settings(languages=sorted(locales), content_types=sorted(kinds))
        self.world.let_pass(self.world.promised_delay)
        self.model.save_filters(locales, kinds)
        self._look()

    @rule()
    def switch_tags(self) -> None:
        self.model.tags_on = not self.model.tags_on
        word = "on" if self.model.tags_on else "off"
        self.story.tell(f"tags synchronization is switched {word}")
        self.world.change_settings(tags_synchronization=self.model.tags_on)

    # People in 360Learning

    @rule(item=items, tag=st.sampled_from(HAND_TAGS))
    def tag_by_hand(self, item: str, tag: str) -> None:
        if item not in self.model.shown():
            return
        self.story.tell(f'somebody tags "{item}" with "{tag}"')
        self.model.courses[item].hand_tags.add(tag)
        known = self.world.lms.tags.named(tag) or self.world.lms.tags.add(tag)
        self.world.lms.tags.add_by_hand(self._courses[item], known.id)

    @rule(item=items)
    def archive_by_hand(self, item: str) -> None:
        if item not in self.model.shown():
            return
        self.story.tell(f'somebody archives "{item}"')
        self.model.courses[item].archived_by = "hand"
        self.world.lms.courses.archive(self._courses[item], "hand")

    # Time

    @precondition(lambda self: bool(self.model.items))
    @rule()
    def pass_a_day(self) -> None:
        self.story.tell("a day passes")
        self.world.let_pass(timedelta(days=1))
        self.model.run()
        self._look()

    # Most faults show only over several runs, so the sun rises more often than by chance.
    pass_another_day = rule()(lambda self: self.pass_a_day())
    pass_one_more_day = rule()(lambda self: self.pass_a_day())

    # What must be seen

    def _look(self) -> None:
        found = {
            each.external.external_id: each
            for each in self.world.content.courses()
            if each.external is not None
        }
        self._expect("the number of courses", len(self.model.courses), len(found))
        for key, course in self.model.courses.items():
            seen = found.get(self._ids[key])
            if seen is None:
                self._expect(f'"{key}"', "a course", "none")
                continue
            self._same_course(key, seen)
            status = "published" if course.archived_by is None else "archived"
            self._expect(f'the status of "{key}"', status, seen.status)
            if course.archived_by is None:
                self._expect(f'the title of "{key}"', course.title, seen.name)
            if course.tags_are_known:
                tags = frozenset(self.world.lms.tags.names_of(seen.id))
                self._expect(f'the tags of "{key}"', sorted(course.tags), sorted(tags))

    def _same_course(self, key: str, seen: ShownCourse) -> None:
        known = self._courses.setdefault(key, seen.id)
        self._expect(f'the course of "{key}"', known, seen.id)

    def _expect(self, what: str, expected: object, seen: object) -> None:
        if expected != seen:
            outcome = f"{what} is {expected}"
            raise BrokenPromise(self.story.ending(outcome), what, expected=expected, seen=seen)
