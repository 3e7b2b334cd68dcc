"""A conformance suite for connectors between Skillsoft Percipio and 360Learning.

Public are: the command line ``percipio-conformance``, the control protocol, the files of a report,
and the names that ``__all__`` of a module lists. Everything else may change with any release.
"""

from __future__ import annotations

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    # The metadata takes longer to read than many a command needs.
    if name == "__version__":
        from importlib.metadata import version

        return version("percipio-conformance")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
