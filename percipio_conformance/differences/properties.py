"""The properties that are compared, the clauses about them, and the fields that are left out."""

from __future__ import annotations

from collections.abc import Mapping

EXISTENCE = "course: existence"
NUMBER_OF_ATTEMPTS = "attempt: number"
CHECK = "check"
"""A step that holds with one of the two connectors only."""

_CONTENT = ("C018", "C019", "C020", "C021", "C022", "C023", "C024", "C025", "C026")
_TRANSLATION = ("C042", "C045")

CLAUSES: Mapping[str, tuple[str, ...]] = {
    EXISTENCE: ("C017", "C027", "C028", "C029", "C038", "C042", "C136"),
    "course: status": ("C031", "C039", "C040", "C133", "C136"),
    "course: title": ("C018", "C030"),
    "course: description": ("C030",),
    "course: duration": ("C030",),
    "course: picture": ("C030",),
    "course: address": ("C063", "C065"),
    "course: mobile address": ("C065",),
    "course: type": _CONTENT,
    "course: provider": ("C079",),
    "course: group": ("C032", "C034", "C081"),
    "course: author": ("C085",),
    "course: places": ("C006", "C032", "C033", "C034", "C039", "C081"),
    "course: tags": ("C008", "C088", "C089", "C090", "C092", "C093"),
    "course: language": ("C042", "C139"),
    "course: translations": ("C011", "C041", *_TRANSLATION),
    "translation: title": ("C043", *_TRANSLATION),
    "translation: description": ("C044", *_TRANSLATION),
    "translation: address": ("C065",),
    # 360Learning shows it, and the article says nothing about it.
    "course: difficulty": (),
    NUMBER_OF_ATTEMPTS: ("C047", "C061", "C149", "C151", "D01"),
    "attempt: progress": ("C048", "C049", "C050", "C051"),
    "attempt: result": ("C058", "C059", "C060"),
    "attempt: score": ("C052", "C053"),
    "attempt: time spent": ("C054", "C055", "C056"),
    "attempt: last activity": ("C057",),
    "homepage": ("C066", "C067", "C073"),
    "path": ("C069", "C070", "C071", "C072"),
    "settings page: state": ("C094", "C095"),
    "settings page: refused parameter": ("C087", "C095"),
    "settings page: learner identification": ("C102", "C103"),
    "settings page: languages": ("C135", "C142", "C145"),
    "settings page: content types": ("C135", "C146", "C148"),
    "settings page: tags synchronization": ("C090", "C091"),
    "settings page: globalization": ("C041",),
    "webhook credentials": ("C101",),
    "statements that wait in Percipio": ("C047", "C125", "D03"),
    # The clauses of the scenario say what the step is about.
    CHECK: (),
}
"""The clauses about each kind of difference, which are shown beside it."""

FOLLOWS_FROM_COURSES = frozenset({"homepage", "path"})
"""360Learning derives these from courses and attempts. Where those differ, they say nothing new."""

COURSES = ("course: ", "translation: ", "attempt: ")
"""The beginnings of the kinds that say something about courses and attempts."""

LEFT_OUT: Mapping[str, str] = {
    "Course.id": "360Learning draws it; it depends on the order of the writes",
    "Course.author_id": "shown by name",
    "Course.original_author_id": "the author at first; 360Learning sets it with the author",
    "Course.group_id": "shown by name",
    "Course.co_author_ids": "shown by name, with the author",
    "Course.created_at": "the date of the write; the clauses set the time of a run, not of a write",
    "Course.modified_at": "a write without a change moves it; D04 has scenarios of its own",
    "External.integration_id": "shown by the name of the integration's group",
    "External.external_id": "the key of the item, by which courses are matched",
    "External.subjects": "360Learning makes the tags of the course of them, which are compared",
    "Translation.subjects": "as those of the course; the tags are those of the whole course",
    "Source.logo_url": "the address of a picture, which no page of the simulation shows",
    "Attempt.id": "360Learning draws it; it depends on the order of the writes",
    "Attempt.course_id": "attempts are compared course by course",
    "Attempt.user_id": "attempts are compared learner by learner",
    "Attempt.path_id": "360Learning sets it at a launch; no connector writes it",
    "Attempt.path_session_id": "360Learning sets it at a launch; no connector writes it",
    "Attempt.lang": "360Learning does not show it beside the figures of an attempt",
    "Attempt.first_activity_at": "360Learning shows the last activity only",
    "Attempt.completed_at": "360Learning shows the last activity only",
    "Attempt.recorded_at": "the date of the write; the clauses about the delay have scenarios",
}
"""Fields that are not compared as they are, each with the reason."""
