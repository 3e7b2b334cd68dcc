"""The language and content-type filters (C131 to C141). Pure."""

from __future__ import annotations

from collections.abc import Sequence

from reference_impl.rules.settings import Settings


def lets_through(settings: Settings, category: str, locales: Sequence[str]) -> bool:
    """True if content of ``category`` in any of ``locales`` passes the filters.

    The values of one filter are alternatives, and both filters must match (C139 to C141). An
    empty filter includes everything (A-EMPTY). Content in several languages is included
    as a whole if one of them is selected (A-MLFILTER).
    """
    if settings.content_types and category not in settings.content_types:
        return False
    return not settings.languages or any(locale in settings.languages for locale in locales)
