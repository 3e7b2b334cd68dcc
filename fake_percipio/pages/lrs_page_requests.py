"""The LRS configuration page over HTTP: opened, filled in and saved in one request (C113).

Below the address of the article, ``/admin/lrsConfig``, with or without its query. A form that is
sent is filled into the page as it would open now, so a field that the page does not show is
refused; ``recheckOAuth2`` is the click that brings the token fields back (C130).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from msgspec import UNSET, UnsetType, field, structs
from starlette.responses import Response

from fake_percipio.pages.responses import Body, PageRefusal, page, page_answer, read_body
from fake_percipio.xapi.lrs_configuration import LrsConfigurationError
from fake_percipio.xapi.lrs_page import LrsForm
from fake_percipio.xapi.sender import ConnectionTestError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import Route

    from fake_percipio.pages.sign_in import Visitor
    from fake_percipio.site import Percipio

PATH = "/admin/lrsConfig"
HIDDEN = "********"

Choice = Literal["all"] | list[str]

_LABELS = {
    "url": "url",
    "oauth2": "authenticateWithOAuth2",
    "token_endpoint": "tokenEndpoint",
    "token_request_parameters": "tokenRequestParameters",
    "authorization": "authorization",
    "actor_id": "actorId",
    "course_satisfied_verb": "courseSatisfiedVerb",
    "assessment_scored_verb": "assessmentScoredVerb",
    "waived_verb": "waivedVerb",
    "content_type_filter": "contentTypeFilter",
    "verb_filter": "verbFilter",
    "enabled": "enable",
    "bypass_connection_test": "bypassConnectionTest",
}


class FormBody(Body):
    """The fields that the administrator fills in; omitted fields stay as the page shows them."""

    url: str | UnsetType = UNSET
    authenticate_with_oauth2: bool | UnsetType = field(name=_LABELS["oauth2"], default=UNSET)
    recheck_oauth2: bool = field(name="recheckOAuth2", default=False)
    token_endpoint: str | UnsetType = UNSET
    token_request_parameters: dict[str, str] | UnsetType = UNSET
    authorization: str | UnsetType = UNSET
    actor_id: Literal["Mbox", "Account"] | UnsetType = UNSET
    course_satisfied_verb: str | UnsetType = UNSET
    assessment_scored_verb: str | UnsetType = UNSET
    waived_verb: str | UnsetType = UNSET
    content_type_filter: Choice | UnsetType = UNSET
    verb_filter: Choice | UnsetType = UNSET
    enable: bool | UnsetType = UNSET
    bypass_connection_test: bool | UnsetType = UNSET


def routes(percipio: Percipio) -> list[Route]:
    """The page of every organization; who is signed in decides whose it is."""
    return [
        page(percipio, "GET", PATH, _open, admin=True),
        page(percipio, "PUT", PATH, _save, admin=True),
    ]


async def _open(who: Visitor, request: Request) -> Response:
    return page_answer(_shown(_form(who, request)))


async def _save(who: Visitor, request: Request) -> Response:
    """Answer 200 with the page as it opens next; any other answer saves nothing."""
    filled = await read_body(request, FormBody)
    form = _form(who, request)
    try:
        _fill_in(form, filled)
        await who.organization.lrs_page.save(form)
    except LrsConfigurationError as error:
        raise PageRefusal(400, "not_saved", str(error)) from error
    except ConnectionTestError as error:
        raise PageRefusal(400, "connection_test_failed", str(error)) from error
    return page_answer(_shown(_form(who, request)))


def _form(who: Visitor, request: Request) -> LrsForm:
    lrs_page = who.organization.lrs_page
    return lrs_page.open(f"{lrs_page.address}?{request.url.query}")


def _fill_in(form: LrsForm, filled: FormBody) -> None:
    given: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, list) else value
        for name, value in structs.asdict(filled).items()
        if value is not UNSET
    }
    recheck = given.pop("recheck_oauth2")
    checked = given.pop("authenticate_with_oauth2", form.values.get("oauth2", False))
    if recheck or checked != form.values.get("oauth2"):
        form.check_oauth2(checked)
    if "enable" in given:
        given["enabled"] = given.pop("enable")
    form.enter(**given)


def _shown(form: LrsForm) -> dict[str, Any]:
    """The page's fields under their labels, in its order; secrets are masked."""
    return {
        label: _readable(name, form.values.get(name))
        for name, label in _LABELS.items()
        if name in form.fields
    }


def _readable(name: str, value: Any) -> Any:
    if name == "authorization" and value:
        return HIDDEN
    if name == "token_request_parameters" and value:
        return {key: HIDDEN if key == "client_secret" else text for key, text in value.items()}
    return sorted(value) if isinstance(value, frozenset) else value
