"""The platform's values as the documents of API v2; absent values are omitted, not null."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fake_lms.content.course_model import Course, External, Translation
from fake_lms.content.tags import Tag
from fake_lms.core.timestamps import wire
from fake_lms.integration.integrations import Integration
from fake_lms.people.external_ids import ExternalId
from fake_lms.people.groups import Group
from fake_lms.people.users import User
from fake_lms.server.operations import Operation
from fake_lms.training.attempts import Attempt


def user(each: User) -> dict[str, Any]:
    return present(
        _id=each.id,
        mail=each.mail,
        username=each.username,
        status=each.status,
        lang=each.lang,
        firstName=each.first_name,
        lastName=each.last_name,
        job=each.job,
        organization=each.organization,
        phone=each.phone,
        custom=each.custom,
        primaryGroupId=each.primary_group_id,
        deletedAt=[wire(at) for at in each.deleted_at],
        reactivatedAt=[wire(at) for at in each.reactivated_at],
    )


def group(each: Group) -> dict[str, Any]:
    return present(
        _id=each.id,
        name=each.name,
        public=each.public,
        parentId=each.parent_id,
        custom=each.custom,
    )


def course(each: Course) -> dict[str, Any]:
    return present(
        _id=each.id,
        name=each.name,
        description=each.description,
        duration=each.duration,
        status=each.status,
        type=each.type,
        externalPlatform=each.external.external_platform if each.external else None,
        sourceLang=each.source_lang,
        defaultLang=each.default_lang,
        authorId=each.author_id,
        coAuthorIds=list(each.co_author_ids),
        groupId=each.group_id,
        createdAt=wire(each.created_at),
        modifiedAt=wire(each.modified_at),
        translations=[
            {
                "lang": version.lang,
                "published": True,
                "translatorIds": [],
                "translatedFields": present(name=version.name, description=version.description),
            }
            for version in each.translations
        ],
    )


def external_course(each: Course, external: External) -> dict[str, Any]:
    return present(
        courseId=each.id,
        authorId=each.author_id,
        externalId=external.external_id,
        defaultLang=each.default_lang,
        name=each.name,
        description=each.description,
        duration=each.duration,
        launchUrl=external.launch_url,
        mobileLaunchUrl=external.mobile_launch_url,
        imageUrl=each.image_url,
        contentType=external.content_type,
        difficultyLevel=external.difficulty_level,
        subjects=list(external.subjects),
        sources=[present(name=source.name, logoUrl=source.logo_url) for source in external.sources],
        translations=[_external_translation(version) for version in each.translations],
    )


def _external_translation(version: Translation) -> dict[str, Any]:
    fields = present(
        name=version.name,
        description=version.description,
        launchUrl=version.launch_url,
        mobileLaunchUrl=version.mobile_launch_url,
        subjects=list(version.subjects) or None,
    )
    return {"lang": version.lang, "translatedFields": fields}


def stat(each: Attempt) -> dict[str, Any]:
    """One row of the course statistics, without ``result``, which the real row does not have."""
    return present(
        _id=each.id,
        courseId=each.course_id,
        userId=each.user_id,
        lang=each.lang,
        progress=each.progress,
        score=each.score,
        timeSpent=each.time_spent_ms,
        firstActivityAt=wire_or_none(each.first_activity_at),
        lastActivityAt=wire_or_none(each.last_activity_at),
        completedAt=wire_or_none(each.completed_at),
        pathId=each.path_id,
        pathSessionId=each.path_session_id,
    )


def extended_stat(each: Attempt) -> dict[str, Any]:
    """The row with ``result``, success or null (extension)."""
    return {**stat(each), "result": each.result}


def tag(each: Tag) -> dict[str, Any]:
    return present(_id=each.id, name=each.name, isMain=each.is_main, externalId=each.external_id)


def tag_with_source(each: Tag) -> dict[str, Any]:
    return {**tag(each), "source": each.source}


def external_id(each: ExternalId) -> dict[str, Any]:
    return {
        "_id": each.id,
        "platform": each.platform,
        "targetType": each.target_type,
        "targetId": each.target_id,
        "value": each.value,
    }


def base_integration(each: Integration) -> dict[str, Any]:
    return present(
        externalPlatform=each.external_platform,
        groupId=each.group_id,
        authorId=each.author_id,
        defaultProgress=each.default_progress,
        defaultCompletion=each.default_completion,
        noGroupPropagation=each.no_group_propagation,
        externalPlatformLogoUrl=each.external_platform_logo_url,
        externalPlatformUnicolorLogoUrl=each.external_platform_unicolor_logo_url,
    )


def integration(each: Integration) -> dict[str, Any]:
    return {"_id": each.id, **base_integration(each)}


def operation(each: Operation) -> dict[str, Any]:
    progress = None
    if each.updated_at is not None:
        progress = {"index": each.index, "updatedAt": wire(each.updated_at)}
    return present(
        _id=each.id,
        type=each.kind,
        status=each.status,
        createdAt=wire(each.created_at),
        queuedAt=wire_or_none(each.queued_at),
        startedAt=wire_or_none(each.started_at),
        endedAt=wire_or_none(each.ended_at),
        progress=progress,
        errorMessage=each.error_message,
    )


def wire_or_none(at: datetime | None) -> str | None:
    return None if at is None else wire(at)


def present(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
