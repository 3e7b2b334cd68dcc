"""The reference connector with changed fields of the courses it writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.rules import course_mapping
from reference_impl.rules.categories import Category
from reference_impl.rules.course_mapping import ExternalCourse, Mapped, Options, Unusable, to_course
from reference_impl.rules.items import Item
from reference_impl.rules_table import DEFAULT_RULES

Rewrite = Callable[[Item, ExternalCourse], ExternalCourse]


def rewrites(rewrite: Rewrite) -> ConnectorUnderTest:
    def mapped(
        item: Item, category: Category, external_id: str, options: Options
    ) -> Mapped | Unusable:
        made = to_course(item, category, external_id, options)
        if isinstance(made, Unusable):
            return made
        return replace(made, course=rewrite(item, made.course))

    return InProcessReference(replace(DEFAULT_RULES, to_course=mapped))


def changed(course: ExternalCourse, **changes: Any) -> ExternalCourse:
    return msgspec.structs.replace(course, **changes)


def of_items(changed: Callable[[Item], Item]) -> ConnectorUnderTest:
    """Every item is read as ``changed`` makes it."""

    def to_course(
        item: Item, category: Category, external_id: str, options: course_mapping.Options
    ) -> course_mapping.Mapped | course_mapping.Unusable:
        return course_mapping.to_course(changed(item), category, external_id, options)

    return InProcessReference(replace(DEFAULT_RULES, to_course=to_course))
