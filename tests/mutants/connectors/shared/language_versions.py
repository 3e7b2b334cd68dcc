"""The reference connector with changed language versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.rules.course_mapping import ExternalCourse, Mapped, Unusable, to_course
from reference_impl.rules_table import DEFAULT_RULES


def translating(
    change: Callable[[ExternalCourse], ExternalCourse], **options: bool
) -> ConnectorUnderTest:
    """The reference, with something done to each course before it is written."""

    def changed(item: Any, category: Any, key: str, chosen: Any) -> Mapped | Unusable:
        mapped = to_course(item, category, key, replace(chosen, **options))
        if isinstance(mapped, Unusable):
            return mapped
        return replace(mapped, course=change(mapped.course))

    return InProcessReference(replace(DEFAULT_RULES, to_course=changed))
