"""Extension: actions of 360Learning's staff in the back end, and the resulting state.

Staff act through 360Learning's own (in-house) clients; a customer's client is refused.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, NonEmpty, read_body
from fake_lms.api.context import platform_of, require_in_house
from fake_lms.api.documents import present
from fake_lms.integration.integrations import Integration
from fake_lms.integration.settings_page import NAME


class EnableBody(Body):
    """The values in the customer's email of Step 2."""

    group_id: NonEmpty
    connector_admin_id: NonEmpty


class SolutionsBody(Body):
    globalization: bool


async def get_state(request: Request) -> Response:
    """Return whether 360Learning enabled the integration, and whether its setup succeeded."""
    integration = platform_of(request).integrations.get(request.path_params["integration_id"])
    return json_answer(_state(integration))


async def enable(request: Request) -> Response:
    """Prepare the integration for a group, with its connector admin (C080, C084)."""
    require_in_house(request)
    body = await read_body(request, EnableBody)
    made = platform_of(request).administration.enable(
        NAME, group_id=body.group_id, connector_admin_id=body.connector_admin_id
    )
    return json_answer(_state(made), 201)


async def withdraw(request: Request) -> Response:
    """Withdraw an integration that has not been activated."""
    require_in_house(request)
    platform_of(request).administration.withdraw(request.path_params["integration_id"])
    return Response(status_code=204)


async def change_solutions(request: Request) -> Response:
    """Enable or disable the Globalization solution for the customer (C041)."""
    require_in_house(request)
    body = await read_body(request, SolutionsBody)
    stored = await platform_of(request).settings_pages.switch_globalization(
        request.path_params["integration_id"], on=body.globalization
    )
    return json_answer(present(globalization=stored.globalization))


def _state(integration: Integration) -> dict[str, Any]:
    return {
        "_id": integration.id,
        "externalPlatform": integration.external_platform,
        "groupId": integration.group_id,
        "authorId": integration.author_id,
        "enabled": integration.enabled,
        "active": integration.active,
    }


_ONE = "/extensions/integrations/{integration_id}"

routes = [
    Route("/extensions/integrations", enable, methods=["POST"]),
    Route(_ONE, get_state, methods=["GET"]),
    Route(_ONE, withdraw, methods=["DELETE"]),
    Route(f"{_ONE}/solutions", change_solutions, methods=["PUT"]),
]
