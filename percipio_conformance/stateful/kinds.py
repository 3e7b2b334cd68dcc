"""The kinds of content of a sequence: their names in the filter, and the clauses that name them."""

from __future__ import annotations

KINDS = {
    "course": "course",
    "book": "book",
    "audiobook": "audiobook",
    "assessment": "assessment",
    "channel": "channel",
    "book summary": "book",
    "audiobook summary": "audiobook",
    "journey": "journey",
    "lab": "linked content",
    "bootcamp": "linked content",
    "article": "linked content",
    "linked video": "linked content",
    "testprep": "linked content",
    "benchmark": "benchmark",
    "uncategorized": "uncategorized",
    "uncategorized (null type)": "uncategorized",
    "uncategorized (no content type)": "uncategorized",
}
"""Kinds of items, and their names in the filter."""

UNMISTAKABLE = frozenset({"course", "book", "audiobook", "assessment", "channel"})
"""The kinds that each of the fields of an item tells (A-TYPES)."""

FIRST_SEEN = {
    "course": "C018",
    "book": "C019",
    "audiobook": "C020",
    "channel": "C021",
    "journey": "C022",
    "linked content": "C023",
    "assessment": "C024",
    "benchmark": "C025",
    "uncategorized": "C026",
}
"""The clause that requires a course for an item, by the name of its kind in the filter."""
