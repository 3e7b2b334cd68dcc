"""Writers: each turns the events of one run into one file, and knows nothing of the others."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from harness.report import badge, html, json_report, junit, ndjson, summary_markdown
from harness.report.proof import Proof
from harness.story.digest import sealed
from harness.story.events import Event
from harness.story.redaction import redact_event

Renderer = Callable[[Sequence[Event]], str]

WRITERS: Mapping[str, Renderer] = {
    json_report.FILE_NAME: json_report.render,
    ndjson.FILE_NAME: ndjson.render,
    junit.FILE_NAME: junit.render,
    html.FILE_NAME: html.render,
    summary_markdown.FILE_NAME: summary_markdown.render,
    badge.FILE_NAME: badge.render,
}
"""Every report by its file name."""


class ReportError(OSError):
    """A report could not be written: the folder cannot be made or the disk refuses."""


def write_all(
    events: Sequence[Event], directory: Path, *, proof: Proof | None = None
) -> list[Path]:
    """Write every report into ``directory``, making it if need be; the paths written.

    The page shows ``proof`` as well, where there is one.

    Events are redacted once more here, so that no writer can leak, and sealed with their digest,
    so that a file that lost something is noticed when it is read. Everything is rendered before
    anything is written, and each file replaces its forerunner in one move.

    Raises:
        StreamError: the events are not one whole run.
        ReportError: the folder or a file cannot be written.
    """
    safe = sealed(redact_event(event) for event in events)
    page: Renderer = partial(html.render, proof=proof)
    writers = {**WRITERS, html.FILE_NAME: page}
    texts = {name: render(safe) for name, render in writers.items()}
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            _replace(directory / name, text.encode())
    except OSError as error:
        raise ReportError(
            f"the report cannot be written to {directory}: {error.strerror or error}."
            " Name another folder with --report."
        ) from error
    return [directory / name for name in texts]


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp makes files for its owner alone; a report is for everyone who may read the folder.
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
