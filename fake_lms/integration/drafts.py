"""Unsaved input on a settings page, visible only to the person who typed it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from fake_lms.integration.backend import Setting

# Each has a button of its own, so saving one leaves what was typed into the others alone.
Section = Literal["credentials", "tags", "synchronization", "languages", "content-types"]

FIELDS: dict[Section, frozenset[str]] = {
    "credentials": frozenset({"organization_id", "bearer_token", "tenant_url"}),
    "tags": frozenset({"tags_synchronization"}),
    "synchronization": frozenset({"learner_identification"}),
    "languages": frozenset({"languages"}),
    "content-types": frozenset({"content_types"}),
}
"""The fields of each section of the page, as in the article (Steps 3, 4.1, 5.1, 5.2)."""


class Drafts:
    """Drafts by integration and person."""

    def __init__(self) -> None:
        self._typed: dict[tuple[str, str], dict[str, Setting]] = {}

    def type(self, integration_id: str, user_id: str, values: Mapping[str, Setting]) -> None:
        """Put values into fields; fields typed into before keep theirs."""
        self._typed.setdefault((integration_id, user_id), {}).update(values)

    def of(self, integration_id: str, user_id: str) -> dict[str, Setting]:
        """All unsaved input of this person."""
        return dict(self._typed.get((integration_id, user_id), {}))

    def take(self, integration_id: str, user_id: str, *sections: Section) -> dict[str, Setting]:
        """Return and discard this person's unsaved input in these sections."""
        typed = self._typed.get((integration_id, user_id), {})
        names = [name for section in sections for name in sorted(FIELDS[section])]
        return {name: typed.pop(name) for name in names if name in typed}

    def discard(self, integration_id: str, user_id: str) -> None:
        """The person leaves the page without saving."""
        self._typed.pop((integration_id, user_id), None)
