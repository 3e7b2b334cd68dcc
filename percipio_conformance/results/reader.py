"""Reads the report of a finished run: a folder with ``events.ndjson`` and ``report.json``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from percipio_conformance.core.report_files import REPORT, REPORT_SCHEMA, UNVERSIONED
from percipio_conformance.files.json_file import WrongShape, read_json
from percipio_conformance.files.reading import MOST_OF_A_REPORT, UnreadableFile
from percipio_conformance.results import event_file
from percipio_conformance.results.old_reports import upgrade
from percipio_conformance.results.run_result import RunResult, StreamError, parse_run


def read_run(place: Path) -> RunResult:
    """Reads a run from ``place``: the folder of its report, or its ``events.ndjson``.

    Raises:
        StreamError: the file does not exist, is incomplete, or the ``report.json`` in the same
            folder describes another run or gives other verdicts.
    """
    path = place / event_file.FILE_NAME if place.is_dir() else place
    run_result = parse_run(event_file.read_events(path))
    report = path.parent / REPORT
    if path.name == event_file.FILE_NAME and os.path.lexists(report):
        _reject_other_report(run_result, report)
    return run_result


def read_report(place: Path) -> dict[str, Any]:
    """Reads a ``report.json`` from ``place``: its folder, or the file itself.

    A report without ``report_version`` is converted to the fields of this version and gets the
    version ``"0"``.

    Raises:
        StreamError: the file does not exist, is not JSON, or is not a report of a known version.
    """
    is_it = place.name == REPORT or not place.is_dir()
    path = place if is_it else place / REPORT
    try:
        report: dict[str, Any] = read_json(path, MOST_OF_A_REPORT, REPORT_SCHEMA, upgrade)
    except UnreadableFile as error:
        raise StreamError(
            f"{error}. Name the folder that `percipio-conformance run` wrote, whole."
        ) from error
    except WrongShape as error:
        raise StreamError(
            f"{path} is not a report as this version writes it:\n{error}\n"
            "Run the suite again, or use the version that wrote it."
        ) from error
    report.setdefault("report_version", UNVERSIONED)
    return report


def _reject_other_report(run_result: RunResult, path: Path) -> None:
    report = read_report(path)
    ends = (
        run_result.finished.digest,
        run_result.started.started_at,
        run_result.finished.finished_at,
    )
    if ends != (report["digest"], report["started_at"], report["finished_at"]):
        raise StreamError(
            f"{path} describes another run than the {event_file.FILE_NAME} in its folder: one began"
            f" at {report['started_at']}, the other at {run_result.started.started_at}. Keep one"
            " folder per run, and remove the file that does not belong there."
        )
    finished = run_result.finished
    judged = {each.id: each.verdict for each in run_result.clauses}
    if (finished.verdict, finished.summary, finished.exit_code, judged) != (
        report["verdict"],
        report["summary"],
        report["exit_code"],
        {each["id"]: each["verdict"] for each in report["clauses"]},
    ):
        raise StreamError(
            f"{path} was changed: its verdicts are not those of the {event_file.FILE_NAME} in its"
            " folder. Copy the whole folder again, or run the suite again."
        )
