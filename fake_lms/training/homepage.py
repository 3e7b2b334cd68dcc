"""A learner's homepage: three sections and their entries. Pure rules of values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from fake_lms.training.attempts import Attempt
from fake_lms.training.launch_history import Launch
from fake_lms.training.path_model import Path, PathSession
from fake_lms.training.progression import COMPLETE, PathState

Section = Literal["toDo", "inProgress", "completed"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the homepage. ``session_id`` is there for a path; ``progress`` in percent."""

    kind: Literal["course", "path"]
    id: str
    name: str
    progress: int
    session_id: str | None = None


class Homepage(msgspec.Struct, frozen=True):
    """The sections, each in the order in which its entries came to the learner."""

    to_do: tuple[Entry, ...]
    in_progress: tuple[Entry, ...]
    completed: tuple[Entry, ...]


def of_entries(found: Iterable[tuple[Section, Entry]]) -> Homepage:
    """The homepage of entries and the section each belongs into."""
    sections: dict[Section, list[Entry]] = {"toDo": [], "inProgress": [], "completed": []}
    for section, entry in found:
        sections[section].append(entry)
    return Homepage(*(tuple(entries) for entries in sections.values()))


def section_of_path(state: PathState) -> Section:
    """To do until a step is launched or done, then in progress until the path ends (C067, C071)."""
    if state.completed:
        return "completed"
    return "toDo" if state.started_at is None else "inProgress"


def section_of_course(attempts: list[Attempt], launches: list[Launch]) -> Section | None:
    """The section of a course that is listed on its own; None if it is not.

    It is listed from its launch on (C066), and when Percipio reports activity without a launch. A
    course that was launched only from paths is shown as these paths (A-WHICHPATH).
    """
    if launches and all(each.session_id is not None for each in launches):
        return None
    if not attempts:
        return None
    return "completed" if attempts[-1].progress == COMPLETE else "inProgress"


def path_entry(path: Path, session: PathSession, state: PathState) -> Entry:
    return Entry(
        kind="path", id=path.id, name=path.name, progress=state.progress, session_id=session.id
    )
