"""Actions on content in several languages, and on the Globalization solution."""

from __future__ import annotations

from collections.abc import Iterator

from percipio_conformance.core.text import join_and
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.world.world import World


class OffersInLanguages(Action, frozen=True):
    """An item that holds several languages; its title is in the first one."""

    item: str
    languages: tuple[str, ...]
    needs = {"A-MLFILTER": "whole", "A-GLOB-OFF": "one-course-per-item"}  # noqa: RUF012 - never written to
    capability = "globalization"

    def phrases(self) -> tuple[str, ...]:
        return (f'Percipio offers the channel "{self.item}" in {join_and(self.languages)}',)

    def perform(self, world: World) -> None:
        world.languages.offer_in(self.item, "channel", list(self.languages))

    def simpler(self) -> Iterator[Action]:
        if len(self.languages) > 2:
            yield OffersInLanguages(self.item, self.languages[:2])


class AddsLanguage(Action, frozen=True):
    item: str
    language: str
    needs = {"A-MLFILTER": "whole"}  # noqa: RUF012
    capability = "globalization"

    def phrases(self) -> tuple[str, ...]:
        return (f'Percipio adds {self.language} to "{self.item}"',)

    def perform(self, world: World) -> None:
        world.languages.add_language(self.item, self.language)


class CorrectsLanguage(Action, frozen=True):
    """The texts of a further language of an item change, and nothing else."""

    item: str
    language: str
    capability = "globalization"

    def phrases(self) -> tuple[str, ...]:
        return (f'Percipio corrects the {self.language} of "{self.item}"',)

    def perform(self, world: World) -> None:
        world.languages.add_language(self.item, self.language)


class AddsVersion(Action, frozen=True):
    """Another item joins the translation group of ``item``."""

    item: str
    language: str
    needs = {  # noqa: RUF012
        "A-VERSIONS": "both-shapes",
        "A-MLFILTER": "whole",
        "A-GLOB-OFF": "one-course-per-item",
    }
    capability = "globalization"

    @property
    def version(self) -> str:
        """The title of the new item."""
        return f"{self.item} in {self.language}"

    def phrases(self) -> tuple[str, ...]:
        return (f'Percipio adds the {self.language} version "{self.version}" of "{self.item}"',)

    def perform(self, world: World) -> None:
        world.languages.add_version(self.item, self.language, self.version)


class LeavesItsGroup(Action, frozen=True):
    """A language version becomes content of its own."""

    item: str
    needs = {"A-VERSIONS": "both-shapes"}  # noqa: RUF012
    capability = "globalization"

    def phrases(self) -> tuple[str, ...]:
        return (f'Percipio takes "{self.item}" out of its translation group',)

    def perform(self, world: World) -> None:
        world.languages.leave_group(self.item)


class SwitchesGlobalization(Action, frozen=True):
    on: bool
    capability = "globalization"

    def phrases(self) -> tuple[str, ...]:
        return (f"Globalization is switched {'on' if self.on else 'off'}",)

    def perform(self, world: World) -> None:
        world.lms.setup.change_settings(globalization=self.on)


class CompletesVersion(Action, frozen=True):
    learner: str
    item: str
    language: str
    wait = "minutes"
    needs = {"A-COMBINE": "ordinary-rules"}  # noqa: RUF012
    capability = "globalization"

    @property
    def version(self) -> str:
        """The title of the version."""
        return f"{self.item} in {self.language}"

    def phrases(self) -> tuple[str, ...]:
        return (
            f'{self.learner} completes the {self.language} version of "{self.item}" in Percipio',
        )

    def perform(self, world: World) -> None:
        version = world.languages.version_of(self.item, self.language)
        world.percipio.learners.complete(self.learner, version)
