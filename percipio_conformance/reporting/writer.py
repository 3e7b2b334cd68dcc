"""Writers: each turns the events of one run into one file, and knows nothing of the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from percipio_conformance.core.events import Event
from percipio_conformance.core.redaction import redact_event
from percipio_conformance.files.writing import stage
from percipio_conformance.reporting import badge, html, json_report, junit, markdown
from percipio_conformance.results import event_file
from percipio_conformance.results.digest import with_digest
from percipio_conformance.results.kill_matrix_file import KillMatrixSummary

Renderer = Callable[[Sequence[Event]], str]

WRITERS: Mapping[str, Renderer] = {
    json_report.FILE_NAME: json_report.render,
    event_file.FILE_NAME: event_file.render,
    junit.FILE_NAME: junit.render,
    html.FILE_NAME: html.render,
    markdown.FILE_NAME: markdown.render,
    badge.FILE_NAME: badge.render,
}
"""Every report by its file name."""


class ReportError(OSError):
    """A report could not be written: the folder cannot be made or the disk refuses."""


def write_all(
    events: Sequence[Event], directory: Path, *, proof: KillMatrixSummary | None = None
) -> list[Path]:
    """Write every report into ``directory``, making it if need be; the paths written.

    The page shows ``proof`` as well, where there is one.

    Events are redacted once more here, so that no writer can leak, and sealed with their digest,
    so that a file that lost something is noticed when it is read. Everything is rendered before
    anything is written, and all files are written before the first replaces its forerunner: where
    the disk is full, no folder holds the files of two runs.

    Raises:
        StreamError: the events are not one whole run.
        ReportError: the folder or a file cannot be written.
    """
    safe = with_digest(redact_event(event) for event in events)
    page: Renderer = partial(html.render, proof=proof)
    writers = {**WRITERS, html.FILE_NAME: page}
    texts = {name: render(safe) for name, render in writers.items()}
    written: list[tuple[Path, Path]] = []
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            written.append((stage(directory / name, text.encode()), directory / name))
        for temporary, path in written:
            temporary.replace(path)
    except OSError as error:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)
        raise _refused(directory, error) from error
    return [directory / name for name in texts]


def ensure_writable(directory: Path, option: str = "--report") -> None:
    """Nothing, when a report could be written into ``directory`` now; nothing of the trial is left.

    ``option`` is the one that names the folder.

    Raises:
        ReportError: it cannot be made, or takes no file.
    """
    missing = [each for each in (directory, *directory.parents) if not os.path.lexists(each)]
    try:
        directory.mkdir(parents=True, exist_ok=True)
        stage(directory / "trial", b"a few bytes").unlink()
    except OSError as error:
        raise _refused(directory, error, option) from error
    finally:
        for each in missing:
            with suppress(OSError):
                each.rmdir()


def discard(directory: Path) -> None:
    """Remove the report of an earlier run: should this run be killed, no other is taken for its.

    Raises:
        ReportError: a file cannot be removed.
    """
    try:
        for name in WRITERS:
            (directory / name).unlink(missing_ok=True)
    except OSError as error:
        raise _refused(directory, error) from error


def _refused(directory: Path, error: OSError, option: str = "--report") -> ReportError:
    return ReportError(
        f"the report cannot be written to {directory}: {error.strerror or error}."
        f" Name another folder with {option}."
    )
