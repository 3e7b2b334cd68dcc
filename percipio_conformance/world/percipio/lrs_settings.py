"""Step 4.2 of the article: Percipio's LRS configuration page, filled in (C115 to C128)."""

from __future__ import annotations

from collections.abc import Mapping

from fake_percipio.xapi.lrs_configuration import LrsConfiguration, LrsConfigurationError
from percipio_conformance.core.outcomes import ConnectorError


def lrs_settings(webhook: Mapping[str, str]) -> LrsConfiguration:
    """The page for a connector whose webhook is ``webhook``, learners known by their mailbox.

    Raises:
        ConnectorError: the page does not save what the connector says.
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
