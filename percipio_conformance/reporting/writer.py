"""Writes the report of a run: each writer converts the events to one file."""

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
    """A report could not be written: the folder or a file cannot be created."""


def write_all(
    events: Sequence[Event], directory: Path, *, proof: KillMatrixSummary | None = None
) -> list[Path]:
    """Writes every report into ``directory``, which is created if necessary; returns the paths.

    The HTML page shows ``proof``, if it is given.

    Events are redacted again here, so that no writer can leak a secret. RunFinished gets their
    digest, so that a reader detects missing lines. All files are rendered and written under
    temporary names before the first one replaces an older file: a full disk does not leave the
    files of two runs in one folder.

    Raises:
        StreamError: the events are not one complete run.
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
        raise _report_error(directory, error) from error
    return [directory / name for name in texts]


def ensure_writable(directory: Path, option: str = "--report") -> None:
    """Checks that a report can be written into ``directory``, and removes the trial file.

    ``option`` is the name of the option for the folder, for the message.

    Raises:
        ReportError: the folder cannot be created, or a file cannot be written into it.
    """
    missing = [each for each in (directory, *directory.parents) if not os.path.lexists(each)]
    try:
        directory.mkdir(parents=True, exist_ok=True)
        stage(directory / "trial", b"a few bytes").unlink()
    except OSError as error:
        raise _report_error(directory, error, option) from error
    finally:
        for each in missing:
            with suppress(OSError):
                each.rmdir()


def discard(directory: Path) -> None:
    """Removes the report of an earlier run, so that it is not mistaken for that of a killed run.

    Raises:
        ReportError: a file cannot be removed.
    """
    try:
        for name in WRITERS:
            (directory / name).unlink(missing_ok=True)
    except OSError as error:
        raise _report_error(directory, error) from error


def _report_error(directory: Path, error: OSError, option: str = "--report") -> ReportError:
    return ReportError(
        f"the report cannot be written to {directory}: {error.strerror or error}."
        f" Name another folder with {option}."
    )
