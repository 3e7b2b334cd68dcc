"""Step 4.2 of the article: Percipio's LRS configuration page (C115 to C128)."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

from fake_percipio.organization import Organization
from fake_percipio.xapi.lrs_configuration import LrsConfiguration, LrsConfigurationError
from fake_percipio.xapi.lrs_page import BYPASS, LrsForm
from fake_percipio.xapi.sender import ConnectionTestError
from percipio_conformance.connectors.control_client import Message
from percipio_conformance.core.coroutines import RunCoroutine
from percipio_conformance.core.outcomes import ConnectorError

UNREACHABLE = "http://record-store-nowhere.invalid/xapi"
EVERYTHING = "all"


def lrs_settings(webhook: Mapping[str, str]) -> LrsConfiguration:
    """The settings for a connector with these webhook values, learners identified by email.

    Raises:
        ConnectorError: the page rejects the connector's values.
    """
    try:
        return LrsConfiguration(
            url=webhook["statement_url"],
            token_endpoint=webhook["token_endpoint"],
            token_request_parameters={
                "client_id": webhook["client_id"],
                "client_secret": webhook["client_secret"],
            },
            actor_id="Mbox",
            course_satisfied_verb="completed",
            assessment_scored_verb="completed",
            waived_verb="completed",
            bypass_connection_test=True,
        )
    except LrsConfigurationError as error:
        raise ConnectorError(
            "GET webhook answered with what Percipio's LRS configuration page does not save, so "
            f"that no statement can come: {error}"
        ) from error


def _types(text: str) -> str | frozenset[str]:
    return EVERYTHING if text == EVERYTHING else frozenset({text.upper().replace(" ", "_")})


def _verbs(text: str) -> str | frozenset[str]:
    return EVERYTHING if text == EVERYTHING else frozenset({text})


FIELDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "Actor ID": ("actor_id", str),
    "Course Satisfied Verb": ("course_satisfied_verb", str),
    "Assessment Scored Verb": ("assessment_scored_verb", str),
    "Waived Verb": ("waived_verb", str),
    "Content Type Filter": ("content_type_filter", _types),
    "Verb Filter": ("verb_filter", _verbs),
    "Enable": ("enabled", lambda text: text == "checked"),
}
"""By the label of a field on the page: its name, and the parser of its value in a feature."""


class LrsSettings:
    """The LRS configuration page of one customer, used by its administrator.

    Args:
        webhook: returns the integration's webhook credentials and addresses.
    """

    def __init__(
        self, organization: Organization, *, run: RunCoroutine, webhook: Callable[[], Message]
    ) -> None:
        self._sender = organization.sender
        self._page = organization.lrs_page
        self._run = run
        self._webhook = webhook

    def configure(self, webhook: Mapping[str, str]) -> None:
        """Enter :func:`lrs_settings` for these webhook values.

        Raises:
            ConnectorError: the page rejects the connector's values.
        """
        self._sender.configure(lrs_settings(webhook))

    def set_field(self, label: str, text: str) -> None:
        """Open the page with the bypass, renew its OAuth fields, and change one of the FIELDS."""
        form = self._open(bypass=True)
        _renew_oauth(form)
        name, read = FIELDS[label]
        form.enter(bypass_connection_test=True, **{name: read(text)})
        self._run(self._page.save(form))

    def save_unreachable(self, *, bypass: bool) -> bool:
        """Enter the address of a receiver that does not answer.

        Args:
            bypass: whether the page is opened with the bypass of the connection test.

        Returns:
            Whether the page was saved.
        """
        form = self._open(bypass=bypass)
        _renew_oauth(form)
        form.enter(
            url=UNREACHABLE,
            token_endpoint=f"{UNREACHABLE}/token",
            token_request_parameters={"client_id": "nobody", "client_secret": "nothing"},
        )
        if bypass:
            form.enter(bypass_connection_test=True)
        try:
            self._run(self._page.save(form))
        except ConnectionTestError:
            return False
        return True

    def save_again(self, *, renewed: bool) -> None:
        """Open the page again, whose token fields are now empty, and save it.

        Args:
            renewed: enter OAuth 2.0 and the webhook's values again; otherwise fill in the
                Authorization field with the credentials as Base64.
        """
        form = self._open(bypass=True)
        if renewed:
            webhook = self._webhook()
            _renew_oauth(form)
            form.enter(
                token_endpoint=webhook["token_endpoint"],
                token_request_parameters={
                    name: webhook[name] for name in ("client_id", "client_secret")
                },
            )
        else:
            form.enter(authorization=self._basic_credentials())
        form.enter(bypass_connection_test=True)
        self._run(self._page.save(form))

    def _open(self, *, bypass: bool) -> LrsForm:
        return self._page.open(self._page.address + (f"?{BYPASS}" if bypass else ""))

    def _basic_credentials(self) -> str:
        webhook = self._webhook()
        pair = f"{webhook['client_id']}:{webhook['client_secret']}"
        return base64.b64encode(pair.encode()).decode()


def _renew_oauth(form: LrsForm) -> None:
    """Uncheck and check Authenticate with OAuth 2.0, so that its fields appear again (C130)."""
    form.check_oauth2(False)
    form.check_oauth2(True)
