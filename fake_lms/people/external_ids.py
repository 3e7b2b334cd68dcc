"""External ids: what other platforms call a user, a course or a group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from fake_lms.core.conditions import Condition
from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.core.ids import Ids
from fake_lms.core.repository import Repository

# 360Learning API v2, ExternalIdDTO.targetType.
TargetType = Literal[
    "attempt",
    "classroom",
    "classroomAttendance",
    "classroomAttendanceSheet",
    "classroomSlot",
    "classroomSlotRegistration",
    "course",
    "group",
    "learningNeed",
    "path",
    "pathEnrollment",
    "pathSession",
    "pathTracking",
    "registrationRequest",
    "user",
]


class ExternalId(msgspec.Struct, frozen=True, kw_only=True):
    """``platform`` calls the target ``value``, compared exactly (A-CASE)."""

    id: str
    platform: str
    target_type: TargetType
    target_id: str
    value: str


class ExternalIds:
    """All mappings. A value is unique within a platform and target type, not across platforms:
    two platforms may each call a different user the same (A-MULTI)."""

    def __init__(self, ids: Ids, exists: Callable[[TargetType, str], bool]) -> None:
        self._ids = ids
        self._exists = exists
        self._mappings: Repository[ExternalId] = Repository()
        self._by_value: dict[str, list[ExternalId]] = {}
        self._by_target: dict[str, list[ExternalId]] = {}

    def add(
        self, platform: str, value: str, target_id: str, target_type: TargetType = "user"
    ) -> ExternalId:
        """Raises:
        NotFoundError: ``resourceNotFound``.
        RefusedError: ``mappingAlreadyExists`` (that platform names the target already),
            ``valueAlreadyUsed`` (that platform gave the value to another target).
        """
        if not self._exists(target_type, target_id):
            raise NotFoundError("resourceNotFound", f"No {target_type} has the id {target_id!r}")
        for each in self._by_target.get(target_id, ()):
            if each.platform == platform and each.target_type == target_type:
                raise RefusedError(
                    "mappingAlreadyExists", f"{platform} already calls it {each.value!r}"
                )
        for each in self._by_value.get(value, ()):
            if each.platform == platform and each.target_type == target_type:
                raise RefusedError("valueAlreadyUsed", f"{platform} uses {value!r} for another one")
        mapping = ExternalId(
            id=self._ids(),
            platform=platform,
            target_type=target_type,
            target_id=target_id,
            value=value,
        )
        self._mappings.put(mapping.id, mapping)
        self._by_value.setdefault(value, []).append(mapping)
        self._by_target.setdefault(target_id, []).append(mapping)
        return mapping

    def with_value(self, value: str) -> list[ExternalId]:
        """Mappings of exactly that value, on any platform, oldest first."""
        return list(self._by_value.get(value, ()))

    def of(self, target_id: str) -> list[ExternalId]:
        return list(self._by_target.get(target_id, ()))

    def after(
        self, cursor: str | None, conditions: Sequence[Condition[ExternalId]] = ()
    ) -> Iterator[ExternalId]:
        return self._mappings.after(cursor, conditions)

    def __iter__(self) -> Iterator[ExternalId]:
        return iter(self._mappings)
