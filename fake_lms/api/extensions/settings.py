"""Extension: the page Settings, Integrations, Skillsoft, as administrators use it.

The token identifies the program; ``userId`` identifies the person at the page, as in every
extension that represents a screen.
"""

from __future__ import annotations

from typing import Any, Literal, cast

from msgspec import UNSET, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, given, read_body
from fake_lms.api.context import platform_of
from fake_lms.api.documents import present
from fake_lms.core.errors import RefusedError
from fake_lms.integration.backend import Identification, Setting, StoredSettings
from fake_lms.integration.drafts import FIELDS, Section
from fake_lms.integration.settings_page import PageView, SettingsPages

# The nine categories of the article, as Step 5.2 lists them.
Category = Literal[
    "course",
    "book",
    "audiobook",
    "channel",
    "journey",
    "linked_content",
    "assessment",
    "benchmark",
    "uncategorized",
]


class FieldsBody(Body):
    """Fields of the page; omitted fields stay unchanged."""

    organization_id: str | UnsetType = UNSET
    bearer_token: str | UnsetType = UNSET
    tenant_url: str | UnsetType = UNSET
    tags_synchronization: bool | UnsetType = UNSET
    learner_identification: Identification | UnsetType = UNSET
    languages: tuple[str, ...] | UnsetType = UNSET
    content_types: tuple[Category, ...] | UnsetType = UNSET


async def open_page(request: Request) -> Response:
    """The page: state, parameters in force with the token masked, settings, the viewer's draft."""
    pages, group, user = _in_front(request)
    return json_answer(_page(await pages.open(group, user)))


async def type_draft(request: Request) -> Response:
    """Type into fields without saving; 200 with the page."""
    pages, group, user = _in_front(request)
    pages.type(group, user, given(await read_body(request, FieldsBody)))
    return json_answer(_page(await pages.open(group, user)))


async def discard_draft(request: Request) -> Response:
    """Leave the page without saving."""
    pages, group, user = _in_front(request)
    pages.leave(group, user)
    return Response(status_code=204)


async def set_up(request: Request) -> Response:
    """Click Setup integration; 202 with the page, 400 ``setupRefused`` for a blank field (C087)."""
    pages, group, user = _in_front(request)
    values = _of(await read_body(request, FieldsBody), "credentials", "tags")
    objection = await pages.set_up(group, user, values)
    if objection is not None:
        raise RefusedError("setupRefused", objection.message)
    return json_answer(_page(await pages.open(group, user)), 202)


async def save(request: Request) -> Response:
    """Click Save in one section; 200 with all settings as stored."""
    pages, group, user = _in_front(request)
    section = request.path_params["section"]
    if section not in FIELDS:
        raise RefusedError(
            "unknownSection", f"The page has no section {section!r}; it has {', '.join(FIELDS)}"
        )
    section = cast(Section, section)
    values = _of(await read_body(request, FieldsBody), section)
    return json_answer(_settings(await pages.save(group, user, section, values)))


async def open_webhook(request: Request) -> Response:
    """The section Webhook credentials, and the two addresses of Step 4.2 (C100, C101)."""
    pages, group, user = _in_front(request)
    shown = await pages.webhook(group, user)
    return json_answer(
        {
            "clientId": shown.client_id,
            "clientSecret": shown.client_secret,
            "url": shown.statement_url,
            "tokenEndpoint": shown.token_endpoint,
        }
    )


def _in_front(request: Request) -> tuple[SettingsPages, str, str]:
    user = request.query_params.get("userId")
    if not user:
        raise RefusedError("invalidRequest", "Say who is in front of the page: ?userId=...")
    return platform_of(request).settings_pages, request.path_params["group_id"], user


def _of(body: FieldsBody, *sections: Section) -> dict[str, Setting]:
    values = given(body)
    names = frozenset[str]().union(*(FIELDS[each] for each in sections))
    if stray := sorted(values.keys() - names):
        raise RefusedError(
            "invalidRequest",
            f"{', '.join(_camel(each) for each in stray)} cannot be saved here; this button saves "
            f"{', '.join(_camel(each) for each in sorted(names))}",
        )
    return values


def _page(view: PageView) -> dict[str, Any]:
    saved = view.saved
    refused = view.status.parameter
    return present(
        integrationId=view.integration.id,
        externalPlatform=view.integration.external_platform,
        groupId=view.integration.group_id,
        state=view.status.state,
        refused=None
        if refused is None
        else {"parameter": _camel(refused), "message": view.status.message},
        credentials=None
        if saved is None
        else present(
            organizationId=saved.organization_id,
            bearerToken=saved.bearer_token,
            tenantUrl=saved.tenant_url,
        ),
        settings=_settings(view.settings),
        draft={_camel(name): value for name, value in view.draft.items()},
    )


def _settings(stored: StoredSettings) -> dict[str, Any]:
    return present(
        tagsSynchronization=stored.tags_synchronization,
        learnerIdentification=stored.learner_identification,
        languages=stored.languages,
        contentTypes=stored.content_types,
        globalization=stored.globalization,
    )


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(each.capitalize() for each in rest)


_PAGE = "/extensions/groups/{group_id}/settings/skillsoft"

routes = [
    Route(_PAGE, open_page, methods=["GET"]),
    Route(f"{_PAGE}/draft", type_draft, methods=["PATCH"]),
    Route(f"{_PAGE}/draft", discard_draft, methods=["DELETE"]),
    Route(f"{_PAGE}/setup", set_up, methods=["POST"]),
    Route(f"{_PAGE}/sections/{{section}}", save, methods=["PUT"]),
    Route(f"{_PAGE}/webhook-credentials", open_webhook, methods=["GET"]),
]
