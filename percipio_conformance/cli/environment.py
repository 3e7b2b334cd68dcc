"""Check a command's requirements on the machine, and ignore some environment variables.

Without this check, missing resources would appear in the middle of a scenario as failures of the
connector.
"""

from __future__ import annotations

import os
import resource
from collections.abc import MutableMapping
from pathlib import Path

from percipio_conformance.cli.output import complain

WIDEST = 500
"""Maximum width in columns: pytest and argparse build lines of any requested length."""

LEAST_OPEN_FILES = 64
"""A run opens up to 30 files and sockets at once; a connector started by it opens more."""
LEAST_FILE_SIZE = 64 << 20
"""In bytes: the report of the whole suite has 3 MB, one with many failures ten times that."""

_OF_OUTER_RUN = ("PYTEST_CURRENT_TEST", "PYTEST_VERSION")
"""Variables that pytest sets for its own tests, and removes itself."""
_OF_OUTER_WORKER = ("PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "PYTEST_XDIST_TESTRUNUID")


def limit_columns(environ: MutableMapping[str, str] = os.environ) -> None:
    """Remove ``COLUMNS`` unless it is a possible width of a terminal."""
    written = environ.get("COLUMNS")
    if written is None:
        return
    is_number = written.isascii() and written.isdigit() and len(written) <= len(str(WIDEST))
    if not is_number or not 0 < int(written) <= WIDEST:
        del environ["COLUMNS"]


def drop_settings_of_pytest(command: str, environ: MutableMapping[str, str] = os.environ) -> None:
    """Remove variables that would silently change a run or its workers, and print a note."""
    names = [each for each in environ if each.startswith("PYTEST_") and each not in _OF_OUTER_RUN]
    dropped = [name for name in sorted(names) if environ.pop(name)]
    settings = [name for name in dropped if name not in _OF_OUTER_WORKER]
    if settings:
        complain(command, f"it takes no settings from {', '.join(settings)}")


def problem_of_folder() -> str | None:
    """Why the current folder cannot be used; None if it can."""
    try:
        Path.cwd()
    except OSError as error:
        return (
            f"the current folder cannot be used ({error.strerror}): it was deleted, or may not be"
            " read. Change to a folder that exists and run the command again."
        )
    return None


def problem_of_limits() -> str | None:
    """The system limit that is too low to run a scenario; None if all are sufficient."""
    for limit, least, what, unit, option in (
        (resource.RLIMIT_NOFILE, LEAST_OPEN_FILES, "open files", 1, "-n"),
        (resource.RLIMIT_FSIZE, LEAST_FILE_SIZE, "the size of a file", 1024, "-f"),
    ):
        allowed, _ = resource.getrlimit(limit)
        if allowed != resource.RLIM_INFINITY and allowed < least:
            return (
                f"the limit of {what} is too low to run a scenario: `ulimit {option}` allows"
                f" {allowed // unit}, and {least // unit} are needed. Raise it with `ulimit"
                f" {option} {least // unit}` or where your system or container sets it."
            )
    return None
