"""A person with an account on a Percipio site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner. Email and user ID are as the customer loaded them; either may be missing."""

    name: str
    email: str | None
    user_id: str | None
    uuid: str
    """Percipio's own identifier; an account without a user ID is named after it."""
    licensed: bool = True
    """Whether Percipio lets this person open content (C064)."""
    administrator: bool = False
    """Whether this person has the admin view of the site (C112)."""


def actor(
    learner: Learner, *, actor_id: Literal["Mbox", "Account"], domain: str
) -> dict[str, object]:
    """The ``actor`` of a statement, as the LRS configuration's Actor ID says (C120, C121).

    Source: Percipio xAPI vocabulary, actors. Where Mbox is chosen and the person has no email
    address, Percipio sends the account all the same.
    """
    if actor_id == "Mbox" and learner.email is not None:
        return {"objectType": "Agent", "mbox": f"mailto:{learner.email}"}
    account = {
        "homePage": f"https://{domain}.percipio.com",
        "name": learner.user_id or learner.uuid,
    }
    return {"objectType": "Agent", "account": account}
