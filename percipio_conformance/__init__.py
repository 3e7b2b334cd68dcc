"""A conformance suite for connectors between Skillsoft Percipio and 360Learning.

``docs/reference/compatibility.md`` lists the public interfaces. Everything else may change with any
release.
"""

from __future__ import annotations

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    # The metadata takes longer to read than many a command needs.
    if name == "__version__":
        from importlib.metadata import version

        return version("percipio-conformance")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
