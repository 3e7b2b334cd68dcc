import asyncio
import json
import re
from datetime import timedelta
from typing import Any

import httpx
import pytest

from fake_percipio.xapi.access_token import AccessTokenError
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.sender import ConnectionTestError, LrsSender, SenderNotReadyError

CONFIGURATION = {
    "url": "http://connector.test/api/skillsoft",
    "token_endpoint": "http://connector.test/api/skillsoft/oauth2/token",
    "token_request_parameters": {"client_id": "me", "client_secret": "very-secret"},
    "bypass_connection_test": True,
}


class Store:
    """A record store that answers as told."""

    def __init__(self) -> None:
        self.statements: list[httpx.Request] = []
        self.tokens: list[httpx.Request] = []
        self.answers: list[httpx.Response | Exception] = []
        self.token_answers: list[httpx.Response | Exception] = []
        self.expires_in = 3600

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/token"):
            self.tokens.append(request)
            token = {"access_token": f"t{len(self.tokens)}", "expires_in": self.expires_in}
            return self._next(self.token_answers, httpx.Response(200, json=token))
        self.statements.append(request)
        return self._next(self.answers, httpx.Response(200, json=[]))

    def _next(
        self, scripted: list[httpx.Response | Exception], usual: httpx.Response
    ) -> httpx.Response:
        answer = scripted.pop(0) if scripted else usual
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def sender(store: Store, clock) -> LrsSender:
    client = httpx.AsyncClient(transport=httpx.MockTransport(store))
    made = LrsSender(clock, lambda: client)
    made.configure(LrsConfiguration(**CONFIGURATION))
    return made


def submit(sender: LrsSender, *names: str) -> None:
    for name in names:
        sender.submit({"id": name, "verb": "x"})


def run(sender: LrsSender) -> None:
    asyncio.run(sender.run_due())


def bodies(store: Store) -> list[Any]:
    return [json.loads(each.content) for each in store.statements]


def test_statements_go_out_in_one_array_with_a_token(sender, store, clock) -> None:
    submit(sender, "a", "b")
    assert sender.next_due() == clock()
    run(sender)
    assert [[each["id"] for each in body] for body in bodies(store)] == [["a", "b"]]
    (request,) = store.statements
    assert str(request.url) == "http://connector.test/api/skillsoft/statements"
    assert request.headers["authorization"] == "Bearer t1"
    assert request.headers["x-experience-api-version"] == "1.0.3"
    assert request.headers["content-type"] == "application/json"
    (delivery,) = sender.deliveries
    assert (delivery.statement_ids, delivery.attempt, delivery.status) == (("a", "b"), 1, 200)
    assert delivery.acknowledged
    assert delivery.next_retry_at is None
    assert sender.queued == 0


def test_the_token_request_is_a_form_with_client_credentials(sender, store) -> None:
    submit(sender, "a")
    run(sender)
    (request,) = store.tokens
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert dict(httpx.QueryParams(request.content.decode())) == {
        "grant_type": "client_credentials",
        "client_id": "me",
        "client_secret": "very-secret",
    }
    assert "very-secret" not in str(request.url)


def test_batches_have_a_size_and_one_means_no_array(sender, store) -> None:
    sender.batch_size = 2
    submit(sender, "a", "b", "c")
    run(sender)
    sender.batch_size = 1
    submit(sender, "d")
    run(sender)
    assert [len(each) for each in bodies(store)[:2]] == [2, 1]
    assert bodies(store)[2] == {"id": "d", "verb": "x"}


def test_a_token_is_used_until_shortly_before_its_end(sender, store, clock) -> None:
    submit(sender, "a")
    run(sender)
    assert sender.next_due() == clock() + timedelta(seconds=3540)
    clock.move(seconds=3539)
    submit(sender, "b")
    run(sender)
    assert len(store.tokens) == 1
    clock.move(seconds=1)
    run(sender)
    assert sender.next_due() is None
    submit(sender, "c")
    run(sender)
    assert [each.headers["authorization"] for each in store.statements] == [
        "Bearer t1",
        "Bearer t1",
        "Bearer t2",
    ]
    assert [each.expires_in for each in sender.tokens.requests] == [3600, 3600]


def test_a_refused_token_is_renewed_once_at_once(sender, store, clock) -> None:
    store.answers = [httpx.Response(401)]
    submit(sender, "a")
    run(sender)
    assert [(each.status, each.acknowledged) for each in sender.deliveries] == [
        (401, False),
        (200, True),
    ]
    assert sender.deliveries[0].next_retry_at == clock()
    assert len(store.tokens) == 2


