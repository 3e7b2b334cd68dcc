"""Requests to the webhook that the suite makes itself; these phrases belong to wire features."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pytest_bdd import given, parsers, then

from percipio_conformance.core.outcomes import FeatureMistake, expect, expect_that
from percipio_conformance.core.step_tables import checks_arguments
from percipio_conformance.core.text import did_you_mean
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.patterns import LEARNER, TITLE, choice
from percipio_conformance.world.percipio.field_paths import remove_field, set_field
from percipio_conformance.world.percipio.statement_request import (
    INVALID_STATEMENTS,
    MALFORMED_BODIES,
    StatementRequest,
)
from percipio_conformance.world.percipio.webhook_client import TOKEN_REQUESTS
from percipio_conformance.world.scenario_state import required
from percipio_conformance.world.world import World

KINDS: dict[str, Any] = {
    "start": "initialized",
    "progress": "experienced",
    "completion": "course_satisfied",
}
SETTING = re.compile(r"(?:with|and) ([\w.]+) set to (.+?)(?= and [\w.]+ set to |$)")
"""A field of a statement and its value, as JSON."""
FIRST_OR_NEW = "with the first token, or with a new one if that is rejected"
SHORTEST_REASON = 15
"""An answer with fewer characters cannot explain what is wrong."""


def _demand_way(how: str) -> None:
    """Check how a statement is to be posted, before the scenario runs."""
    words = how.strip()
    if not words or words in WAYS or words in MALFORMED_BODIES:
        return
    if found := re.fullmatch(r"in a list with one (.+)", words):
        _ = INVALID_STATEMENTS[found[1]]
    elif re.fullmatch(r"as \S+/\S+|under (?:no version|version .+)|without [\w.]+", words):
        return
    elif words.startswith("with ") and (settings := SETTING.findall(words)):
        for path, value in settings:
            try:
                json.loads(value)
            except ValueError:
                raise FeatureMistake(
                    f"{value!r}, the value of {path}, is not JSON; write text in double quotes"
                ) from None
    else:
        raise FeatureMistake(
            f"no statement can be posted {words!r}; a way is"
            f" {', '.join([*WAYS, *MALFORMED_BODIES])}."
            f"{did_you_mean(words, [*WAYS, *MALFORMED_BODIES])}"
        )


def _demand_reason(outcome: str, word: str | None) -> None:
    if word is not None and outcome != "rejected with a reason":
        raise FeatureMistake(
            f"only a reason names something: write 'it was refused with a reason that names"
            f' "{word}"\''
        )


@action(parsers.re(rf"a token is requested {choice('how', TOKEN_REQUESTS)}"))
def asks_for_token(world: World, how: str) -> None:
    world.percipio.webhook_client.request_token(how)


@action(parsers.re(rf"{LEARNER}'s {choice('kind', KINDS)} of {TITLE} is posted(?P<how>| .+)"))
@checks_arguments(_demand_way)
def posts(world: World, learner: str, kind: str, title: str, how: str) -> None:
    request = world.percipio.webhook_client.statement_request(learner, KINDS[kind], title)
    _prepare(world, request, how)
    answer = world.percipio.webhook_client.post(request)
    if how.strip() == FIRST_OR_NEW and answer.status == 401:
        world.percipio.webhook_client.request_token("as a form")
        request.authorization = f"Bearer {world.percipio.webhook_client.token()}"
        world.percipio.webhook_client.post(request)
    world.run_until_idle()


@action(parsers.re(r"the same statement is posted again(?P<how>| .+)"))
@checks_arguments(_demand_way)
def posts_again(world: World, how: str) -> None:
    request = world.percipio.webhook_client.previous_request()
    _prepare(world, request, how)
    world.percipio.webhook_client.post(request)
    world.run_until_idle()


@then(
    parsers.re(
        r"the (?:statement|token request) is "
        r"(?P<outcome>accepted|rejected|rejected with 401|rejected with a reason)"
        r'(?: that names "(?P<word>[^"]+)")?'
    )
)
@checks_arguments(_demand_reason)
def outcome(world: World, outcome: str, word: str | None) -> None:
    answers = world.percipio.webhook_client.answers
    answer = required(
        answers[-1] if answers else None, "that requests a token or posts a statement"
    )
    seen = f"{answer.status} {answer.body[:300]}".strip()
    if outcome == "accepted":
        expect_that("the answer", answer.accepted, expected="acceptance", actual=seen)
        return
    refused = 400 <= answer.status < 500
    expect_that("the answer", refused, expected="a refusal (400 to 499)", actual=seen)
    if outcome == "rejected with 401":
        expect("the status of the refusal", answer.status, 401)
    if outcome == "rejected with a reason":
        reason = len(answer.body) >= SHORTEST_REASON and (word or "").lower() in answer.body.lower()
        wanted = "words that say what is wrong" + (f" and name {word!r}" if word else "")
        expect_that("the body of the refusal", reason, expected=wanted, actual=seen)


@given("the webhook's credentials are copied")
def copy_credentials(world: World) -> None:
    world.state.webhook_credentials = world.lms.setup.webhook()


@then("the webhook's credentials are still the ones copied")
def still_the_same(world: World) -> None:
    copied = required(world.state.webhook_credentials, "that copies the webhook's credentials")
    now = world.lms.setup.webhook()
    for name in ("client_id", "client_secret", "statement_url", "token_endpoint"):
        same = now[name] == copied[name]
        expect_that(f"the {name}", same, expected="the one copied", actual="another one")


def _address(world: World, request: StatementRequest) -> None:
    request.path = ""


def _list(world: World, request: StatementRequest) -> None:
    request.as_list = True


def _parts(world: World, request: StatementRequest) -> None:
    request.content_type = "multipart/mixed"


def _nothing(world: World, request: StatementRequest) -> None:
    request.authorization = None


def _wrong(world: World, request: StatementRequest) -> None:
    request.authorization = "Bearer not-the-token"


def _expired(world: World, request: StatementRequest) -> None:
    world.demand_own_timers("the connector counts the life of its tokens in its own time")
    world.advance_by(world.percipio.webhook_client.lifetime + timedelta(seconds=1))


def _basic(world: World, request: StatementRequest) -> None:
    request.authorization = world.percipio.webhook_client.basic_authorization()


def _secret(world: World, request: StatementRequest) -> None:
    request.authorization = f"Bearer {world.lms.setup.webhook()['client_secret']}"


def _first_token(world: World, request: StatementRequest) -> None:
    request.authorization = f"Bearer {world.percipio.webhook_client.first_token}"


def _after_the_last(world: World, request: StatementRequest) -> None:
    request.statements = [
        *world.percipio.webhook_client.previous_request().statements,
        *request.statements,
    ]


WAYS: dict[str, Callable[[World, StatementRequest], None]] = {
    "to the address itself": _address,
    "as a list": _list,
    "in several parts": _parts,
    "without a token": _nothing,
    "with a wrong token": _wrong,
    "with an expired token": _expired,
    "with the credentials in place of a token": _basic,
    "with the secret in place of a token": _secret,
    "with the first token": _first_token,
    FIRST_OR_NEW: _first_token,
    "in a list after the previous statement": _after_the_last,
}
"""Changes to an ordinary request, by their text in features."""


def _prepare(world: World, request: StatementRequest, how: str) -> None:
    words = how.strip()
    if not words:
        return
    if words in WAYS:
        WAYS[words](world, request)
    elif words in MALFORMED_BODIES:
        request.raw = MALFORMED_BODIES[words](request.body())
    elif found := re.fullmatch(r"in a list with one (.+)", words):
        other = INVALID_STATEMENTS[found[1]](request.statements[0])
        request.statements = [other, request.statements[0]]
    elif found := re.fullmatch(r"as (\S+/\S+)", words):
        request.content_type = found[1]
    elif found := re.fullmatch(r"under (no version|version (.+))", words):
        request.version = found[2]
    elif found := re.fullmatch(r"without ([\w.]+)", words):
        remove_field(request.statements[0], found[1])
    elif words.startswith("with ") and (settings := SETTING.findall(words)):
        for path, value in settings:
            set_field(request.statements[0], path, json.loads(value), within=True)
    else:
        _demand_way(how)
