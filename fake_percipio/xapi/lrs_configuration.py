"""The fields of Percipio's LRS configuration page (C112 to C129)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from fake_percipio.xapi.verbs import VERBS


class LrsConfigurationError(ValueError):
    """The page rejects these values; the message names the wrong field and the allowed values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LrsConfiguration:
    """The fields of the page; ``repr`` shows no secrets.

    Raises:
        LrsConfigurationError: a field is missing or has an invalid value.
    """

    url: str
    """The record store, without the endpoint for statements (C115)."""
    oauth2: bool = True
    """Authenticate with OAuth 2.0 (C116); otherwise the Authorization field is used (C130)."""
    token_endpoint: str | None = None
    token_request_parameters: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The parameters of a token request, in addition to the grant type (C118, C119)."""
    authorization: str | None = field(default=None, repr=False)
    """The Base64 token of basic authentication."""
    actor_id: Literal["Mbox", "Account"] = "Mbox"
    course_satisfied_verb: str = "satisfied"
    assessment_scored_verb: str = "scored"
    waived_verb: str = "waived"
    content_type_filter: Literal["all"] | frozenset[str] = "all"
    """Or the percipioTypes to send, such as COURSE."""
    verb_filter: Literal["all"] | frozenset[str] = "all"
    """Or the names of the verbs to send."""
    enabled: bool = True
    bypass_connection_test: bool = False

    def __post_init__(self) -> None:
        _check_url("URL", self.url)
        if self.url.rstrip("/").endswith("/statements"):
            raise LrsConfigurationError(
                "URL: leave the endpoint for statements out; Percipio adds /statements itself"
            )
        self._check_authentication()
        if self.actor_id not in ("Mbox", "Account"):
            raise LrsConfigurationError(f"Actor ID: must be Mbox or Account, not {self.actor_id!r}")
        for name, chosen in self._verbs():
            if chosen not in VERBS:
                raise LrsConfigurationError(
                    f"{name}: Percipio has no verb {chosen!r}; choose one of {', '.join(VERBS)}"
                )
        if self.content_type_filter == frozenset() or self.verb_filter == frozenset():
            raise LrsConfigurationError(
                "Content Type Filter, Verb Filter: choose at least one entry, or all; "
                "clear Enable to send nothing"
            )

    def _check_authentication(self) -> None:
        if not self.oauth2:
            if not self.authorization:
                raise LrsConfigurationError(
                    "Authorization: enter the Base64 token, or check Authenticate with OAuth 2.0"
                )
            return
        _check_url("Token Endpoint", self.token_endpoint or "")
        missing = {"client_id", "client_secret"} - {
            name for name, value in self.token_request_parameters.items() if value
        }
        if missing:
            raise LrsConfigurationError(
                f"Token Request Parameters: {' and '.join(sorted(missing))} missing or empty; "
                "copy them from the webhook credentials of the other platform"
            )

    def _verbs(self) -> list[tuple[str, str]]:
        chosen = [
            ("Course Satisfied Verb", self.course_satisfied_verb),
            ("Assessment Scored Verb", self.assessment_scored_verb),
            ("Waived Verb", self.waived_verb),
        ]
        if self.verb_filter != "all":
            chosen += [("Verb Filter", name) for name in sorted(self.verb_filter)]
        return chosen

    def lets_through(self, verb: str, content_type: str | None) -> bool:
        """True if a statement of that verb about content of that percipioType is sent."""
        type_fits = self.content_type_filter == "all" or content_type in self.content_type_filter
        return type_fits and (self.verb_filter == "all" or verb in self.verb_filter)

    @property
    def statements_url(self) -> str:
        """The URL to which statements are posted."""
        return self.url.rstrip("/") + "/statements"


def _check_url(name: str, text: str) -> None:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise LrsConfigurationError(
            f"{name}: must be a whole address that starts with https:// or http://"
        )
    if parts.username is not None or parts.password is not None:
        raise LrsConfigurationError(f"{name}: must not hold a user name or password")
