"""Not the connector but 360Learning is broken: who may prepare, activate and look."""

from __future__ import annotations

from typing import Any

from fault import Fault, clauses, named

from fake_lms.administration import Administration
from fake_lms.errors import NotFoundError
from fake_lms.integrations import Integration
from harness.subject import InProcessReference, Subject

page = Administration.page


def lets_everybody_administer() -> Subject:
    """A role check on the page that shows the button, and none behind it."""
    Administration._demand_admin = lambda self, user_id: None  # type: ignore[method-assign]
    return InProcessReference()


def prepares_on_demand() -> Subject:
    """An activation that creates what it does not find."""

    def or_make(self: Administration, name: str, *, group_id: str) -> Integration:
        try:
            return page(self, name, group_id=group_id)
        except NotFoundError:
            author = self._groups.members(self._groups.platform_group.id)[0][0]
            return self._integrations.add(name, group_id=group_id, author_id=author)

    Administration.page = or_make  # type: ignore[method-assign]
    return InProcessReference()


def takes_any_group_and_anybody() -> Subject:
    """A back end whose operators are trusted to type identifiers correctly."""

    def trusting(self: Administration, name: str, **ids: str) -> Any:
        return None

    Administration.enable = trusting  # type: ignore[method-assign]
    return InProcessReference()


FAULTS = named(
    Fault(lets_everybody_administer, breaks=clauses("C002 C100"), spares=clauses("C080 C097")),
    Fault(prepares_on_demand, breaks=clauses("C003 C086 C097"), spares=clauses("C080 C100")),
    Fault(
        takes_any_group_and_anybody,
        breaks=clauses("C002 C080 C084 C086"),
        spares=clauses("C003 C100"),
    ),
)
