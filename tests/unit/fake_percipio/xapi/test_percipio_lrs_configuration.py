import pytest

from fake_percipio.xapi.lrs_configuration import LrsConfiguration, LrsConfigurationError

GOOD = {
    "url": "http://connector.test/api/skillsoft",
    "token_endpoint": "http://connector.test/api/skillsoft/oauth2/token",
    "token_request_parameters": {"client_id": "me", "client_secret": "very-secret"},
}


def test_statements_go_below_the_url() -> None:
    for url in ("http://x.test/api", "http://x.test/api/"):
        saved = LrsConfiguration(**{**GOOD, "url": url})
        assert saved.statements_url == "http://x.test/api/statements"


def test_no_secret_in_a_repr() -> None:
    assert "very-secret" not in repr(LrsConfiguration(**GOOD))
    basic = LrsConfiguration(url=GOOD["url"], oauth2=False, authorization="dmVyeQ==")
    assert "dmVyeQ" not in repr(basic)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"url": "connector.test"}, "^URL: must be a whole address"),
        ({"url": "http://connector.test/api/statements"}, "^URL: leave the endpoint"),
        ({"url": "http://me:very-secret@x.test"}, "^URL: must not hold"),
        ({"token_endpoint": None}, "^Token Endpoint: must be a whole address"),
        ({"token_request_parameters": {"client_id": "me"}}, "client_secret missing"),
        ({"token_request_parameters": {}}, "client_id and client_secret missing"),
        ({"oauth2": False}, "^Authorization: enter"),
        ({"actor_id": "Email"}, "^Actor ID: must be Mbox or Account"),
        ({"course_satisfied_verb": "finished"}, "^Course Satisfied Verb: Percipio has no verb"),
        ({"verb_filter": frozenset({"done"})}, "^Verb Filter: Percipio has no verb 'done'"),
        ({"content_type_filter": frozenset()}, "choose at least one entry"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, object], message: str) -> None:
    with pytest.raises(LrsConfigurationError, match=message) as refused:
        LrsConfiguration(**{**GOOD, **change})
    assert "very-secret" not in str(refused.value)


def test_filters() -> None:
    everything = LrsConfiguration(**GOOD)
    assert everything.lets_through("arrived", None)
    some = LrsConfiguration(
        **GOOD, content_type_filter=frozenset({"COURSE"}), verb_filter=frozenset({"completed"})
    )
    assert some.lets_through("completed", "COURSE")
    assert not some.lets_through("completed", "BOOK")
    assert not some.lets_through("initialized", "COURSE")
    assert not some.lets_through("completed", None)
