"""What a visitor of a served world is told."""

from __future__ import annotations

import subprocess
from dataclasses import replace

from percipio_conformance.sandbox.banner import SandboxInfo, banner, shell_variables

KNOWN = SandboxInfo(
    percipio_url="http://127.0.0.1:1",
    organization_id="org",
    bearer_token="hidden-bearer",
    lms_url="http://127.0.0.1:2",
    lms_client_id="client",
    lms_client_secret="hidden-secret",
    lms_token="hidden-token",
    integration_id="integration",
    group_id="academy",
    connector_admin_id="carol-id",
    connector_url="http://127.0.0.1:3",
    webhook={
        "client_id": "hook",
        "client_secret": "hidden-hook",
        "statement_url": "http://127.0.0.1:3/api/skillsoft",
        "token_endpoint": "http://127.0.0.1:3/api/skillsoft/oauth2/token",
    },
    world_url="http://127.0.0.1:4",
    people={"Ada": "ada-id"},
    accounts={"Ada": "it's Ada"},
)


def test_no_secret_shows_in_a_repr() -> None:
    assert "hidden" not in repr(KNOWN)


def test_what_is_not_there_yet_is_not_announced() -> None:
    assert "integration   integration" in banner(KNOWN)
    assert "hidden-hook" in banner(KNOWN)
    fresh = banner(replace(KNOWN, webhook=None))
    assert "integration   not enabled yet" in fresh
    assert "hidden-hook" not in fresh
    assert "Authority" not in fresh
    assert "Authority       /ca.pem" in banner(replace(KNOWN, ca_file="/ca.pem"))


def test_a_shell_takes_the_variables_as_they_are() -> None:
    script = shell_variables(replace(KNOWN, ca_file="/a file.pem"))
    script += (
        'printf "%s|" "$API" "$AUTH" "$V2" "$ADA" "$PERCIPIO_ADA" "$SETTINGS" "$CURL_CA_BUNDLE"'
    )
    done = subprocess.run(["sh", "-eu", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split("|") == [
        "http://127.0.0.1:2/api/v2",
        "Authorization: Bearer hidden-token",
        "360-api-version: v2.0",
        "ada-id",
        "it's Ada",
        "http://127.0.0.1:2/api/v2/extensions/groups/academy/settings/skillsoft",
        "/a file.pem",
        "",
    ]
    assert "CURL_CA_BUNDLE" not in shell_variables(KNOWN)
