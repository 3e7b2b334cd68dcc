"""One catalog item, as the API would return it: every key of a real one, nulls included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import EllipsisType
from typing import Any, Literal

from fake_percipio.catalog.content_types import ContentType, Typing, content_type
from fake_percipio.core.ids import named_uuid, share_code
from fake_percipio.core.wire_time import catalog_instant

Item = dict[str, Any]
Era = Literal["2021", "2024"]
"""Real answers gained fields over the years: samples of 2021 lack what those of 2024 have."""

_PUBLISHED = datetime(2021, 2, 12, 19, 29, 25, tzinfo=UTC)
_AICC = "https://api.percipio.com/content-integration/v1/aicc/launch"
_LTI = "https://api.percipio.com/content-integration/v1/lti/launch/organizations"
_SHARE = "https://share.percipio.com/cd/"
_CDN = "https://cdn2.percipio.com/public/b/"


def item(
    title: str,
    *,
    kind: str = "course",
    locale: str = "en-US",
    description: str | None = "<p>What you will learn &amp; why it matters.</p>",
    localized: Mapping[str, tuple[str, str | None]] | None = None,
    identifier: str | None = None,
    seed: int = 0,
    era: Era = "2021",
    organization_id: str = "00000000-0000-4000-8000-000000000000",
    status: Literal["ACTIVE", "INACTIVE"] = "ACTIVE",
    published: datetime = _PUBLISHED,
    updated: datetime | None = None,
    retired: datetime | None = None,
    areas: Sequence[str] = ("Productivity & Collaboration Tools",),
    subjects: Sequence[str] = ("Collaboration",),
    channels: Sequence[Mapping[str, str]] = (),
    parent: Mapping[str, str] | None = None,
    translation_group: str | None = None,
    duration: str | EllipsisType | None = ...,
    code: str | EllipsisType | None = ...,
    link: str | None = None,
    image: str | EllipsisType | None = ...,
    by: Sequence[str] = (),
    keywords: Sequence[str] = (),
    expertise: Sequence[str] = ("INTERMEDIATE",),
) -> Item:
    """A realistic item.

    Args:
        title: the title in ``locale``, the item's first language.
        kind: a key of ``content_types.KINDS``.
        localized: further language versions inside this one item: locale to (title, description).
        identifier: the item's UUID; else one derived from ``seed``, kind, locale and title.
        updated: lifecycle.lastUpdatedDate; else the publishing date.
        translation_group: the UUID that joins items which are one content in several languages.
        duration, code, image: ``...`` means what is usual for the kind; None means null.
        image: null has never been seen in a real item; a connector must survive it all the same.

    Raises:
        ValueError: there is no such kind.
    """
    row = content_type(kind)
    key = identifier or named_uuid("item", seed, kind, locale, title)
    share = link if link is not None else _SHARE + share_code(key)
    picture = f"{_CDN}{key}/image001/modality/image001.jpg" if image is ... else image
    built: Item = {
        "id": key,
        "code": _code(row, key, locale) if code is ... else code,
        "xapiActivityId": f"https://xapi.percipio.com/xapi/{row.path}/{key}",
        "xapiActivityTypeId": row.activity_type,
        "characteristics": {"earnsBadge": row.has_code, "hasAssessment": row.has_code},
        "contentType": _content_type(row),
        "localeCodes": [locale],
        "localizedMetadata": [{"localeCode": locale, "title": title, "description": description}],
        "lifecycle": {
            "status": status,
            "publishDate": catalog_instant(published),
            "lastUpdatedDate": catalog_instant(updated or published),
            "plannedRetirementDate": None,
            "retiredDate": catalog_instant(retired) if retired else None,
        },
        "link": share,
        "aiccLaunch": _aicc(row, key),
        "imageUrl": picture,
        "alternateImageUrl": picture,
        "keywords": list(keywords),
        "duration": row.duration if duration is ... else duration,
        "by": list(by),
        "publication": None,
        "credentials": None,
        "expertiseLevels": list(expertise) if row.modalities else [],
        "modalities": list(row.modalities),
        "technologies": [],
        "associations": {
            "areas": list(areas),
            "subjects": list(subjects),
            "channels": [dict(channel) for channel in channels],
            "parent": dict(parent) if parent else None,
            "translationGroupId": translation_group,
            "journeys": [],
            "collections": ["2020SSExpert"],
        },
    }
    for code_, (text, words) in (localized or {}).items():
        built["localeCodes"].append(code_)
        built["localizedMetadata"].append(
            {"localeCode": code_, "title": text, "description": words}
        )
    return _of_2024(built, row, organization_id) if era == "2024" else built


def _content_type(row: ContentType) -> dict[str, str | None] | None:
    rest = {"category": row.category, "displayLabel": row.label, "source": row.source}
    match row.typing:
        case Typing.NO_CONTENT_TYPE:
            return None
        case Typing.NO_TYPE:
            return rest
        case Typing.STATED | Typing.NULL_TYPE:
            return {"percipioType": row.percipio_type, **rest}


def _code(row: ContentType, key: str, locale: str) -> str | None:
    if not row.has_code:
        return None
    return f"it_{key[:6]}_{int(key[6:8], 16) % 90 + 10}_{locale.replace('-', '').lower()}"


def _aicc(row: ContentType, key: str) -> dict[str, str] | None:
    if row.aicc is None:
        return None
    params = f"contentId={key}&entitlementKey=SIMULATED&contentType={row.aicc}"
    return {"url": _AICC, "params": params}


def _of_2024(built: Item, row: ContentType, organization_id: str) -> Item:
    """The same item with the fields that answers of 2024 have on top, in their order."""
    newer: Item = {}
    for name, value in built.items():
        newer[name] = value
        if name == "aiccLaunch":
            place = f"{organization_id}/content/{row.path}/{built['id']}"
            newer["ltiResourceLink"] = {"url": f"{_LTI}/{place}"}
    newer["characteristics"]["isCompliance"] = False
    newer["lifecycle"]["includedFromActivity"] = False
    newer["associations"]["licensedLocales"] = ""
    newer["associations"]["skills"] = []
    newer["learningObjectives"] = []
    newer["providerSpecificAttributes"] = None
    newer["licenseKeys"] = None
    return newer
