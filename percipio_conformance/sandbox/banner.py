"""The banner of a served world: addresses, credentials and personas."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field

from percipio_conformance.core.printable import printable


@dataclass(frozen=True)
class SandboxInfo:
    """Data that a person or a client needs to use the world; all of it is test data."""

    percipio_url: str
    organization_id: str
    bearer_token: str = field(repr=False)
    lms_url: str
    lms_client_id: str
    lms_client_secret: str = field(repr=False)
    lms_token: str = field(repr=False)
    """An access token of that client that is valid as long as the world exists."""
    integration_id: str
    group_id: str
    connector_admin_id: str
    connector_url: str
    webhook: Mapping[str, str] | None = field(repr=False)
    """None until someone opens the Webhook credentials."""
    world_url: str
    people: Mapping[str, str]
    """Ids in 360Learning, by name."""
    accounts: Mapping[str, str]
    """Ids in Percipio, by name; a browser signs in with them."""
    ca_file: str | None = None
    """Path of the certificate that a client must trust, if the world uses https."""


def banner(known: SandboxInfo) -> str:
    """The text of the banner, section by section."""
    webhook = known.webhook
    lines = [
        f"Percipio        {known.percipio_url}",
        f"  organization  {known.organization_id}",
        f"  bearer token  {known.bearer_token}",
        *(f"  {name:<13} {account}" for name, account in known.accounts.items()),
        f"360Learning     {known.lms_url}",
        f"  client id     {known.lms_client_id}",
        f"  client secret {known.lms_client_secret}",
        f"  integration   {known.integration_id}" if webhook else "  integration   not enabled yet",
        f"  group         {known.group_id}",
        f"  author        {known.connector_admin_id}",
        *(f"  {name:<13} {user}" for name, user in known.people.items()),
        f"Connector       {known.connector_url}",
    ]
    if webhook is not None:
        lines += [
            f"  client id     {webhook['client_id']}",
            f"  client secret {webhook['client_secret']}",
            f"  statements    {webhook['statement_url']}",
            f"  token         {webhook['token_endpoint']}",
        ]
    lines += [
        f"World           {known.world_url}",
        '  the clock     GET /clock, PUT /clock {"days": 1} moves it ahead',
        "  the connector GET /status",
    ]
    if known.ca_file is not None:
        lines.append(f"Authority       {known.ca_file}")
    return "\n".join(
        [*map(printable, lines), "All of these credentials are made up. Ctrl-C stops everything."]
    )


def shell_variables(known: SandboxInfo) -> str:
    """The same data as shell variables, one a line, for ``source``.

    ``AUTH`` and ``V2`` are the two headers that every request to 360Learning's API carries.
    """
    values = {
        "PERCIPIO": known.percipio_url,
        "API": f"{known.lms_url}/api/v2",
        "WORLD": known.world_url,
        "AUTH": f"Authorization: Bearer {known.lms_token}",
        "V2": "360-api-version: v2.0",
        "ORGANIZATION": known.organization_id,
        "BEARER_TOKEN": known.bearer_token,
        "ACADEMY": known.group_id,
        "SETTINGS": f"{known.lms_url}/api/v2/extensions/groups/{known.group_id}/settings/skillsoft",
        **{name.upper(): user for name, user in known.people.items()},
        **{f"PERCIPIO_{name.upper()}": account for name, account in known.accounts.items()},
    }
    if known.ca_file is not None:
        values["CURL_CA_BUNDLE"] = known.ca_file
    return "".join(f"export {name}={shlex.quote(value)}\n" for name, value in values.items())
