"""Content in several languages, in Percipio and in 360Learning."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from fake_percipio.organization import Organization
from percipio_conformance.core.names import Names
from percipio_conformance.core.outcomes import ExpectationFailed, FeatureMistake
from percipio_conformance.world.lms.courses import SyncedCourses
from percipio_conformance.world.percipio.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Language:
    """A language: Percipio's locale and 360Learning's code."""

    locale: str
    code: str


LANGUAGES: Names[Language] = Names(
    "language",
    {
        "English": Language("en-US", "en"),
        "British English": Language("en-GB", "en_GB"),
        "French": Language("fr-FR", "fr"),
        "German": Language("de-DE", "de"),
        "Spanish": Language("es-ES", "es"),
        "Spanish of any country": Language("es", "es"),
        "Brazilian Portuguese": Language("pt-BR", "pt_BR"),
        "Chinese": Language("zh-CN", "zh"),
        "Traditional Chinese": Language("zh-TW", "zh_tw"),
        "Japanese": Language("ja-JP", "ja"),
    },
)


class Languages:
    """Language versions of the items of one organization."""

    def __init__(
        self, organization: Organization, catalog: Catalog, courses: SyncedCourses, seed: int
    ) -> None:
        self._organization = organization
        self._catalog = catalog
        self._courses = courses
        self._seed = seed
        self._texts: dict[tuple[str, str], tuple[str, str | None]] = {}
        self._versions: dict[tuple[str, str], str] = {}

    def offer_in(
        self,
        title: str,
        kind: str,
        languages: list[str],
        *,
        titled_alike: bool = False,
        described: bool = True,
    ) -> None:
        """Offer one item in all the languages; ``title`` is its title in the first one.

        Args:
            titled_alike: it also has this title in the others, as with a brand name.
            described: whether the others have a description.
        """
        first, *others = languages
        localized = {
            LANGUAGES[each].locale: self._record_texts(
                title,
                each,
                title if titled_alike else f"{title} ({each})",
                described=described,
            )
            for each in others
        }
        self._catalog.offer(title, kind, locale=LANGUAGES[first].locale, localized=localized)

    def add_language(self, title: str, language: str) -> None:
        """Add a language to the item, or correct the texts of one."""
        again = "" if (title, language) not in self._texts else ", corrected"
        name, description = self._record_texts(title, language, f"{title} ({language}{again})")
        key = self._catalog.id_of(title)
        locale = LANGUAGES[language].locale
        self._organization.catalog.localize(key, locale, name, description)

    def add_version(self, title: str, language: str, version: str) -> None:
        """Add an item in another language to the translation group of ``title``."""
        key = self._catalog.id_of(title)
        group = str(uuid.uuid5(uuid.NAMESPACE_URL, f"translation-group/{key}"))
        self._organization.catalog.update(key, **{"associations.translationGroupId": group})
        name, description = self._record_texts(title, language, version)
        self._catalog.offer(
            name,
            "course",
            locale=LANGUAGES[language].locale,
            description=description,
            translation_group=group,
        )
        self._versions[title, language] = version

    def version_of(self, title: str, language: str) -> str:
        """The title of the item that is the version of ``title`` in that language."""
        try:
            return self._versions[title, language]
        except KeyError:
            raise FeatureMistake(
                f"{title!r} has no {language} version; let a step add one before"
            ) from None

    def has_title(self, title: str) -> bool:
        """Whether an item has that title in some language."""
        return any(title == name for name, _ in self._texts.values())

    def leave_group(self, version: str) -> None:
        """Remove the item from its translation group."""
        key = self._catalog.id_of(version)
        self._organization.catalog.update(key, **{"associations.translationGroupId": None})

    def original_of(self, title: str) -> str:
        """The code of the language that the course's own title and description are in."""
        return str(self._courses.course_of(title).default_lang)

    def translated_into(self, title: str) -> set[str]:
        """The codes of the languages that the course is translated into."""
        return {str(each.lang) for each in self._courses.course_of(title).translations}

    def text_in_360learning(self, title: str, language: str, field: str) -> str | None:
        """The title or description of the course in that language, as 360Learning has it.

        Raises:
            ExpectationFailed: the course has no translation into the language.
        """
        code = LANGUAGES[language].code
        for each in self._courses.course_of(title).translations:
            if each.lang == code:
                return each.name if field == "title" else each.description
        raise ExpectationFailed(
            f"translations of {title!r}", expected=language, actual="none into it"
        )

    def text_in_percipio(self, title: str, language: str, field: str) -> str | None:
        """The title or description of the item in that language, as Percipio has it."""
        if (title, language) not in self._texts:
            raise FeatureMistake(
                f"Percipio has {title!r} not in {language}; let a step offer it before"
            )
        name, description = self._texts[title, language]
        return name if field == "title" else description

    def _record_texts(
        self, title: str, language: str, name: str, *, described: bool = True
    ) -> tuple[str, Any]:
        texts = (name, f"<p>{name}: {language}.</p>" if described else None)
        self._texts[title, language] = texts
        return texts
