import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from percipio_conformance.core.redaction import (
    REDACTED,
    cut,
    is_secret_name,
    redact_body,
    redact_event,
    redact_headers,
    redact_json,
    redact_text,
    redact_url,
)

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    "name",
    [
        "Authorization", "bearer_token", "bearerToken", "client_secret", "clientSecret", "token",
        "access_token", "refreshToken", "X-Api-Key", "password", "Set-Cookie", "secret",
    ],
)  # fmt: skip
def test_names_that_hold_a_secret(name):
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    ["token_type", "tokenEndpoint", "client_id", "expires_in", "tokens", "secretary", "event"],
)
def test_names_that_hold_none(name):
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"seen {JWT} there", f"seen {REDACTED} there"),
        (f"cut off {JWT[:30]}", f"cut off {REDACTED}"),
        ("Authorization: Bearer opaque-value", f"Authorization: Bearer {REDACTED}"),
        ("Basic YWRhOnNlY3JldA==", f"Basic {REDACTED}"),
        ("grant_type=x&client_secret=s3cret&a=b", f"grant_type=x&client_secret={REDACTED}&a=b"),
        ("x --client-secret zz --n 1", f"x --client-secret {REDACTED} --n 1"),
        ("x --api-key 'a b' y", f"x --api-key {REDACTED} y"),
        ("x --client-secret-file f --token --n", "x --client-secret-file f --token --n"),
        ("/path?token=abc&max=2", f"/path?token={REDACTED}&max=2"),
        ('{"access_token": "ab\\"c", "n": 1', f'{{"access_token": "{REDACTED}", "n": 1'),
        ('{"n": 1, "access_token": "abc', f'{{"n": 1, "access_token": "{REDACTED}"'),
        ("{'client_secret': 'abc'}", f"{{'client_secret': '{REDACTED}'}}"),
        ("client_secret: abc", f"client_secret: {REDACTED}"),
        ("https://ada:pw@host/x", f"https://ada:{REDACTED}@host/x"),
        ("half \ud83d pair", "half \\ud83d pair"),
    ],
)
def test_text_loses_its_secrets(text, expected):
    assert redact_text(text) == expected
    assert redact_text(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the bearer token: refused",
        "Basic authentication.",
        '{"token_type": "Bearer", "expires_in": 3600}',
        "offset=2000&max=1000&pagingRequestId=5f2c",
        "percipio-conformance run --seed 7 --scenario 'features/a::The token is wrong'",
    ],
)
def test_text_keeps_what_is_no_secret(text):
    assert redact_text(text) == text


def test_a_reading_is_not_a_secret_though_its_switch_is_named_after_one():
    text = '{"A-TOKEN": "form-and-json", "x-token": "hunter2hunter2"}'
    assert redact_text(text) == '{"A-TOKEN": "form-and-json", "x-token": "[redacted]"}'


def test_urls_and_headers():
    assert redact_url("/launch?access_token=abc#x") == f"/launch?access_token={REDACTED}#x"
    headers = [("Authorization", "Bearer abcdef"), ("Accept", "a"), ("accept", "b")]
    assert redact_headers(headers) == {"authorization": REDACTED, "accept": "a, b"}
    assert redact_headers({"X-Note": f"see {JWT}"}) == {"x-note": f"see {REDACTED}"}


def test_json_is_searched_to_the_bottom():
    value = {
        "rows": [{"bearerToken": "abc", "kept": "abc", "note": JWT}],
        "token": None,
        "password": True,
        "parameters": [{"key": "client_secret", "value": "abc"}, {"key": "scope", "value": "abc"}],
        "authorization": {"type": "oauth2", "value": "abc"},
    }
    assert redact_json(value) == {
        "rows": [{"bearerToken": REDACTED, "kept": "abc", "note": REDACTED}],
        "token": None,
        "password": True,
        "parameters": [
            {"key": "client_secret", "value": REDACTED},
            {"key": "scope", "value": "abc"},
        ],
        "authorization": REDACTED,
    }


@pytest.mark.parametrize("body", [None, b"", b"plain", "caf\u00e9", b"\xff\xfe", b'["\\ud83d"]'])
def test_any_body_can_be_shown(body):
    shown = redact_body(body)
    assert (shown is None) == (body is None)
    (shown or "").encode()


def test_a_body_nested_beyond_the_stack_is_shown_as_text():
    body = "[" * 100_000 + '{"token": "abc"}'
    assert redact_body(body, limit=10).startswith("[[[[[[[[[[… [")


def test_a_long_body_is_cut_after_its_secrets_are_gone():
    body = json.dumps({"access_token": "s3cret", "text": "x" * 300_000})
    shown = redact_body(body, limit=40)
    assert "s3cret" not in shown
    assert shown.startswith(f'{{"access_token": "{REDACTED}", "text": "… [')
    assert cut("short") == "short"


def test_an_event_is_redacted_in_every_text(events, sample):
    for event in events:
        text = repr(redact_event(event))
        assert not [secret for secret in sample.SECRETS if secret in text]


def test_an_event_without_secrets_is_not_copied(events):
    changed = [each for each in events if redact_event(each) is not each]
    assert 0 < len(changed) < len(events)
    for event in map(redact_event, events):
        assert redact_event(event) is event


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=200))
def test_redacting_twice_changes_nothing_more(text):
    once = redact_text(text)
    assert redact_text(once) == once


@given(st.text(alphabet="abcXYZ019-_", min_size=8, max_size=40), st.sampled_from(["json", "form"]))
def test_no_value_of_a_secret_field_survives(secret, form):
    body = (
        json.dumps({"a": [{"client_secret": f"§{secret}"}]})
        if form == "json"
        else f"grant_type=client_credentials&client_secret=§{secret}&scope=all"
    )
    assert f"§{secret}" not in redact_body(body)
