"""``events.ndjson``: the event stream, one event per line, for rendering and comparing.

Its last line contains a digest of all lines without their times. The reader detects missing,
foreign and changed lines by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from percipio_conformance.core.events import Event, RunFinished, ScenarioFinished, decode, encode
from percipio_conformance.core.printable import is_shell_line, printable, printable_json, short
from percipio_conformance.files.reading import MOST_OF_A_REPORT, UnreadableFile, read_text
from percipio_conformance.files.strict_json import JsonError, parse_json
from percipio_conformance.results.digest import digest_of
from percipio_conformance.results.run_result import StreamError, parse_run

FILE_NAME = "events.ndjson"


def render(events: Sequence[Event]) -> str:
    """Returns the text of the file; a missing newline at the end shows that it is cut off."""
    return "".join(lines(events))


def lines(events: Sequence[Event]) -> Iterator[str]:
    """Returns the lines of the file."""
    return (printable_json(encode(event).decode()) + "\n" for event in events)


def _decoded(line: str) -> Event:
    event = decode(line)
    # Users copy this line into a shell, so it must not contain another command.
    if isinstance(event, ScenarioFinished) and not (
        event.replay.startswith("percipio-conformance ") and is_shell_line(event.replay)
    ):
        raise JsonError(f"`replay` is not a command of the suite: {short(event.replay)}")
    return event


def read_events(path: Path) -> list[Event]:
    """Reads the events of a finished run, as written by ``reporting.writer.write_all``.

    Raises:
        StreamError: the file cannot be read, is cut off, contains other lines or several runs, or
            does not match its digest.
    """
    try:
        text = read_text(path, MOST_OF_A_REPORT)
    except UnreadableFile as error:
        raise StreamError(
            f"{error}. Name the folder that `percipio-conformance run` wrote, or the {FILE_NAME}"
            " in it."
        ) from error
    if not text:
        raise StreamError(f"{path} is empty. Run the suite again.")
    if not text.endswith("\n"):
        raise StreamError(
            f"{path} is cut off in line {text.count(chr(10)) + 1}. Run the suite again,"
            " or copy the whole file."
        )
    events: list[Event] = []
    values: list[Any] = []
    lines = text.removesuffix("\n").split("\n")
    for number, line in enumerate(lines, start=1):
        try:
            values.append(parse_json(line))
            events.append(_decoded(line))
        except (JsonError, msgspec.DecodeError) as error:
            raise StreamError(
                f"{path}, line {number} is not an event: {printable(error)}. Read a file of another"
                " version of the suite with that version."
            ) from error
    try:
        parse_run(events)
    except StreamError as error:
        raise StreamError(f"{path}: {error}") from error
    last = events[-1]
    assert isinstance(last, RunFinished)
    if last.digest != digest_of(values):
        raise StreamError(
            f"{path} does not match its digest: lines are missing, changed or from another run."
            " Copy the whole file again, or run the suite again."
        )
    return events
