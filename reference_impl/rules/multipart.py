"""Bodies of type multipart/mixed: statements in the first part, attachments after it. Pure.

xAPI 1.0.3, part 3 (Communication), 1.5.2; the form of the parts is that of RFC 2046, 5.1.
"""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesHeaderParser

_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")


class MultipartError(ValueError):
    """The body does not have the parts that xAPI requires."""


def media_type(content_type: str) -> str:
    """``type/subtype`` in lower case, without parameters; empty where there is none."""
    return content_type.partition(";")[0].strip().lower()


def statements_part(content_type: str, body: bytes) -> bytes:
    """The content of the first part.

    Attachments do not affect statistics: they are skipped and not stored.

    Raises:
        MultipartError: there are no such parts, or the first one is not JSON.
    """
    header = Message()
    header["content-type"] = content_type
    boundary = header.get_boundary()
    if not boundary:
        raise MultipartError(
            "The content type multipart/mixed names no boundary, so the parts cannot be separated."
        )
    first, *attachments = _parts(body, boundary.encode("utf-8", "surrogateescape"))
    headers, content = _split_headers(first)
    kind = media_type(headers.get("content-type", ""))
    if kind != "application/json":
        raise MultipartError(
            f"The first part is {kind or 'of no type'}; it holds the statements, "
            "as application/json."
        )
    for number, part in enumerate(attachments, start=2):
        if "x-experience-api-hash" not in _split_headers(part)[0]:
            raise MultipartError(
                f"Part {number} has no X-Experience-API-Hash, so no statement refers to it; all "
                "statements go into the first part."
            )
    return content


def _parts(body: bytes, boundary: bytes) -> list[bytes]:
    delimiter = re.compile(
        rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)", re.ASCII
    )
    found = list(delimiter.finditer(body))
    ends = next((number for number, each in enumerate(found) if each[1]), None)
    if not ends:
        raise MultipartError(
            "The body is cut off: its parts do not end with the boundary and two hyphens."
            if found
            else "The boundary that the content type names is not in the body."
        )
    return [body[found[number].end() : found[number + 1].start()] for number in range(ends)]


def _split_headers(part: bytes) -> tuple[Message, bytes]:
    # A part without headers begins with the blank line itself.
    blank = _END_OF_HEADERS.search(part)
    if blank is None:
        raise MultipartError("A part has no blank line between its headers and its content.")
    return BytesHeaderParser().parsebytes(part[: blank.end()].lstrip()), part[blank.end() :]
