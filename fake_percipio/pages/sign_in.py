"""The signed-in person of a browser. Single sign-on is not simulated: a cookie names the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

    from fake_percipio.organization import Organization
    from fake_percipio.site import Percipio
    from fake_percipio.xapi.learners import Learner

COOKIE = "percipio-learner"
"""Holds the UUID of the person who is signed in."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person and the organization whose site they are on."""

    organization: Organization
    person: Learner


def visitor(percipio: Percipio, request: Request) -> Visitor | None:
    """The person who makes the request; None if not signed in."""
    uuid = request.cookies.get(COOKIE)
    for organization in percipio.organizations.values():
        for person in organization.learners.values():
            if person.uuid == uuid:
                return Visitor(organization, person)
    return None
