"""The page behind an item's link, where Percipio admits or rejects a learner (C064, C065).

Real links lead to ``https://share.percipio.com/cd/CODE``; here the page is served at the same path
of the simulated host. Who the browser is signed in as, it says in a cookie, since single sign-on
is not simulated. Opening the page reports nothing: activity begins in the player.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from starlette.responses import HTMLResponse
from starlette.routing import Route

from fake_percipio.pages.sign_in import visitor

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from fake_percipio.catalog.items import Item
    from fake_percipio.organization import Organization
    from fake_percipio.site import Percipio
    from fake_percipio.xapi.learners import Learner

PATH = "/cd/{code}"


@dataclass(frozen=True, slots=True)
class Admission:
    """The decision about a visitor: ``item`` is set if they are admitted."""

    status: int
    words: str
    item: Item | None = None


def admit(organization: Organization, learner: Learner, path: str) -> Admission:
    """Let the learner in to the item whose link ends in ``path``, decoded, or say why not.

    Licenses are Percipio's affair alone: a learner without one is turned away here (C064), and so
    is everybody from an item that is not licensed to the organization any more (C040).
    """
    if not learner.licensed:
        return Admission(403, f"{learner.name} has no Percipio license. Ask your administrator.")
    item = _behind(organization, path)
    if item is None:
        return Admission(404, f"{organization.name} has no such content.")
    return Admission(200, str(item["localizedMetadata"][0]["title"]), item)


def route(percipio: Percipio) -> Route:
    """The page of every item of every organization."""

    async def page(request: Request) -> Response:
        who = visitor(percipio, request)
        if who is None:
            return _page(Admission(401, "Sign in to Percipio."))
        return _page(admit(who.organization, who.person, request.url.path))

    return Route(PATH, page, methods=["GET"])


def _behind(organization: Organization, path: str) -> Item | None:
    # A click is rare, so no index is kept: a hundred thousand items are read in about a second.
    for item in organization.catalog:
        if unquote(urlsplit(item.get("link") or "").path) == path:
            return item
    return None


def _page(admission: Admission) -> Response:
    words = html.escape(admission.words)
    item = "" if admission.item is None else html.escape(str(admission.item["id"]), quote=True)
    body = (
        "<!doctype html><html><head>"
        f'<title>{words}</title><meta name="percipio-item" content="{item}">'
        f"</head><body><h1>{words}</h1></body></html>"
    )
    return HTMLResponse(body, admission.status)
