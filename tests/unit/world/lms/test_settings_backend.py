from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any, TypeVar

import httpx
import pytest

from fake_lms.app import create_app
from fake_lms.core.errors import UnavailableError
from fake_lms.integration.backend import (
    SettingsRejected,
    SetupForm,
    SetupStatus,
    StoredSettings,
    WebhookCredentials,
)
from fake_lms.platform import Platform
from percipio_conformance.connectors.control_client import Message, SetupRejected
from percipio_conformance.core.outcomes import ConnectorError
from percipio_conformance.world.lms.settings_backend import ConnectorBackend, blame_the_connector

T = TypeVar("T")
FORM = SetupForm("acme", "the.token", "http://percipio.test")
STATUS = {"state": "refused", "reason": {"parameter": "tenant_url", "message": "no"}}
WEBHOOK = {
    "client_id": "id",
    "client_secret": "secret",
    "statement_url": "http://c.test/x",
    "token_endpoint": "http://c.test/x/token",
}


class Driver:
    """Writes down what it is asked, and answers what it is told to."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.asked: list[tuple[str, Any, str | None]] = []

    async def setup(self, message: Message, integration: str | None = None) -> SetupRejected | None:
        return self._answer("setup", message, integration)  # type: ignore[no-any-return]

    async def status(self, integration: str | None = None) -> Message:
        return self._answer("status", None, integration)  # type: ignore[no-any-return]

    async def settings(self, integration: str | None = None) -> Message:
        return self._answer("settings", None, integration)  # type: ignore[no-any-return]

    async def change_settings(self, message: Message, integration: str | None = None) -> Message:
        return self._answer("change_settings", message, integration)  # type: ignore[no-any-return]

    async def webhook(self, integration: str | None = None) -> Message:
        return self._answer("webhook", None, integration)  # type: ignore[no-any-return]

    def _answer(self, call: str, message: Any, integration: str | None) -> Any:
        self.asked.append((call, message, integration))
        answer = self.answers[call]
        if isinstance(answer, Exception):
            raise answer
        return answer


def backend_over(driver: Driver) -> ConnectorBackend:
    backend = ConnectorBackend(driver)  # type: ignore[arg-type]
    backend.register("one")
    backend.register("two", "two")
    return backend


def do(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def test_a_field_that_is_left_out_is_left_out_of_the_message() -> None:
    driver = Driver(setup=None)
    assert do(backend_over(driver).setup("one", SetupForm(organization_id="acme"))) is None
    assert driver.asked == [("setup", {"organization_id": "acme"}, None)]


def test_what_the_connector_objects_to_is_passed_on() -> None:
    driver = Driver(setup=SetupRejected("missing_value", "fill it in", "tenant_url"))
    objection = do(backend_over(driver).setup("one", FORM))
    assert objection == SettingsRejected("missing_value", "fill it in", "tenant_url")


@pytest.mark.parametrize(
    ("message", "status"),
    [
        (STATUS, SetupStatus("refused", "tenant_url", "no")),
        ({"state": "active", "reason": None}, SetupStatus("active")),
        ({"state": "enabled"}, SetupStatus("enabled")),
    ],
)
def test_a_status_says_what_was_refused(message: Message, status: SetupStatus) -> None:
    assert do(backend_over(Driver(status=message)).status("one")) == status


def test_settings_are_what_the_connector_speaks_of() -> None:
    driver = Driver(settings={"languages": ["fr-FR"]}, change_settings={"languages": []})
    backend = backend_over(driver)
    assert do(backend.settings("one")) == StoredSettings(languages=("fr-FR",))
    assert do(backend.change_settings("two", {"languages": ()})) == StoredSettings(languages=())
    assert driver.asked[-1] == ("change_settings", {"languages": []}, "two")


def test_everything_that_was_asked_is_known() -> None:
    backend = backend_over(Driver(webhook=WEBHOOK, status=STATUS))
    assert do(backend.webhook("two")) == WebhookCredentials(**WEBHOOK)
    do(backend.status("one"))
    assert backend.calls == ["webhook", "status"]


def test_an_integration_the_connector_was_not_told_of_has_nobody_behind_it() -> None:
    backend = backend_over(Driver(status=STATUS))
    with pytest.raises(UnavailableError) as refused:
        do(backend.status("three"))
    assert refused.value.code == "noConnector"
    assert backend.calls == []


def test_over_http_a_connector_that_fails_is_named_and_keeps_its_secrets() -> None:
    platform = Platform(lambda: datetime(2026, 1, 5, 11, 0, tzinfo=UTC))
    root = platform.groups.platform_group.id
    owner = platform.users.add("Olivia", mail="o@acme.example", roles={root: "owner"})
    made = platform.integrations.add("Skillsoft", group_id=root, author_id=owner.id)
    backend = ConnectorBackend(Driver(status=ConnectorError("it said client_secret=s3cr3t")))  # type: ignore[arg-type]
    backend.register(made.id)
    platform.backend = backend
    app = create_app(platform)
    blame_the_connector(app)
    answer = do(_open(app, platform, root, owner.id))
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "connectorUnavailable"
    assert "s3cr3t" not in answer.text


async def _open(app: Any, platform: Platform, group_id: str, user_id: str) -> httpx.Response:
    client = platform.clients.add("a browser")
    token = platform.clients.issue(client.client_id, client.client_secret)
    assert token is not None
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://l") as http:
        return await http.get(
            f"/api/v2/extensions/groups/{group_id}/settings/skillsoft",
            params={"userId": user_id},
            headers={"authorization": f"Bearer {token.value}", "360-api-version": "v2.0"},
        )
