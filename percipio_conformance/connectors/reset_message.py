"""The data that 360Learning sends a connector when it enables a customer's integration."""

from __future__ import annotations

from fake_lms.integration.integrations import Integration
from fake_lms.server.clients import ClientCredentials
from percipio_conformance.connectors.control_client import Message
from percipio_conformance.spec.profiles import Profile


def integration_message(
    integration: Integration, client: ClientCredentials, lms_url: str, seed: int, profile: Profile
) -> Message:
    """The message of ``POST integrations``; ``POST reset`` adds the time to it (C080, C084, C085).

    Args:
        client: the connector's credentials at 360Learning for this integration.
    """
    return {
        "lms": {
            "base_url": lms_url,
            "client_id": client.client_id,
            "client_secret": client.client_secret,
        },
        "integration_id": integration.id,
        "group_id": integration.group_id,
        "connector_admin_id": integration.author_id,
        "seed": seed,
        "readings": dict(profile.readings),
    }
