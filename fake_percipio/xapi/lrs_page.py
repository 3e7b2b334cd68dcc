"""Percipio's LRS configuration page, as administrators use it (C113, C114, C127 to C130).

The page depends on the address and on the saved values. A form holds the administrator's input,
which has no effect until it is saved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fake_percipio.xapi.lrs_configuration import LrsConfiguration, LrsConfigurationError
from fake_percipio.xapi.sender import ConnectionTestError, LrsSender

BYPASS = "bypassConnectionTest"
"""The query that makes the page offer to save without a connection test (C114)."""

_TOKEN_FIELDS = ("token_endpoint", "token_request_parameters")


@dataclass
class LrsForm:
    """The page as it is open; ``values`` are those of an :class:`LrsConfiguration`."""

    values: dict[str, Any] = field(repr=False)
    offers_bypass: bool
    shows_token_fields: bool = True
    """Whether Token Endpoint and Token Request Parameters appear; else Authorization does."""

    @property
    def fields(self) -> frozenset[str]:
        """The names of the values that can be seen and filled in."""
        hidden = {"authorization"} if self.shows_token_fields else set(_TOKEN_FIELDS)
        if not self.offers_bypass:
            hidden.add("bypass_connection_test")
        return frozenset(LrsConfiguration.__dataclass_fields__) - hidden

    def enter(self, **values: Any) -> None:
        """Fill fields in.

        Raises:
            LrsConfigurationError: the page does not show one of them.
        """
        for name, value in values.items():
            if name not in self.fields:
                raise LrsConfigurationError(f"the page shows no field for {name} now")
            self.values[name] = value

    def check_oauth2(self, checked: bool) -> None:
        """Click Authenticate with OAuth 2.0, which shows the fields that belong to it."""
        self.values["oauth2"] = checked
        self.shows_token_fields = checked


class LrsPage:
    """The page of one organization.

    Args:
        sender: the sender that a saved configuration controls.
        domain: the company's part of its Percipio address.
    """

    def __init__(self, sender: LrsSender, domain: str) -> None:
        self._sender = sender
        self._domain = domain
        self.forgets_token_fields = True
        """Whether the page that is opened again has lost the token fields, as real ones have."""

    @property
    def address(self) -> str:
        """The URL of the page, without a query."""
        return f"https://{self._domain}.percipio.com/admin/lrsConfig"

    def open(self, address: str | None = None) -> LrsForm:
        """The page at this address, with the values saved last.

        Raises:
            ValueError: that is not where the page is.
        """
        place, _, query = (address or self.address).partition("?")
        if place != self.address:
            raise ValueError(f"the page is at {self.address}, not at {place}")
        offers_bypass = BYPASS in query.split("&")
        saved = self._sender.configuration
        if saved is None:
            return LrsForm({"oauth2": False}, offers_bypass, shows_token_fields=False)
        values = {name: getattr(saved, name) for name in LrsConfiguration.__dataclass_fields__}
        if not offers_bypass:
            values["bypass_connection_test"] = False
        lost = saved.oauth2 and self.forgets_token_fields
        return LrsForm(values, offers_bypass, shows_token_fields=saved.oauth2 and not lost)

    async def save(self, form: LrsForm) -> LrsConfiguration:
        """Click Save this configuration.

        Fields that the page does not show are not saved: without the token fields, the
        Authorization field counts, whatever the state of the box (C130). Without the bypass, the
        record store must pass the connection test first.

        Raises:
            LrsConfigurationError: a field is wrong; nothing is saved.
            ConnectionTestError: the record store fails the test; nothing is saved.
        """
        values = {name: value for name, value in form.values.items() if name in form.fields}
        made = LrsConfiguration(**values | {"oauth2": form.shows_token_fields})
        before = self._sender.configuration
        self._sender.configure(made)
        if made.bypass_connection_test or not made.enabled:
            return made
        try:
            await self._sender.test_connection()
        except ConnectionTestError:
            self._sender.configuration = before
            raise
        return made
