"""The reference connector with changed language versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.rules.course_mapping import ExternalCourse, Mapped, Unusable, to_course
from reference_impl.rules_table import REFERENCE


def translating(change: Callable[[ExternalCourse], ExternalCourse], **options: bool) -> Subject:
    """The reference, with something done to each course before it is written."""

    def changed(item: Any, category: Any, key: str, chosen: Any) -> Mapped | Unusable:
        mapped = to_course(item, category, key, replace(chosen, **options))
        if isinstance(mapped, Unusable):
            return mapped
        return replace(mapped, course=change(mapped.course))

    return InProcessReference(replace(REFERENCE, to_course=changed))
