"""Extension: the state of an integration, which no public answer shows (C003, C086)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api.answers import json_answer
from fake_lms.api.context import platform_of


async def get_state(request: Request) -> Response:
    """Whether 360Learning enabled the integration and whether an administrator activated it."""
    integration = platform_of(request).integrations.get(request.path_params["integration_id"])
    return json_answer(
        {
            "_id": integration.id,
            "externalPlatform": integration.external_platform,
            "groupId": integration.group_id,
            "authorId": integration.author_id,
            "enabled": integration.enabled,
            "active": integration.active,
        }
    )


routes = [Route("/extensions/integrations/{integration_id}", get_state, methods=["GET"])]
