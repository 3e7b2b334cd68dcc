"""Reading the report of a finished run: a folder with ``events.ndjson``, the one stream."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import schemas
from harness.report import json_report, ndjson
from harness.story.stream import RunStory, StreamError, read_story


def read_run(place: Path) -> RunStory:
    """The run whose report lies in the folder ``place``, or whose ``events.ndjson`` it is.

    Raises:
        StreamError: there is none, it is not whole, or the ``report.json`` beside it tells of
            another run.
    """
    path = place / ndjson.FILE_NAME if place.is_dir() else place
    if not path.is_file():
        raise StreamError(
            f"{path} does not exist. Name the folder that `percipio-conformance run` wrote."
        )
    story = read_story(ndjson.read_events(path))
    report = path.parent / json_report.FILE_NAME
    if path.name == ndjson.FILE_NAME and report.is_file():
        _refuse_strangers(story, report)
    return story


def read_report(place: Path) -> dict[str, Any]:
    """The ``report.json`` in the folder ``place``, or which ``place`` is.

    Raises:
        StreamError: there is none, it is cut off, or it is no report of this version.
    """
    path = place / json_report.FILE_NAME if place.is_dir() else place
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StreamError(
            f"{path} does not exist. Name the folder that `percipio-conformance run` wrote."
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise StreamError(
            f"{path} cannot be read: {error}. Copy the whole file again, or run the suite again."
        ) from error
    if not schemas.accepts(json_report.SCHEMA, report):
        wrong = schemas.problems(json_report.SCHEMA, report)[:3]
        raise StreamError(
            f"{path} is not a report as this version writes it:\n"
            + "".join(f"  {each}\n" for each in wrong)
            + "Run the suite again, or use the version that wrote it."
        )
    found: dict[str, Any] = report
    return found


def _refuse_strangers(story: RunStory, path: Path) -> None:
    report = read_report(path)
    ends = (story.finished.digest, story.started.started_at, story.finished.finished_at)
    if ends != (report["digest"], report["started_at"], report["finished_at"]):
        raise StreamError(
            f"{path} tells of another run than the {ndjson.FILE_NAME} beside it: one began at"
            f" {report['started_at']}, the other at {story.started.started_at}. Keep one folder"
            " per run, and remove the file that does not belong there."
        )
