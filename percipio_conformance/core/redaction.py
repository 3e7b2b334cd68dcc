"""Redacts secrets in all data before it enters a report.

A secret is recognized by the name of its field, by its shape (a JSON Web Token), or by the scheme
before it (``Bearer``, ``Basic``). In doubt a value is redacted: a report with one redacted word
too many is a nuisance, a report with a token is a leak.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from percipio_conformance.core.events import Event

REDACTED = "[redacted]"
SHOWN_CHARACTERS = 4_000
"""The number of characters of a body in a report."""

SHOWN_PLACES = 100
"""The number of elements of an array or object in a report."""

_READ_CHARACTERS = 200_000
"""A longer body is not parsed as JSON; only its beginning is redacted, as text."""

_SECRET_NAMES = frozenset({"authorization", "proxyauthorization", "bearer", "cookie", "setcookie"})
_SECRET_ENDINGS = ("token", "secret", "password", "passwd", "apikey", "jwt")

_NAME = r"[\w-]*(?:token|secret|password|passwd|api[_-]?key|jwt|authorization|bearer)"
# "A-TOKEN": the name of an ambiguity, whose value is a reading.
_NO_AMBIGUITY = r"""(?!(?-i:A-[A-Z0-9]+)["'])"""
_TOKEN = r"[A-Za-z0-9._~+/=-]"  # noqa: S105 - RFC 6750, b64token, without its length
_PLAIN_WORD = r"(?:tokens?|auth\w*|credentials?|headers?|schemes?)[.,;:)]?(?=[\s\"']|$)"
_RULES = (
    # A JSON Web Token, also one that is cut off: its header is base64url of '{"'.
    (re.compile(r"\beyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){0,2}"), REDACTED),
    (
        re.compile(rf"\b(bearer|basic)(\s+)(?!{_PLAIN_WORD}){_TOKEN}{{6,}}", re.IGNORECASE),
        rf"\1\2{REDACTED}",
    ),
    # "client_secret": "..." in JSON or Python, the closing quote missing where the text is cut.
    (
        re.compile(
            rf"""(["']{_NO_AMBIGUITY}{_NAME}["']\s*:\s*)(["'])(?:\\.|(?!\2)[^\\])*(?:\2|$)""",
            re.I | re.S,
        ),
        rf"\1\2{REDACTED}\2",
    ),
    # client_secret=... in a form or a query.
    (
        re.compile(rf"""(?<![\w-])({_NAME})=(?!\[redacted\])[^&\s"'<>#]+""", re.IGNORECASE),
        rf"\1={REDACTED}",
    ),
    # --client-secret ... in a command line, in quotes or without.
    (
        re.compile(
            rf"""(?<![\w-])(--{_NAME}\s+)(?!-)(?:'[^']*'|"[^"]*"|[^\s"']+)""", re.IGNORECASE
        ),
        rf"\1{REDACTED}",
    ),
    # client_secret: ... in a log; "the token: refused" is prose and stays.
    (
        re.compile(
            r"""\b((?:client|access|bearer|refresh)[_-]?(?:secret|token)|password)(\s*:\s*)"""
            r"""(?!\[redacted\])[^\s"',;]+""",
            re.IGNORECASE,
        ),
        rf"\1\2{REDACTED}",
    ),
    # https://user:password@host
    (re.compile(r"(://[^/\s:@]*):[^/\s@]+@"), rf"\1:{REDACTED}@"),
)
# An ambiguity of a profile such as A-TOKEN is named after a secret and holds a reading.
_AMBIGUITY = re.compile(r"[AX]-[A-Z0-9]+")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")

AnyEvent = TypeVar("AnyEvent", bound="Event")


def is_secret_name(name: str) -> bool:
    """Returns whether a field, header or parameter of this name holds a secret.

    ``bearerToken``, ``client_secret`` and ``X-Api-Key`` do; ``token_endpoint`` and
    ``token_type`` do not.
    """
    if _AMBIGUITY.fullmatch(name):
        return False
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    return plain in _SECRET_NAMES or plain.endswith(_SECRET_ENDINGS)


def redact_text(text: str) -> str:
    """Redacts secrets in ``text``, and escapes lone surrogates, which UTF-8 cannot encode."""
    # Names of fields, steps and short values occur in every scenario.
    return _redacted_before(text) if len(text) <= _SHORT else _redacted(text)


def _redacted(text: str) -> str:
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_SHORT = 120
"""Longer texts, such as bodies, rarely occur twice."""

_redacted_before = lru_cache(maxsize=4096)(_redacted)


def redact_url(url: str) -> str:
    """Redacts the secrets in the query and the user part of a URL or path."""
    return redact_text(url)


def redact_headers(headers: Mapping[str, str] | Iterable[tuple[str, str]]) -> dict[str, str]:
    """Redacts headers; returns them by lower-case name, repeated ones joined by ``, ``."""
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    shown: dict[str, str] = {}
    for name, value in pairs:
        lower = name.lower()
        safe = REDACTED if is_secret_name(lower) else redact_text(value)
        shown[lower] = f"{shown[lower]}, {safe}" if lower in shown else safe
    return shown


def redact_json(value: Any) -> Any:
    """Redacts a JSON value: by key, by shape, and a ``value`` next to the name of a secret."""
    match value:
        case str():
            return redact_text(value)
        case list() | tuple():
            return [redact_json(each) for each in value]
        case dict():
            pair = any(
                isinstance(value.get(label), str) and is_secret_name(value[label])
                for label in ("key", "name")
            )
            return {
                redact_text(str(key)): REDACTED
                if _hides(str(key), held, pair=pair)
                else redact_json(held)
                for key, held in value.items()
            }
        case _:
            return value


def _hides(key: str, held: object, *, pair: bool) -> bool:
    if held is None or isinstance(held, bool):
        return False
    return is_secret_name(key) or (pair and key == "value")


def redact_body(body: bytes | str | None, limit: int = SHOWN_CHARACTERS) -> str | None:
    """Redacts a body and shortens it to ``limit`` characters.

    JSON keeps the order of its fields; any other body is treated as text. None stays None.
    """
    if body is None:
        return None
    text = body.decode("utf-8", "backslashreplace") if isinstance(body, bytes) else body
    if len(text) > _READ_CHARACTERS:
        # A secret that the cut splits is redacted, too: the patterns accept a missing end.
        return cut(redact_text(text[:_READ_CHARACTERS]), limit, of=len(text))
    try:
        # A body that is nested deeper than the interpreter's stack is treated as text, too.
        safe = json.dumps(redact_json(json.loads(text)), ensure_ascii=False)
    except (ValueError, RecursionError):
        safe = redact_text(text)
    return cut(safe, limit)


def cut(text: str, limit: int = SHOWN_CHARACTERS, *, of: int | None = None) -> str:
    """Shortens ``text`` to ``limit`` characters, and adds the number of omitted characters.

    ``of`` is the original length if ``text`` was shortened before.
    """
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… [{(of or len(text)) - limit} more characters]"


def shorten(value: Any) -> Any:
    """Shortens a JSON value: its strings, and its arrays and objects to their beginning."""
    match value:
        case str():
            return cut(value)
        case list() | tuple():
            more = len(value) - SHOWN_PLACES
            rest = [f"… [{more} more]"] if more > 0 else []
            return [shorten(each) for each in value[:SHOWN_PLACES]] + rest
        case dict():
            return {
                cut(str(key)): shorten(held) for key, held in list(value.items())[:SHOWN_PLACES]
            }
        case _:
            return value


def redact_event(event: AnyEvent) -> AnyEvent:
    """Redacts every text of an event: bodies, messages, facts.

    Returns the event itself if it contains no secret. Events are redacted where they are made and
    again where they are written, and a copy of each would double the memory of a long run.
    """
    # Imported here, because every command redacts its errors, and few have events.
    import msgspec

    plain = msgspec.to_builtins(event)
    redacted = redact_json(plain)
    return event if redacted == plain else msgspec.convert(redacted, type(event))
