"""Reading the body of a request that anybody may have sent."""

from __future__ import annotations

from starlette.requests import ClientDisconnect, Request


class BodyError(ValueError):
    """The body cannot be had."""


class BodyTooLargeError(BodyError):
    """It has more bytes than are taken."""


class BodyCutOffError(BodyError):
    """Whoever sent it went away before its end."""


async def read_body(request: Request, largest: int) -> bytes:
    """The body; what has more than ``largest`` bytes is not read to its end.

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
