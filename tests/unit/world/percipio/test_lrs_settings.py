"""The LRS configuration page takes what a connector says, or tells the connector why not."""

from __future__ import annotations

import pytest

from percipio_conformance.core.outcomes import ConnectorError
from percipio_conformance.world.percipio.lrs_settings import lrs_settings

WEBHOOK = {
    "client_id": "c",
    "client_secret": "s",
    "statement_url": "http://127.0.0.1:8080/api/skillsoft",
    "token_endpoint": "http://127.0.0.1:8080/api/skillsoft/oauth2/token",
}


def test_the_addresses_of_a_connector_are_entered_as_they_are() -> None:
    page = lrs_settings(WEBHOOK)
    assert page.url == WEBHOOK["statement_url"]
    assert page.token_endpoint == WEBHOOK["token_endpoint"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("statement_url", "/api/skillsoft", "URL: must be a whole address"),
        ("token_endpoint", "none", "must be a whole address"),
        ("statement_url", "http://127.0.0.1:8080/xapi/statements", "adds /statements itself"),
    ],
)
def test_an_address_that_the_page_does_not_save_is_the_connectors_fault(
    field: str, value: str, told: str
) -> None:
    with pytest.raises(ConnectorError, match="GET webhook") as refused:
        lrs_settings(WEBHOOK | {field: value})
    assert told in str(refused.value)
