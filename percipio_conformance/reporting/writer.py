"""Writes the report of a run: each writer converts the events to one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from percipio_conformance.core.events import Event
from percipio_conformance.core.redaction import redact_event
from percipio_conformance.files.writing import stage
from percipio_conformance.reporting import badge, differences, html, json_report, junit, markdown
from percipio_conformance.results import event_file
from percipio_conformance.results.digest import with_digest
from percipio_conformance.results.kill_matrix_file import KillMatrixSummary
from percipio_conformance.results.run_result import parse_run

Renderer = Callable[[Sequence[Event]], Iterable[str]]
"""Returns the text of a file in parts, so that a long one is never in memory as a whole."""


def _whole(render: Callable[[Sequence[Event]], str]) -> Renderer:
    """A renderer of a short file: its text is one part."""
    return lambda events: [render(events)]


WRITERS: Mapping[str, Renderer] = {
    json_report.FILE_NAME: json_report.parts,
    event_file.FILE_NAME: event_file.lines,
    junit.FILE_NAME: _whole(junit.render),
    html.FILE_NAME: html.parts,
    markdown.FILE_NAME: _whole(markdown.render),
    badge.FILE_NAME: _whole(badge.render),
}
"""Every report by its file name."""

OF_A_COMPARISON: Mapping[str, Renderer] = {differences.FILE_NAME: _whole(differences.render)}
"""The reports of a run that compares the connector with another one."""


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
    compares = bool(parse_run(safe).started.compared_with)
    page: Renderer = partial(html.parts, proof=proof)
    more = OF_A_COMPARISON if compares else {}
    try:
        directory.mkdir(parents=True, exist_ok=True)
        written = _replace_all(directory, {**WRITERS, html.FILE_NAME: page, **more}, safe)
        for name in OF_A_COMPARISON.keys() - more.keys():
            (directory / name).unlink(missing_ok=True)
    except OSError as error:
        raise _report_error(directory, error) from error
    return written


def _replace_all(
    directory: Path, writers: Mapping[str, Renderer], events: Sequence[Event]
) -> list[Path]:
    """Writes every file, or none if one of them cannot be written; returns their paths."""
    with ExitStack() as staged:
        written: list[tuple[Path, Path]] = []
        for name, render in writers.items():
            temporary = stage(directory / name, _encoded(render(events)))
            staged.callback(temporary.unlink, missing_ok=True)
            written.append((temporary, directory / name))
        for temporary, path in written:
            temporary.replace(path)
    return [path for _, path in written]


def _encoded(parts: Iterable[str]) -> Iterator[bytes]:
    return (each.encode() for each in parts)


def ensure_writable(directory: Path, option: str = "--report") -> None:
    """Checks that a report can be written into ``directory``, and removes the trial file.

    ``option`` is the name of the option for the folder, for the message.

    Raises:
        ReportError: the folder cannot be created, or a file cannot be written into it.
    """
    missing = [each for each in (directory, *directory.parents) if not os.path.lexists(each)]
    try:
        directory.mkdir(parents=True, exist_ok=True)
        stage(directory / "trial", [b"a few bytes"]).unlink()
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
        for name in [*WRITERS, *OF_A_COMPARISON]:
            (directory / name).unlink(missing_ok=True)
    except OSError as error:
        raise _report_error(directory, error) from error


def _report_error(directory: Path, error: OSError, option: str = "--report") -> ReportError:
    return ReportError(
        f"the report cannot be written to {directory}: {error.strerror or error}."
        f" Name another folder with {option}."
    )
