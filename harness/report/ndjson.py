"""``events.ndjson``: the stream itself, one event a line, to render again or to compare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from harness.events import Event, decode, encode
from harness.stream import StreamError, read_story

FILE_NAME = "events.ndjson"


def render(events: Sequence[Event]) -> str:
    """The file's text; every line ends with a newline, so that a cut-off last line shows."""
    return "".join(encode(event).decode() + "\n" for event in events)


def read_events(path: Path) -> list[Event]:
    """The events of a finished run, as written by :func:`render`.

    Raises:
        StreamError: the file cannot be read, is cut off, holds something else, or mixes runs.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StreamError(
            f"{path} cannot be read: {error}. Name the {FILE_NAME} of a finished run."
        ) from error
    if not text:
        raise StreamError(f"{path} is empty. Run the suite again.")
    if not text.endswith("\n"):
        raise StreamError(
            f"{path} is cut off in line {text.count(chr(10)) + 1}. Run the suite again,"
            " or copy the whole file."
        )
    events: list[Event] = []
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        try:
            events.append(decode(line))
        except msgspec.DecodeError as error:
            raise StreamError(f"{path}, line {number} is not an event: {error}.") from error
    try:
        read_story(events)
    except StreamError as error:
        raise StreamError(f"{path}: {error}") from error
    return events
