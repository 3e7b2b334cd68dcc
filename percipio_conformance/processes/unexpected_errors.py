"""Handles unexpected errors: they end with exit code 3 and do not count against the connector.

It imports from this package only on use, so that failing imports are handled here as well. What
only an error needs is imported when there is one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

HARNESS_ERROR, INTERRUPTED = 3, 130

CHECKS_ARE_LEFT_OUT = (
    "under -O and PYTHONOPTIMIZE Python leaves out checks that the suite needs. Unset it; for a "
    "connector alone, set it in --connector-command."
)


def guarded(work: Callable[[], int]) -> int:
    """The exit code of ``work``: 3 if it raises an error, above 128 if a signal ends it."""
    try:
        return work()
    except KeyboardInterrupt:
        _complain("percipio-conformance: interrupted; there is no verdict")
        return _interrupted()
    except BaseException as error:  # noqa: BLE001 - any error here is ours
        return explain(error)


def _interrupted() -> int:
    with suppress(ImportError):
        from percipio_conformance.processes import signals

        number = signals.received()
        if number is not None:
            return signals.exit_code_of(number)
    return INTERRUPTED


def explain(error: BaseException) -> int:
    """Print the error, what to do and where the details are; return the exit code."""
    import traceback

    details = "".join(traceback.format_exception(error))
    with suppress(Exception):
        from percipio_conformance.core.redaction import redact_text

        details = redact_text(details)
    last = details.strip().splitlines()[-1]
    _complain(
        f"percipio-conformance: an error that was not foreseen: {last}\n"
        "The suite or its installation is at fault; nothing is said about the connector.\n"
        "Run the same command again. If it fails again, report it with the details.\n"
        f"{_details(details)}"
    )
    return HARNESS_ERROR


def _details(details: str) -> str:
    # CI keeps the printed output but often no files, so the details are printed there.
    if not os.isatty(2):
        return f"Details:\n{details}"
    import tempfile

    try:
        handle, name = tempfile.mkstemp(prefix="percipio-conformance-error-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(details)
    except OSError:
        return f"Details:\n{details}"
    return f"Details: {Path(name)}"


def _complain(text: str) -> None:
    with suppress(Exception):
        print(text, file=sys.stderr, flush=True)
