"""Request bodies of type multipart/form-data, for endpoints that accept files."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request

from fake_lms.api.bodies import one_object
from fake_lms.core.errors import RefusedError

T = TypeVar("T")


async def read_form(
    request: Request, kind: type[T], *, lists: frozenset[str], objects: frozenset[str]
) -> T:
    """The parts of the form as ``kind``.

    A part named in ``lists`` may come several times; one named in ``objects`` holds JSON, as
    OpenAPI has it for a property that is an object. Every other part is text.

    Raises:
        RefusedError: ``invalidRequest``.
    """
    content_type = request.headers.get("content-type", "")
    if not content_type.lower().startswith("multipart/form-data"):
        raise RefusedError(
            "invalidRequest", f"The body is taken as multipart/form-data, not {content_type!r}"
        )
    head = f"content-type: {content_type}\r\n\r\n".encode("latin-1")
    message = BytesParser(policy=HTTP).parsebytes(head + await one_object(request))
    found: dict[str, Any] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(payload, bytes):
            raise RefusedError("invalidRequest", "A part of the form has no name or no content")
        name = name.removesuffix("[]")
        try:
            value = msgspec.json.decode(payload) if name in objects else payload.decode()
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise RefusedError(
                "invalidRequest", f"The part {name} is not valid: {error}"
            ) from error
        if name in lists:
            found.setdefault(name, []).append(value)
        else:
            found[name] = value
    try:
        return msgspec.convert(found, kind)
    except msgspec.ValidationError as error:
        raise RefusedError("invalidRequest", f"The form is not valid: {error}") from error
