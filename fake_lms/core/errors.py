"""Errors of the platform.

Every refusal carries the code a program reads and a message a person reads::

    PlatformError            code, message, status
    ├── RefusedError    400  it contradicts what the platform holds, or has the wrong shape
    ├── ForbiddenError  403  the caller may not do this
    ├── NotFoundError   404  the thing named does not exist
    ├── TooManyError    429  the caller does too much at once
    └── UnavailableError 503  a service that the platform needs does not answer

Codes that 360Learning documents keep its spelling (``courseNotFound``, ``reservedPlatformName``).
"""

from __future__ import annotations

from typing import ClassVar


class PlatformError(Exception):
    """The platform refuses. ``status`` is the HTTP status the API answers with."""

    status: ClassVar[int]

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class RefusedError(PlatformError):
    """The request contradicts what the platform holds, or has the wrong shape."""

    status = 400


class ForbiddenError(PlatformError):
    """The caller is known and may not do this."""

    status = 403


class NotFoundError(PlatformError):
    """The thing named does not exist."""

    status = 404


class TooManyError(PlatformError):
    """The caller does too much at once."""

    status = 429


class UnavailableError(PlatformError):
    """A service that the platform needs does not answer."""

    status = 503