def test_a_second_refusal_ends_it(sender, store) -> None:
    store.answers = [httpx.Response(401), httpx.Response(401)]
    submit(sender, "a", "b")
    run(sender)
    assert [each.status for each in sender.deliveries] == [401, 401]
    assert sender.deliveries[-1].next_retry_at is None
    assert sender.queued == 0


@pytest.mark.parametrize(
    "trouble", [httpx.Response(500), httpx.Response(429), httpx.ConnectError("refused")]
)
def test_trouble_is_waited_out_in_order(sender, store, clock, trouble) -> None:
    store.answers = [trouble, trouble, trouble]
    submit(sender, "a")
    run(sender)
    submit(sender, "b")
    waits = []
    while sender.queued:
        due = sender.next_due()
        waits.append((due - clock()) // timedelta(minutes=1))
        clock.at = due
        run(sender)
    assert waits == [1, 2, 4]
    assert [each.statement_ids for each in sender.deliveries] == [("a",)] * 4 + [("b",)]
    assert [each.attempt for each in sender.deliveries] == [1, 2, 3, 4, 1]
    assert sender.deliveries[-1].acknowledged


def test_retry_after_counts(sender, store, clock) -> None:
    store.answers = [httpx.Response(429, headers={"retry-after": "17"})]
    submit(sender, "a")
    run(sender)
    assert sender.next_due() == clock() + timedelta(seconds=17)
    clock.move(seconds=16)
    run(sender)
    assert len(sender.deliveries) == 1


def test_other_refusals_are_given_up_and_the_rest_goes_on(sender, store) -> None:
    store.answers = [httpx.Response(400)]
    sender.batch_size = 1
    submit(sender, "a", "b")
    run(sender)
    assert [(each.status, each.acknowledged) for each in sender.deliveries] == [
        (400, False),
        (200, True),
    ]
    assert sender.deliveries[0].error == "answered 400"


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (httpx.Response(401, json={"error": "invalid_client"}), "token endpoint: answered 401"),
        (httpx.Response(200, text="<html>"), "without an access_token"),
        (httpx.Response(200, json=["token"]), "without an access_token"),
        (httpx.ReadTimeout("slow"), r"no answer \(ReadTimeout\)"),
    ],
)
def test_without_a_token_nothing_is_lost(sender, store, clock, trouble, words) -> None:
    store.token_answers = [trouble]
    submit(sender, "a")
    run(sender)
    (delivery,) = sender.deliveries
    assert delivery.status is None
    assert pytest.approx(1) == (delivery.next_retry_at - clock()) / timedelta(minutes=1)
    assert re.search(words, delivery.error)
    assert "very-secret" not in repr(sender.deliveries) + repr(sender.tokens.requests)
    clock.move(minutes=1)
    run(sender)
    assert sender.deliveries[-1].acknowledged


def test_after_ninety_days_it_is_over(sender, store, clock) -> None:
    store.answers = [httpx.Response(503)] * 3000
    submit(sender, "a")
    start = clock()
    while sender.queued:
        clock.at = sender.next_due()
        run(sender)
    assert timedelta(days=89) < clock() - start <= timedelta(days=90)
    assert sender.deliveries[-1].next_retry_at is None


def test_basic_authentication_when_oauth_is_unchecked(sender, store) -> None:
    sender.configure(
        LrsConfiguration(
            url="http://connector.test/x",
            oauth2=False,
            authorization="bWU6eA==",
            bypass_connection_test=True,
        )
    )
    submit(sender, "a")
    run(sender)
    assert store.statements[0].headers["authorization"] == "Basic bWU6eA=="
    assert store.tokens == []


def test_nothing_goes_out_until_enabled_and_tested(sender, store) -> None:
    submit(sender, "a")
    sender.configure(LrsConfiguration(**{**CONFIGURATION, "enabled": False}))
    assert sender.next_due() is None
    sender.configure(LrsConfiguration(**{**CONFIGURATION, "bypass_connection_test": False}))
    assert not sender.active
    run(sender)
    assert store.statements == []
    store.answers = [httpx.Response(404), httpx.Response(200, json={"version": ["1.0.3"]})]
    with pytest.raises(ConnectionTestError, match="with 404; check the URL, or bypass"):
        asyncio.run(sender.test_connection())
    asyncio.run(sender.test_connection())
    assert store.statements[-1].url.path == "/api/skillsoft/about"
    run(sender)
    assert sender.deliveries[-1].acknowledged


