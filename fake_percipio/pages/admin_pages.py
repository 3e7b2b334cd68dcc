"""The admin view of an organization's site, except the LRS configuration page (C075, C150)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from fake_percipio.core.wire_time import catalog_instant
from fake_percipio.pages.responses import Body, PageRefusal, page, page_answer, read_body

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import Route

    from fake_percipio.catalog.service_tokens import ServiceToken
    from fake_percipio.organization import Organization
    from fake_percipio.pages.sign_in import Visitor
    from fake_percipio.site import Percipio
    from fake_percipio.xapi.learners import Learner

TOKENS = "/admin/serviceAccount/tokens"
USERS = "/admin/users"
SITE_CONFIGURATION = "/admin/siteSettings/systemIntegration/siteConfiguration"
"""Site Settings, System Integration, Site Configuration, in the words of the screens (C150)."""


class LicenseBody(Body):
    licensed: bool


class SiteConfigurationBody(Body):
    allow_multiple_completions: bool


def routes(percipio: Percipio) -> list[Route]:
    """The pages of every organization; who is signed in decides whose they are."""

    async def organization(who: Visitor, request: Request) -> Response:
        acme = who.organization
        return page_answer(
            {
                "id": acme.id,
                "name": acme.name,
                "site": f"https://{acme.domain}.percipio.com",
                "tenantInstanceUrl": percipio.base_url,
                "lrsConfigurationPage": acme.lrs_page.address,
            }
        )

    return [
        page(percipio, "GET", "/admin/organization", organization, admin=True),
        page(percipio, "GET", "/admin/serviceAccount", _service_account, admin=True),
        page(percipio, "POST", TOKENS, _issue_token, admin=True),
        page(percipio, "DELETE", TOKENS + "/{token_id}", _revoke_token, admin=True),
        page(percipio, "GET", USERS, _users, admin=True),
        page(percipio, "PATCH", USERS + "/{uuid}", _license, admin=True),
        page(percipio, "GET", SITE_CONFIGURATION, _site_configuration, admin=True),
        page(percipio, "PUT", SITE_CONFIGURATION, _configure_site, admin=True),
    ]


async def _service_account(who: Visitor, request: Request) -> Response:
    """The account that API clients use, and its tokens, which are shown only when issued."""
    account = who.organization.service_tokens
    return page_answer(
        {"id": account.account_id, "tokens": [_token(each) for each in account.valid()]}
    )


async def _issue_token(who: Visitor, request: Request) -> Response:
    made = who.organization.service_tokens.issue()
    return page_answer(_token(made) | {"token": made.value}, 201)


async def _revoke_token(who: Visitor, request: Request) -> Response:
    account = who.organization.service_tokens
    token_id = request.path_params["token_id"]
    for each in account.valid():
        if each.id == token_id:
            account.revoke(each.value)
            return Response(status_code=204)
    raise PageRefusal(404, "not_found", f"The service account has no valid token {token_id}.")


async def _users(who: Visitor, request: Request) -> Response:
    return page_answer([_user(each) for each in who.organization.learners.values()])


async def _license(who: Visitor, request: Request) -> Response:
    """Give a person a license, or take it away (C064)."""
    wanted = await read_body(request, LicenseBody)
    for each in who.organization.learners.values():
        if each.uuid == request.path_params["uuid"]:
            return page_answer(_user(who.organization.license(each.name, wanted.licensed)))
    raise PageRefusal(404, "not_found", f"{who.organization.name} has no such user.")


async def _site_configuration(who: Visitor, request: Request) -> Response:
    return page_answer(_configuration(who.organization))


async def _configure_site(who: Visitor, request: Request) -> Response:
    wanted = await read_body(request, SiteConfigurationBody)
    who.organization.activity.multiple_completions = wanted.allow_multiple_completions
    return page_answer(_configuration(who.organization))


def _configuration(organization: Organization) -> dict[str, bool]:
    return {"allowMultipleCompletions": organization.activity.multiple_completions}


def _token(each: ServiceToken) -> dict[str, Any]:
    return {
        "id": each.id,
        "issuedAt": catalog_instant(each.issued_at),
        "validUntil": catalog_instant(each.valid_until),
    }


def _user(each: Learner) -> dict[str, Any]:
    return {
        "id": each.uuid,
        "name": each.name,
        "email": each.email,
        "userId": each.user_id,
        "licensed": each.licensed,
        "administrator": each.administrator,
    }
