"""Invalid statements: each function changes one statement in one way.

Most change the statement in place; a few change its bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import orjson

from fake_percipio.generator.people import MAIL_DOMAIN, stranger
from fake_percipio.xapi.statements import Statement

Spoil = Callable[[Statement, Random], None]
Encode = Callable[[Statement, Random], bytes]

DEEP = 400
"""Levels of nesting: far more than any statement has, fewer than the 1,024 that orjson reads."""


def spoiled(spoil: Spoil) -> Encode:
    """The bytes of a statement after ``spoil`` has changed it."""

    def encode(said: Statement, rng: Random) -> bytes:
        spoil(said, rng)
        return orjson.dumps(said)

    return encode


def without(*keys: str) -> Spoil:
    """Remove one property: the last key, inside the objects that the other keys lead to."""

    def take(said: Statement, rng: Random) -> None:
        found: Any = said
        for key in keys[:-1]:
            found = found[key]
        del found[keys[-1]]

    return take


def instead(*keys: str, one_of: tuple[Any, ...]) -> Spoil:
    """Set a property to one of these values, creating the objects that lead to it."""

    def put(said: Statement, rng: Random) -> None:
        found: Any = said
        for key in keys[:-1]:
            found = found.setdefault(key, {})
        found[keys[-1]] = one_of[int(rng.random() * len(one_of))]

    return put


def any_of(*spoils: Spoil) -> Spoil:
    """One of several ways."""

    def choose(said: Statement, rng: Random) -> None:
        spoils[int(rng.random() * len(spoils))](said, rng)

    return choose


# Valid statements about unknown learners or content.


def of_a_stranger(said: Statement, rng: Random) -> None:
    """The actor is an unknown person."""
    name = stranger(rng)
    actor = said["actor"]
    if "mbox" in actor:
        actor["mbox"] = f"mailto:{name}@{MAIL_DOMAIN}"
    else:
        actor["account"]["name"] = name


def about_something_else(said: Statement, rng: Random) -> None:
    """The object is content that no catalog lists."""
    head, _, _ = said["object"]["id"].rpartition("/")
    said["object"]["id"] = f"{head}/{rng.getrandbits(128):032x}"


def other_content(said: Statement, rng: Random) -> None:
    """The same id with different content."""
    said.setdefault("result", {})["duration"] = f"PT{1 + int(rng.random() * 9000)}.5S"


# Invalid statements.


def no_identifier(said: Statement, rng: Random) -> None:
    """The actor has no identifier at all."""
    said["actor"] = {"objectType": "Agent", "name": "Somebody"}


def two_people(said: Statement, rng: Random) -> None:
    """The actor has two identifiers, where xAPI wants exactly one."""
    said["actor"]["mbox"] = f"mailto:{stranger(rng)}@{MAIL_DOMAIN}"
    said["actor"]["account"] = {"homePage": "https://acme.percipio.com", "name": stranger(rng)}


def bad_mailbox(said: Statement, rng: Random) -> None:
    """An mbox that is no mailto address."""
    broken = ("ada@example.com", "mailto:ada", "mailto:", "https://example.com/ada")
    said["actor"] = {"objectType": "Agent", "mbox": broken[int(rng.random() * len(broken))]}


def other_case(said: Statement, rng: Random) -> None:
    """A property with a capital: names are case-sensitive."""
    key = ("actor", "verb", "object")[int(rng.random() * 3)]
    said[key.title()] = said.pop(key)


def nested(said: Statement, rng: Random) -> None:
    """Contexts within contexts."""
    # Written manually, because orjson does not write this depth of nesting.
    said["context"] = orjson.Fragment(b'{"context":' * DEEP + b"{}" + b"}" * DEEP)


def cut_off(said: Statement, rng: Random) -> bytes:
    """The first part of the bytes, as after a broken connection."""
    body = orjson.dumps(said)
    return body[: 1 + int(rng.random() * (len(body) - 2))]


def not_utf8(said: Statement, rng: Random) -> bytes:
    """A byte inside a string that is invalid in UTF-8."""
    body = orjson.dumps(said)
    place = body.index(b'"Percipio"') + 1 + int(rng.random() * 8)
    return body[:place] + bytes((0xC0 + int(rng.random() * 2),)) + body[place:]


def nan_score(said: Statement, rng: Random) -> bytes:
    """A score that JSON cannot represent."""
    word = (b"NaN", b"Infinity", b"-Infinity")[int(rng.random() * 3)]
    said.setdefault("result", {})["score"] = {"raw": "@"}
    return orjson.dumps(said).replace(b'"@"', word)
