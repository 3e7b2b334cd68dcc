"""Candidates: what counts when the connector asks whether a course has to be written."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from reference_impl.rules.candidate_course import (
    Candidate,
    CandidateContent,
    candidate,
    with_earlier_subjects,
)
from reference_impl.rules.course_mapping import ExternalCourse, Mapped, Source, Unusable
from reference_impl.rules.items import Item

ITEM = Item(id="1", locale_codes=["en-US"])
CONTENT = CandidateContent("1", ITEM, "course", ("https://a.b/1",), True)
COURSE = ExternalCourse(
    default_lang="en",
    external_id="x",
    launch_url="https://a.b/1",
    name="One",
    sources=(Source("Skillsoft"),),
    subjects=("Cloud", "Security"),
    author_id="b" * 24,
)
NO_COURSE = Unusable("it has no title")


def of(content: CandidateContent = CONTENT, mapped: Mapped | Unusable | None = None) -> Candidate:
    return candidate(content, "x", Mapped(COURSE) if mapped is None else mapped)


def but(**changes: Any) -> CandidateContent:
    return msgspec.structs.replace(CONTENT, **changes)


def test_a_candidate_holds_the_course_as_it_is_sent() -> None:
    made = of()
    assert (made.content, made.external_id, made.mapped) == (CONTENT, "x", Mapped(COURSE))
    assert made.locales == ("en-US",)
    assert msgspec.json.decode(made.encoded, type=ExternalCourse) == COURSE
    assert len(made.fingerprint) == 16
    assert made.subjects == ("Cloud", "Security")


def test_what_is_no_course_is_not_sent_and_has_no_tags() -> None:
    made = of(mapped=NO_COURSE)
    assert (made.encoded, made.subjects, made.mapped) == (b"", (), NO_COURSE)


@pytest.mark.parametrize(
    "other",
    [
        of(mapped=Mapped(msgspec.structs.replace(COURSE, name="Two"))),
        of(but(activity_ids=("https://a.b/2",))),
        of(but(category="book")),
        of(but(item=msgspec.structs.replace(ITEM, locale_codes=["fr-FR"]))),
    ],
)
def test_whatever_the_store_keeps_is_written_when_it_changes(other: Candidate) -> None:
    assert other.fingerprint != of().fingerprint


@pytest.mark.parametrize("same", [of(but(active=False)), of(mapped=Mapped(COURSE, ("a note",)))])
def test_nothing_else_is_a_reason_to_write(same: Candidate) -> None:
    assert same.fingerprint == of().fingerprint


def test_earlier_tags_come_after_those_of_now_and_once() -> None:
    mapped = with_earlier_subjects(Mapped(COURSE, ("a note",)), ("Old", "Cloud"))
    assert isinstance(mapped, Mapped)
    assert mapped.course.subjects == ("Cloud", "Security", "Old")
    assert mapped.course.name == "One"
    assert mapped.notes == ("a note",)


def test_without_earlier_tags_or_without_a_course_nothing_changes() -> None:
    assert with_earlier_subjects(Mapped(COURSE), ()) == Mapped(COURSE)
    assert with_earlier_subjects(NO_COURSE, ("Old",)) is NO_COURSE
