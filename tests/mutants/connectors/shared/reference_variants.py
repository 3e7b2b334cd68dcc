"""The reference connector with one rule, one setting or one extra action changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b
from typing import Any

import msgspec
import orjson

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.app.integration import Integration
from reference_impl.jobs import catalog_sync
from reference_impl.jobs.synchronization import Synchronization
from reference_impl.rules import course_mapping
from reference_impl.rules.candidate_course import Candidate, CandidateContent, candidate
from reference_impl.rules.categories import Category
from reference_impl.rules.config import PercipioConfig
from reference_impl.rules.course_mapping import Mapped, Options, Unusable
from reference_impl.rules.errors import LmsUnavailableError
from reference_impl.rules.items import Item
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import DEFAULT_RULES

Message = dict[str, Any]


def with_a_settings_page(takes: Callable[[Message, Settings], Message]) -> ConnectorUnderTest:
    """The reference, with something between the page and what is stored."""
    change_settings = Integration.change_settings

    def change(self: Integration, message: Message) -> Settings:
        return change_settings(self, takes(message, self.settings))

    Integration.change_settings = change  # type: ignore[method-assign]
    return InProcessReference()


def with_courses(changed: Callable[[Item, Mapped], Mapped | Unusable]) -> ConnectorUnderTest:
    """The reference, with ``changed`` applied to whatever it has made of an item."""

    def to_course(
        item: Item, category: Category, external_id: str, options: Options
    ) -> Mapped | Unusable:
        made = course_mapping.to_course(item, category, external_id, options)
        return made if isinstance(made, Unusable) else changed(item, made)

    return InProcessReference(replace(DEFAULT_RULES, to_course=to_course))


def telling_changes_by(
    said: Callable[[CandidateContent, Candidate, Mapped], bytes],
) -> ConnectorUnderTest:
    """The reference, which takes a course for changed when ``said`` is another than before."""

    def with_its_own_eyes(
        content: CandidateContent, external_id: str, mapped: Mapped | Unusable
    ) -> Candidate:
        found = candidate(content, external_id, mapped)
        if isinstance(mapped, Unusable):
            return found
        digest = blake2b(said(content, found, mapped), digest_size=16).digest()
        return msgspec.structs.replace(found, fingerprint=digest)

    catalog_sync.candidate = with_its_own_eyes  # type: ignore[attr-defined]
    return InProcessReference()


def lets_in(rule: Callable[[Settings, str, Sequence[str]], bool]) -> ConnectorUnderTest:
    return InProcessReference(replace(DEFAULT_RULES, lets_through=rule))


class _Named(msgspec.Struct, rename={"id": "_id"}):
    id: str
    name: str = ""


class _Link(msgspec.Struct, rename="camel"):
    tag_id: str


class Hands:
    """Actions of a connector on 360Learning, in addition to writing courses."""

    def __init__(self, synchronization: Synchronization) -> None:
        self.lms = synchronization._lms
        self.activity = synchronization._activity
        self.settings = synchronization._settings()
        self.integration = synchronization._world.integration_id
        self.group = synchronization._world.group_id

    async def courses(self, **query: str) -> list[_Named]:
        chosen = {"type[eq]": "external", **query}
        return [each async for each in self.lms.each("/api/v2/courses", _Named, chosen)]

    async def tags_of(self, course: _Named) -> dict[str, str]:
        """Tag id to name."""
        path = f"/api/v2/courses/{course.id}/tags"
        links = {each.tag_id async for each in self.lms.each(path, _Link)}
        tags = [each async for each in self.lms.each("/api/v2/tags", _Named)]
        return {each.id: each.name for each in tags if each.id in links}

    async def set_tags(self, course: _Named, tag_ids: Sequence[str]) -> None:
        body = orjson.dumps({"tagIds": list(tag_ids)})
        await self.lms.request("PUT", f"/api/v2/courses/{course.id}/tags", body=body)

    async def archive(self, course: _Named) -> None:
        path = f"/api/v2/courses/{course.id}/archive"
        await self.lms.request("PUT", path, body=b'{"archived":true}')


Deed = Callable[[Hands], Awaitable[None]]


async def nothing(hands: Hands) -> None:
    pass


def around_each_run(before: Deed = nothing, after: Deed = nothing) -> None:
    run = Synchronization.run

    async def run_and_more(self: Synchronization, parameters: PercipioConfig) -> RunRecord:
        # A habit falls out on a day on which 360Learning does not answer: one fault is enough.
        with suppress(LmsUnavailableError):
            await before(Hands(self))
        record = await run(self, parameters)
        with suppress(LmsUnavailableError):
            await after(Hands(self))
        return record

    Synchronization.run = run_and_more  # type: ignore[method-assign]
