"""What can go wrong outside the connector, and which part of the work it ends.

::

    OutsideError
    ├── CatalogError          the catalog cannot be read to its end: the run is partial
    └── LmsError                360Learning does not do what it is asked
        ├── LmsUnavailableError it stayed silent, busy or broken through every retry
        └── LmsRefusedError     it answered and said no; asking again would not help

Each message says what happened, why it matters and what to do, and holds no secret.
"""

from __future__ import annotations


class OutsideError(Exception):
    """Base of everything that can go wrong outside the connector."""


class CatalogError(OutsideError):
    """Percipio's catalog cannot be read to its end."""


class LmsError(OutsideError):
    """360Learning does not do what it is asked."""


class LmsUnavailableError(LmsError):
    """360Learning gave no useful answer through every retry."""


class LmsRefusedError(LmsError):
    """360Learning refused a request; ``status`` and ``code`` are what it answered."""

    def __init__(self, message: str, status: int, code: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
