"""Both neighbors of the connector, in a process of their own, with learners and some courses.

``python -m benchmarks.statement_world --learners N --courses N`` prints one line of JSON when it is
ready: addresses, credentials, the learners' mails and the activities. For every line on its
standard input it prints one: to ``count`` how many attempts there are, to ``attempts`` the whole of
them as (mail, activity, list of completion dates). It ends when its standard input does.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

import orjson
import uvloop

from fake_lms.app import create_app as create_lms
from fake_lms.platform import Platform
from fake_percipio.app import create_app as create_percipio
from fake_percipio.site import Percipio
from percipio_conformance.network.server import SocketServer
from percipio_conformance.world.personas import ACADEMY, create_personas


def now() -> datetime:
    """The fakes stamp what they do with real time; nothing measured depends on it."""
    return datetime.now(UTC)


def course(number: int) -> dict[str, Any]:
    """A course of Percipio's catalog, with the fields that matter."""
    item_id = str(UUID(int=number, version=4))
    return {
        "id": item_id,
        "code": f"course_{number}",
        "xapiActivityId": f"https://xapi.percipio.com/xapi/course/{item_id}",
        "xapiActivityTypeId": "http://adlnet.gov/expapi/activities/course",
        "contentType": {
            "percipioType": "COURSE",
            "category": "COURSE",
            "displayLabel": "Course",
            "source": None,
        },
        "localeCodes": ["en-US"],
        "localizedMetadata": [{"localeCode": "en-US", "title": f"Course {number}"}],
        "lifecycle": {"status": "ACTIVE", "retiredDate": None},
        "link": f"https://acme.percipio.com/courses/{item_id}",
        "associations": {"areas": [], "subjects": []},
    }


async def serve(learners: int, courses: int) -> None:
    """Until standard input ends; without rate limits."""
    percipio, platform = Percipio(now), Platform(now)
    cast = create_personas(percipio, platform, Random(0))
    items = [course(number) for number in range(1, courses + 1)]
    cast.acme.catalog.load(items)
    activities = {item["id"]: item["xapiActivityId"] for item in items}
    mails = [f"learner.{number}@acme.example" for number in range(learners)]
    for number, mail in enumerate(mails):
        platform.users.add(f"Learner {number}", mail=mail)
    servers = SocketServer(create_percipio(percipio)), SocketServer(create_lms(platform))
    for server in servers:
        await server.open()
    percipio.base_url, platform.base_url = (server.url for server in servers)
    client = platform.clients.add("Skillsoft connector", in_house=True)
    say(
        {
            "reset": {
                "lms": {
                    "base_url": platform.base_url,
                    "client_id": client.client_id,
                    "client_secret": client.client_secret,
                },
                "integration_id": cast.integration,
                "group_id": cast.groups[ACADEMY],
                "connector_admin_id": cast.connector_admin,
            },
            "setup": {
                "organization_id": cast.acme.id,
                "bearer_token": cast.acme.issue_token(),
                "tenant_url": percipio.base_url,
            },
            "mails": mails,
            "activities": list(activities.values()),
        }
    )
    while question := (await asyncio.to_thread(sys.stdin.readline)).strip():
        say(len(platform.attempts) if question == "count" else histories(platform, activities))
    for server in servers:
        await server.close()


def histories(platform: Platform, activities: dict[str, str]) -> list[Any]:
    """Completion dates of all attempts, by learner and activity."""
    found: dict[tuple[str, str], list[str]] = {}
    for attempt in platform.attempts:
        external = platform.courses.get(attempt.course_id).external
        assert external is not None
        mail = platform.users.get(attempt.user_id).mail or ""
        completed = attempt.completed_at.isoformat() if attempt.completed_at else ""
        found.setdefault((mail, activities[external.external_id]), []).append(completed)
    return [[*key, dates] for key, dates in found.items()]


def say(words: Any) -> None:
    sys.stdout.write(orjson.dumps(words).decode() + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, required=True)
    parser.add_argument("--courses", type=int, required=True)
    asked = parser.parse_args()
    # A connector that is killed in the middle of a request is expected here.
    logging.disable(logging.ERROR)
    uvloop.run(serve(asked.learners, asked.courses))


if __name__ == "__main__":
    main()
