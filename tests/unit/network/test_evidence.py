from percipio_conformance.core.redaction import REDACTED
from percipio_conformance.network.evidence import exchange_event
from percipio_conformance.network.traffic_log import Exchange


def test_an_exchange_tells_who_asked_whom_and_keeps_no_secret():
    told = exchange_event(
        Exchange(
            step="When a day passes",
            side="lms",
            method="POST",
            host="lms.test",
            path="/api/v2/oauth2/token?token=abc",
            request_headers={
                "Authorization": "Bearer opaque-value",
                "360-Api-Version": "v2.0",
                "Accept": "*/*",
            },
            request=b'{"client_id": "acme", "client_secret": "s3cret"}',
            status=200,
            response=b'{"access_token": "s3cret", "expires_in": 3600}',
        )
    )
    assert told.direction == "the connector asks 360Learning"
    assert told.path == f"/api/v2/oauth2/token?token={REDACTED}"
    assert told.request == (
        f"360-api-version: v2.0\nauthorization: {REDACTED}\n\n"
        f'{{"client_id": "acme", "client_secret": "{REDACTED}"}}'
    )
    assert told.response == f'{{"access_token": "{REDACTED}", "expires_in": 3600}}'


def test_a_broken_connection_shows_as_no_answer():
    told = exchange_event(
        Exchange(
            step=None,
            side="control",
            method="GET",
            host="connector.test",
            path="/control/status",
            request_headers={},
            error="ConnectError: nobody listens",
        )
    )
    assert (told.status, told.request) == (None, None)
    assert told.response == "ConnectError: nobody listens"
