"""Read the body of a request from an untrusted sender."""

from __future__ import annotations

from starlette.requests import ClientDisconnect, Request


class BodyError(ValueError):
    """The body cannot be read."""


class BodyTooLargeError(BodyError):
    """The body has more bytes than allowed."""


class BodyCutOffError(BodyError):
    """The sender disconnected before the end of the body."""


async def read_body(request: Request, largest: int) -> bytes:
    """Read the body; one of more than ``largest`` bytes is not read to its end.

    Raises:
        BodyTooLargeError, BodyCutOffError
    """
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > largest:
                raise BodyTooLargeError(
                    f"The body has more than {largest} bytes; send it in smaller portions."
                )
            chunks.append(chunk)
    except ClientDisconnect as error:
        raise BodyCutOffError("The body ended early; send it again.") from error
    return b"".join(chunks)
