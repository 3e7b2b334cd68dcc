"""A small platform to test against: one admin, one learner, one Skillsoft integration."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import lms_contract
import orjson
from starlette.applications import Starlette

from fake_lms.app import create_app
from fake_lms.content.course_model import Course
from fake_lms.content.external_course_model import ExternalCourse, read
from fake_lms.platform import Platform
from fake_lms.server.clients import ClientCredentials

START = datetime(2025, 1, 15, 5, 0, tzinfo=UTC)


class Clock:
    """The time of a test; it moves when told."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def pass_time(self, **delta: float) -> None:
        self.at += timedelta(**delta)


class World:
    """One platform with clients; ``connector`` is in house, ``ordinary`` is not."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.platform = Platform(self.clock, seed=7)
        platform = self.platform
        self.admin = platform.users.add(
            "Ada", mail="Ada@Acme.test", roles={platform.groups.platform_group.id: "admin"}
        )
        self.learner = platform.users.add("Lin", mail="lin@acme.test", username="lin")
        self.group = platform.groups.add("Skillsoft courses")
        self.integration = platform.integrations.add(
            "Skillsoft", group_id=self.group.id, author_id=self.admin.id, default_progress=50
        )
        self.in_house = platform.clients.add("connector", in_house=True)
        self.ordinary = platform.clients.add("customer script")
        self.app: Starlette = create_app(platform)

    def upsert(self, external_id: str = "six-sigma", **changes: Any) -> Course:
        return self.platform.external_courses.upsert(
            self.integration, external_course(external_id, **changes)
        )

    def client(self, credentials: ClientCredentials | None = None) -> httpx.AsyncClient:
        """A client that is logged in, and whose every answer is held against the contract."""
        credentials = credentials or self.in_house
        token = self.platform.clients.issue(credentials.client_id, credentials.client_secret)
        assert token is not None
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="http://lms.test/api/v2",
            headers={"authorization": f"Bearer {token.value}", "360-api-version": "v2.0"},
            event_hooks={"response": [lms_contract.check]},
        )

    async def bulk(
        self, client: httpx.AsyncClient, method: str, path: str, objects: list[Any]
    ) -> list[dict[str, Any]]:
        """Submit, wait, and answer the results."""
        answer = await client.request(method, path, json={"input": objects})
        assert answer.status_code == 202, answer.text
        await self.platform.operations.run_until_idle()
        results = (await client.get(answer.headers["location"] + "/results")).json()
        assert len(results) == len(objects)
        return list(results)


def course_document(external_id: str = "six-sigma", **changes: Any) -> dict[str, Any]:
    """An external course as a connector sends it; a change to None leaves the field out."""
    document = {
        "defaultLang": "en",
        "externalId": external_id,
        "launchUrl": f"https://acme.percipio.test/courses/{external_id}",
        "name": "Six Sigma Basics",
        "sources": [{"name": "Skillsoft"}],
        "subjects": [],
        "contentType": "course",
        "description": "<p>Less waste</p>",
        "duration": 45,
        "imageUrl": "https://cdn.percipio.test/six-sigma.png",
        **changes,
    }
    return {name: value for name, value in document.items() if value is not None}


def external_course(external_id: str = "six-sigma", **changes: Any) -> ExternalCourse:
    return read(orjson.dumps(course_document(external_id, **changes)))