def test_what_is_missing_is_said(clock) -> None:
    sender = LrsSender(clock, lambda: None)
    with pytest.raises(SenderNotReadyError, match="configure it"):
        asyncio.run(sender.test_connection())
    sender.configure(LrsConfiguration(**CONFIGURATION))
    submit(sender, "a")
    with pytest.raises(SenderNotReadyError, match="no HTTP client"):
        run(sender)


def test_a_silent_store_is_no_connection(sender, store) -> None:
    store.answers = [httpx.ConnectTimeout("x")]
    with pytest.raises(ConnectionTestError, match="did not answer"):
        asyncio.run(sender.test_connection())


def test_a_token_without_a_stated_life_lives_an_hour(sender, store, clock) -> None:
    store.token_answers = [httpx.Response(200, json={"access_token": "x"})]
    submit(sender, "a")
    run(sender)
    assert sender.next_due() == clock() + timedelta(seconds=3540)


def test_basic_authentication_asks_for_no_token(sender, store) -> None:
    basic = LrsConfiguration(url="http://connector.test/x", oauth2=False, authorization="bWU6eA==")
    with pytest.raises(AccessTokenError, match="names no token endpoint"):
        asyncio.run(sender.tokens.token(basic, httpx.AsyncClient()))


def test_a_batch_whose_acknowledgment_is_missed_is_sent_again_at_once(sender, store) -> None:
    sender.misses_acknowledgments = True
    submit(sender, "a", "b")
    run(sender)
    first, again = bodies(store)
    assert first == again
    (delivery,) = sender.deliveries
    assert (delivery.acknowledged, delivery.attempt) == (True, 2)
    assert (sender.missed_acknowledgments, sender.queued) == (1, 0)


def test_a_refused_batch_has_no_acknowledgment_to_miss(sender, store) -> None:
    sender.misses_acknowledgments = True
    store.answers = [httpx.Response(503)]
    submit(sender, "a")
    run(sender)
    assert (len(store.statements), sender.missed_acknowledgments, sender.queued) == (1, 0, 1)


def test_the_answer_to_the_second_try_counts(sender, store) -> None:
    sender.misses_acknowledgments = True
    store.answers = [httpx.Response(200, json=[]), httpx.Response(400)]
    submit(sender, "a")
    run(sender)
    assert (len(store.statements), sender.queued) == (2, 0)
    assert (sender.deliveries[-1].status, sender.deliveries[-1].acknowledged) == (400, False)


def test_a_batch_can_end_with_the_statements_of_the_acknowledged_batch_before_it(
    sender, store
) -> None:
    sender.repeats_earlier = True
    for identifiers in (("a",), ("b", "c"), ("d",)):
        submit(sender, *identifiers)
        run(sender)
    sent = [[each["id"] for each in body] for body in bodies(store)]
    first, second, third = sent
    assert (len(first), len(second), len(third)) == (1, 3, 3)
    assert second[2:] == first
    assert third[1:] == second[:2]
    assert sender.queued == 0


def test_a_refused_batch_is_not_sent_with_the_next_one(sender, store) -> None:
    sender.repeats_earlier = True
    store.answers = [httpx.Response(400)]
    submit(sender, "a")
    run(sender)
    submit(sender, "b")
    run(sender)
    assert [len(each) for each in bodies(store)] == [1, 1]


def test_a_full_batch_has_no_room_for_earlier_statements(sender, store) -> None:
    sender.repeats_earlier = True
    sender.batch_size = 2
    for identifiers in (("a", "b"), ("c", "d"), ("e",)):
        submit(sender, *identifiers)
        run(sender)
    assert [len(each) for each in bodies(store)] == [2, 2, 2]


def test_a_second_worker_requests_a_token_after_each_of_the_first(sender, store) -> None:
    sender.tokens.has_second_worker = True
    for identifier in ("a", "b"):
        submit(sender, identifier)
        run(sender)
    assert len(sender.tokens.requests) == 2
    assert sender.tokens.of_second_worker == 1
    used = {each.headers["authorization"] for each in store.statements}
    assert len(used) == 1


def test_a_failure_of_the_second_worker_takes_nothing_from_the_first(sender, store) -> None:
    sender.tokens.has_second_worker = True
    token = {"access_token": "t", "expires_in": 3600}
    store.token_answers = [httpx.Response(200, json=token), httpx.Response(503)]
    submit(sender, "a")
    run(sender)
    assert sender.deliveries[-1].acknowledged
