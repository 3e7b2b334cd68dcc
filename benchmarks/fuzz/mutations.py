"""Make bodies that must be rejected from valid statements.

Every mutation is sure to break: it never yields a body that xAPI 1.0.3 allows, so an endpoint
that acknowledges one of them is wrong. The statements that go in are those of the generator.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import orjson

from fake_percipio.generator.faults import BROKEN, FAULTS
from fake_percipio.xapi.statements import Statement

Mutation = Callable[[Statement, Random], bytes]

_LANGUAGE_MAPS = ("display", "name")
_VALUES: tuple[Any, ...] = (None, True, 7, -1.5, "text", "", [], {}, [[]], {"a": {}})


def a_kind_of_the_generator(said: Statement, rng: Random) -> bytes:
    """Broken by one of the faults of ``generate statements --faults``."""
    encode = FAULTS[rng.choice(BROKEN)].encode
    assert encode is not None
    return encode(said, rng)


def many_kinds_at_once(said: Statement, rng: Random) -> bytes:
    """An array of broken statements and of other values."""
    elements = [rng.choice((b"null", b"[]", b"7", b'""', b"{}")) for _ in range(rng.randint(1, 20))]
    elements.append(swapped_types(said, rng))
    rng.shuffle(elements)
    return b"[" + b",".join(elements) + b"]"


def swapped_types(said: Statement, rng: Random) -> bytes:
    """One to three values replaced by values of another type, anywhere."""
    for holder, key in rng.sample(list(_places(said)), rng.randint(1, 3)):
        mine = _type(holder[key])
        holder[key] = rng.choice([each for each in _VALUES if _type(each) != mine])
    return orjson.dumps(said)


def renamed_property(said: Statement, rng: Random) -> bytes:
    """A property in another case, with an additional letter, or with an invented name."""
    holder = rng.choice(list(_objects(said)))
    key = rng.choice(list(holder))
    other = rng.choice((key.upper(), key + "s", key[1:] + "_", "\x00", "__proto__", "💥"))
    if other == key:
        other += "_"
    holder[other] = holder.pop(key)
    return orjson.dumps(said)


def a_property_more(said: Statement, rng: Random) -> bytes:
    """A property that no xAPI object has."""
    holder = rng.choice(list(_objects(said)))
    holder[rng.choice(("status", "$ref", "toString", "", " id", "x" * 5_000))] = rng.choice(_VALUES)
    return orjson.dumps(said)


def the_last_one_counts(said: Statement, rng: Random) -> bytes:
    """A duplicate property, of which the last one, used by parsers, is invalid."""
    body = orjson.dumps(said)
    key = rng.choice((b'"actor"', b'"verb"', b'"object"', b'"id"', b'"version"'))
    return body[:-1] + b"," + key + b":" + rng.choice((b"null", b"7", b"[[]]", b'{"a":1}')) + b"}"


def huge_numbers(said: Statement, rng: Random) -> bytes:
    """Numbers beyond every range: of what a scaled score may be, of a double, of anything."""
    said.setdefault("result", {})["score"] = {"scaled": "@"}
    number = rng.choice(
        (b"1e308", b"-1e308", b"1e999", b"9" * 400, b"1" + b"0" * 5_000, b"2", b"0x10", b"1e", b"-")
    )
    return orjson.dumps(said).replace(b'"@"', number)


def giant_strings(said: Statement, rng: Random) -> bytes:
    """Strings that are long and wrong at their end, where a slow pattern would take for ever."""
    size = rng.choice((1_000, 20_000, 200_000))
    match rng.randrange(8):
        case 0:
            said["id"] = "a" * size
        case 1:
            said["actor"] = {"mbox": "mailto:" + "a" * size}
        case 2:
            said["actor"] = {"mbox": "mailto:" + "a@" * size}
        case 3:
            said["verb"] = {"id": "http:" + "/" * size + " "}
        case 4:
            said["timestamp"] = "2026-01-13T09:00:00." + "0" * size + "?"
        case 5:
            said.setdefault("result", {})["duration"] = "P" + "1" * size
        case 6:
            said["verb"]["display"] = {"en-" * size: "completed"}
        case _:
            said["version"] = "1.0." + "0" * size + "."
    return orjson.dumps(said)


def deep_nesting(said: Statement, rng: Random) -> bytes:
    """Arrays in arrays, objects in objects, or both, down to a depth that parsers give up at."""
    levels = rng.choice((5, 100, 500, 1_000, 5_000, 100_000))
    opening, closing = rng.choice(((b"[", b"]"), (b'{"a":', b"}"), (b'[{"a":', b"}]")))
    core = rng.choice((b"", b"7", orjson.dumps(said)))
    if not core and opening[-1:] == b":":
        core = b"null"
    nest = opening * levels + core + closing * rng.choice((levels, levels, 0))
    if rng.random() < 0.5:
        said["context"] = "@"
        return orjson.dumps(said).replace(b'"@"', nest)
    return nest


def cut_off(said: Statement, rng: Random) -> bytes:
    """The beginning of a body, of a single statement or an array, as of a broken connection."""
    body = orjson.dumps([said, said]) if rng.random() < 0.5 else orjson.dumps(said)
    return body[: rng.randrange(len(body))]


def not_utf8(said: Statement, rng: Random) -> bytes:
    """Bytes that are not UTF-8, another encoding, or one surrogate of a pair."""
    body = orjson.dumps(said)
    match rng.randrange(5):
        case 0:
            place = rng.randrange(len(body))
            return body[:place] + rng.choice((b"\xff", b"\xc0\x80", b"\xed\xa0\x80")) + body[place:]
        case 1:
            return body.decode().encode(rng.choice(("utf-16", "utf-16-le", "utf-32")))
        case 2:
            return b"\xef\xbb\xbf" + body
        case 3:
            return body.replace(
                b'"Percipio"', rng.choice((rb'"\ud800"', rb'"\udc00x"', rb'"\u12"'))
            )
        case _:
            return gzip.compress(body, mtime=0)


def almost_json(said: Statement, rng: Random) -> bytes:
    """Formats that people and tools write instead of JSON."""
    body = orjson.dumps(said)
    return rng.choice(
        (
            body.replace(b'"', b"'"),
            body[:-1] + b",}",
            b"[" + body + b",]",
            b"// a statement\n" + body,
            body + body,
            body + b"\n" + body,
            body + b"\x00",
            b")]}',\n" + body,
            b"statements=" + body,
            repr(said | {"more": None}).encode(),
            orjson.dumps(body.decode()),
            b"[" + orjson.dumps(body.decode()) + b"]",
            body.replace(b":", b"=", 1),
            body.replace(b'"verb":', b'"verb":undefined,"verbs":'),
            b"---\nid: 7\n",
            b"<statement/>",
        )
    )


def noise(said: Statement, rng: Random) -> bytes:
    """Any bytes, or the bytes of JSON in any order."""
    size = rng.choice((0, 1, 2, 10, 300, 3_000))
    if rng.random() < 0.5:
        return rng.randbytes(size) + b","
    # With the comma at its end not even a lucky one is JSON.
    return bytes(rng.choices(b'[]{}",:\\/ \n\t0123456789.eE+-truefalsn\xc3', k=size)) + b","


def flipped_bytes(said: Statement, rng: Random) -> bytes:
    """A good body without one of its brackets, quotes or colons."""
    body = bytearray(orjson.dumps(said))
    places = [place for place, byte in enumerate(body) if byte in b'{}":']
    # The first two and the last: taking a quote or a colon out of the middle of a title is good.
    del body[rng.choice((places[0], places[1], places[-1]))]
    return bytes(body)


def not_a_statement(said: Statement, rng: Random) -> bytes:
    """JSON, and nothing like a statement."""
    scalars = (b"null", b"true", b"0", b"-0.0", b'""', b'"statement"', b"1e5")
    wrapped = orjson.dumps({"statements": [said]})
    return rng.choice((*scalars, b"{}", b"[{}]", b"[null]", b"[[]]", b"[[[[]]]]", wrapped))


def too_many(said: Statement, rng: Random) -> bytes:
    """Thousands of elements, none of them a statement."""
    return b"[" + b",".join([rng.choice((b"0", b"{}", b"[]"))] * rng.choice((2_000, 30_000))) + b"]"


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object whose property names are a closed set: all but language maps."""
    if isinstance(value, list):
        for each in value:
            yield from _objects(each)
    elif isinstance(value, dict):
        yield value
        for key, each in value.items():
            if not (key in _LANGUAGE_MAPS and isinstance(each, dict)):
                yield from _objects(each)


def _places(said: Statement) -> Iterator[tuple[dict[str, Any], str]]:
    """Every value that is not an array: an activity and an array of activities are as good."""
    for holder in _objects(said):
        for key, value in holder.items():
            if not isinstance(value, list):
                yield holder, key


def _type(value: Any) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "number"
    return type(value).__name__
