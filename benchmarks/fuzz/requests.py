"""Malformed requests, as many as wanted, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

import orjson

from benchmarks.fuzz import mutations
from fake_percipio.generator.deliveries import GeneratorOptions, deliveries
from fake_percipio.generator.faults import FAULTS
from fake_percipio.xapi.statements import Statement

JSON = "application/json"

# How often each comes, about: big bodies cost most and teach least when repeated.
_MUTATIONS: dict[mutations.Mutation, int] = {
    mutations.a_kind_of_the_generator: 20,
    mutations.many_kinds_at_once: 8,
    mutations.swapped_types: 20,
    mutations.renamed_property: 8,
    mutations.a_property_more: 6,
    mutations.the_last_one_counts: 4,
    mutations.huge_numbers: 6,
    mutations.giant_strings: 2,
    mutations.deep_nesting: 3,
    mutations.cut_off: 8,
    mutations.not_utf8: 8,
    mutations.almost_json: 8,
    mutations.noise: 6,
    mutations.flipped_bytes: 4,
    mutations.not_a_statement: 4,
    mutations.too_many: 1,
}
_WRONG_HEADERS = 6

_CONTENT_TYPES = (
    *("text/plain", "application/xml", "application/x-www-form-urlencoded", "application/jsonx"),
    *("multipart/mixed", "multipart/mixed; boundary=", "multipart/mixed; boundary=nowhere", "json"),
    *("multipart/form-data; boundary=x", "application/octet-stream", ";", "*/*", "x" * 4_000),
)
_VERSIONS = ("0.9", "0.95", "1.1.0", "2.0.0", "1", "latest", "1.0.3.4.5", "-1.0", "9" * 500)


@dataclass(frozen=True, slots=True)
class MalformedRequest:
    """A request that must be answered with 4xx. ``how`` names what is wrong with it."""

    number: int
    how: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str]


def malformed_requests(
    count: int, seed: int, *, oversized: int, oversized_every: int = 1_000
) -> Iterator[MalformedRequest]:
    """``count`` requests. Each ``oversized_every``-th has a body of ``oversized`` bytes.

    Args:
        oversized: more than the endpoint takes.
    """
    rng = Random(f"malformed/{seed}")
    kinds = [*_MUTATIONS, None]
    weights = [*_MUTATIONS.values(), _WRONG_HEADERS]
    samples = _samples(seed)
    too_large = b" " * oversized
    for number in range(count):
        if number % oversized_every == oversized_every - 1:
            yield MalformedRequest(number, "oversized", too_large, _headers())
            continue
        said: Statement = orjson.loads(rng.choice(samples))
        mutation = rng.choices(kinds, weights)[0]
        if mutation is None:
            yield _with_wrong_headers(number, said, rng)
        else:
            yield MalformedRequest(number, mutation.__name__, mutation(said, rng), _headers())


def _with_wrong_headers(number: int, said: Statement, rng: Random) -> MalformedRequest:
    """A good statement that says it is something else, or of another version."""
    body = orjson.dumps(said)
    if rng.random() < 0.3:
        headers = _headers() | {"x-experience-api-version": rng.choice(_VERSIONS)}
        return MalformedRequest(number, "wrong version", body, headers)
    kind = rng.choice((None, *_CONTENT_TYPES))
    headers = {} if kind is None else {"content-type": kind}
    return MalformedRequest(number, "wrong content type", body, headers)


def _headers() -> dict[str, str]:
    return {"content-type": JSON}


def _samples(seed: int) -> list[bytes]:
    """Good statements of every verb, to start from."""
    quiet = {kind: 0.0 for kind, fault in FAULTS.items() if fault.usual}
    order = GeneratorOptions(learners=50, days=8, seed=seed, faults=quiet)
    return [each.body for each in deliveries(order)]
