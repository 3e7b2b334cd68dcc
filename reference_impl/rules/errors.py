"""Errors outside the connector, and the part of the work that each one ends.

::

    OutsideError
    ├── CatalogError            the catalog cannot be read to its end: the run is partial
    └── LmsError                360Learning does not process a request
        ├── LmsUnavailableError it gave no useful answer, even after all retries
        └── LmsRefusedError     it refused the request; a retry would not help

Each message says what happened, why it matters and what to do, and contains no secret.
"""

from __future__ import annotations


class OutsideError(Exception):
    """Base class of all errors outside the connector."""


class CatalogError(OutsideError):
    """Percipio's catalog cannot be read to its end."""


class LmsError(OutsideError):
    """360Learning does not process a request."""


class LmsUnavailableError(LmsError):
    """360Learning gave no useful answer, even after all retries."""


class LmsRefusedError(LmsError):
    """360Learning refused a request; ``status`` and ``code`` are from its answer."""

    def __init__(self, message: str, status: int, code: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
