"""Map an item to one of the article's nine categories (C018 to C027). Pure."""

from __future__ import annotations

from typing import Literal, get_args

from reference_impl.rules.items import Item

Category = Literal[
    "course",
    "book",
    "audiobook",
    "channel",
    "journey",
    "linked_content",
    "assessment",
    "benchmark",
    "uncategorized",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)

# contentType.percipioType decides (A-TYPES); category and displayLabel vary within one type.
# VIDEO, SCHEDULED_CONTENT, DYNAMIC_CONTENT, CERTIFICATION_PATH and future types are not on the
# article's list (A-CLOSED).
BY_PERCIPIO_TYPE: dict[str, Category] = {
    "COURSE": "course",
    "BOOK": "book",
    "AUDIOBOOK": "audiobook",
    "CHANNEL": "channel",
    "JOURNEY": "journey",
    "LINKED_CONTENT": "linked_content",
    "ASSESSMENT": "assessment",
}


def category_of(item: Item, *, closed_list: bool) -> Category | None:
    """The item's category, or None if items of its type do not become courses.

    ``closed_list`` is interpretation A-CLOSED: otherwise a type that the article does not name
    counts as uncategorized.
    """
    kind = item.content_type
    if kind is None or not kind.percipio_type:
        return "uncategorized"
    category = BY_PERCIPIO_TYPE.get(kind.percipio_type)
    if category is None:
        return None if closed_list else "uncategorized"
    # Percipio types a skill benchmark ASSESSMENT and labels it "Skill BenchMark".
    if category == "assessment" and "benchmark" in (kind.display_label or "").lower():
        return "benchmark"
    return category
