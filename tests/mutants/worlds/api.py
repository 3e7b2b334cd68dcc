"""Faulty worlds: a 360Learning whose API does not answer as the real one does."""

from __future__ import annotations

from typing import Any

import msgspec

from fake_lms.api import answers, bodies, documents, paging
from fake_lms.api.middleware import ApiMiddleware
from fake_lms.content import external_course_model
from fake_lms.core import timestamps
from fake_lms.core.conditions import Condition
from fake_lms.core.ids import Ids
from fake_lms.integration import integrations
from fake_lms.server import operations
from fake_lms.server.clients import ClientCredentials, Clients
from fake_lms.server.operations import BulkOperations, ItemResult, Operation
from fake_lms.server.rate_limit import RateLimits
from worlds.world_mutant import WorldMutants, constant, everywhere, look, method

_API = "360Learning API v2"

WORLDS = WorldMutants()


@WORLDS(
    "lms_clients",
    fact="An access token is good for one hour.",
    source=f"{_API}, OAuth 2.0",
)
def takes_an_access_token_after_its_end() -> None:
    """A token is good for ever."""

    def authenticate(self: Clients, value: str) -> ClientCredentials | None:
        token = self._tokens.get(value)
        return None if token is None else token.client

    method(Clients, "authenticate", lambda _: authenticate)


@WORLDS(
    "lms_gate",
    fact="Every call needs the header 360-api-version.",
    source=f"{_API}, versions",
)
def needs_no_version() -> None:
    """The version header is not looked at."""

    def refusal(original: Any) -> Any:
        def lenient(self: ApiMiddleware, *words: Any) -> Any:
            refused = original(self, *words)
            return None if refused is not None and refused.status_code == 400 else refused

        return lenient

    method(ApiMiddleware, "_refusal", refusal)


@WORLDS(
    "lms_gate",
    fact="A company may read 50 times and write 10 times a second.",
    source=f"{_API}, rate limits",
)
def lets_everybody_go_on_at_any_speed() -> None:
    """There is no rate limit."""
    method(RateLimits, "allows", lambda _: lambda self, verb: True)


@WORLDS(
    "lms_gate",
    fact='A refused request for its speed is answered {"error": "tooManyRequests"}.',
    source=f"{_API}, rate limits",
)
def words_a_rate_limit_like_other_errors() -> None:
    """The error of a 429 is an object with a code and a message."""
    original = answers.bare_error

    def bare_error(status: int, error: str, headers: Any = None) -> Any:
        if status == 429:
            return answers.error_answer(429, error, "Slow down")
        return original(status, error, headers)

    everywhere(original, bare_error)


@WORLDS(
    "lms_gate",
    fact='An error is {"error": {"code", "message"}}.',
    source=f"{_API}, errors",
)
def words_errors_flatly() -> None:
    """An error has its code at the top."""
    everywhere(
        answers.error_answer,
        lambda status, code, message: answers.json_answer(
            {"code": code, "message": message}, status
        ),
    )


@WORLDS(
    "lms_basics",
    fact="Ids are 24 hexadecimal characters.",
    source=f"{_API}, schemas of ids",
)
def makes_ids_of_32_characters() -> None:
    """Ids have the length of a UUID."""
    method(Ids, "__call__", lambda original: lambda self: original(self).rjust(32, "0"))


@WORLDS(
    "lms_basics",
    fact="Instants are written YYYY-MM-DDThh:mm:ss.sssZ.",
    source=f"{_API}, dates",
)
def writes_instants_with_an_offset() -> None:
    """Instants end in +00:00."""
    everywhere(timestamps.wire, lambda at: at.isoformat(timespec="milliseconds"))


@WORLDS(
    "lms_api_people",
    fact="While there is more, an answer links to the next page.",
    source=f"{_API}, pagination",
)
def forgets_that_there_is_more() -> None:
    """Lists end with their first page."""
    original = paging.page

    def page(*words: Any, **named: Any) -> Any:
        answer = original(*words, **named)
        if "link" in answer.headers:
            del answer.headers["link"]
        return answer

    everywhere(original, page)


@WORLDS(
    "lms_filters",
    fact="A list holds only what its filters ask for.",
    source=f"{_API}, filtering",
)
def ignores_filters() -> None:
    """Filters are read and not used."""
    method(Condition, "holds", lambda _: lambda self, item: True)


@WORLDS(
    "lms_contract",
    fact="A property without a value is left out.",
    source=f"{_API}, schemas",
)
def writes_nulls() -> None:
    """A property without a value is null."""
    everywhere(documents.present, lambda **fields: fields)


@WORLDS(
    "lms_api_content",
    fact="API clients may not write to the integrations of 360Learning's own connectors.",
    source=f"{_API}, reservedPlatformName (C079)",
)
def reserves_no_name() -> None:
    """Anybody may write to the integration of Skillsoft."""
    everywhere(integrations.reserved, lambda external_platform: False)


@WORLDS(
    "lms_operations",
    fact="Three bulk operations may be under way at a time.",
    source=f"{_API}, bulk operations",
)
def takes_any_number_of_bulk_operations() -> None:
    """There is no limit to what is under way."""
    constant(operations, "AT_ONCE", 1_000)


@WORLDS(
    "lms_operations",
    fact="The results of a bulk operation can be read when it has ended, not before.",
    source=f"{_API}, bulkOperationNotRun",
)
def shows_results_too_early() -> None:
    """Results are answered while the operation runs, and lack whatever is still to come."""
    look(Operation, "ended", lambda self: True)


@WORLDS(
    "lms_operations",
    fact="A bulk operation is pending, then queued, then running, before it has ended.",
    source=f"{_API}, bulk operations, status",
)
def has_no_queue() -> None:
    """An operation is running as soon as it is accepted."""

    def submit(original: Any) -> Any:
        def at_once(self: BulkOperations, *words: Any) -> Operation:
            operation: Operation = original(self, *words)
            operation.status = "running"
            return operation

        return at_once

    method(BulkOperations, "submit", submit)


@WORLDS(
    "lms_api_bulk lms_operations",
    fact="An object that is refused has a result with an error, among those that went well.",
    source=f"{_API}, bulk operations, results",
)
def says_of_refused_objects_that_they_went_well() -> None:
    """Every result is a success."""
    original = operations._result

    def result(raw: Any, perform: Any) -> ItemResult:
        found = original(raw, perform)
        return found if found.error is None else ItemResult(raw, resource_id="0" * 24)

    everywhere(original, result)


@WORLDS(
    "lms_api_bulk",
    fact="One operation takes 10,000 courses at most.",
    source=f"{_API}, bulk integrations",
)
def takes_bulks_of_any_size() -> None:
    """An operation may hold any number of objects."""
    original = bodies.read_bulk
    everywhere(original, lambda request, limit: original(request, 1_000_000))


@WORLDS(
    "lms_courses",
    fact="A course has one translation for a language.",
    source=f"{_API}, ExternalCourseDTO",
)
def takes_two_translations_of_one_language() -> None:
    """Of two translations into one language the last one counts."""
    original = external_course_model.translations

    def translations(course: Any) -> Any:
        last = {each.lang: each for each in course.translations or ()}
        return original(msgspec.structs.replace(course, translations=last.values()))

    everywhere(original, translations)
