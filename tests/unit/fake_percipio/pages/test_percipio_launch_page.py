"""The page behind an item's link: who has a license is let in (C064)."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from fake_percipio.app import create_app
from fake_percipio.catalog.items import Item, item
from fake_percipio.organization import Organization
from fake_percipio.pages.launch_page import admit
from fake_percipio.pages.sign_in import COOKIE
from fake_percipio.site import Percipio


@pytest.fixture
def course(acme: Organization) -> Item:
    made = item('Six <Sigma> "Basics"')
    acme.catalog.put(item("Another"))
    acme.catalog.put(made)
    acme.add_learner("Ada", email="ada@acme.example", user_id="ada")
    return made


def visit(percipio: Percipio, link: str, uuid: str | None) -> httpx.Response:
    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(app=create_app(percipio))
        headers = {} if uuid is None else {"cookie": f"{COOKIE}={uuid}"}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://percipio.test"
        ) as client:
            return await client.get(httpx.URL(link).path, headers=headers)

    return asyncio.run(once())


def test_a_licensed_learner_is_shown_the_item(
    percipio: Percipio, acme: Organization, course: Item
) -> None:
    page = visit(percipio, course["link"], acme.learners["Ada"].uuid)
    assert page.status_code == 200
    assert f'content="{course["id"]}"' in page.text
    assert "Six &lt;Sigma&gt;" in page.text


def test_an_unlicensed_learner_is_turned_away(
    percipio: Percipio, acme: Organization, course: Item
) -> None:
    eve = acme.add_learner("Eve", email=None, user_id="eve", licensed=False)
    page = visit(percipio, course["link"], eve.uuid)
    assert page.status_code == 403
    assert "no Percipio license" in page.text
    assert course["id"] not in page.text


def test_nobody_is_asked_to_sign_in(percipio: Percipio, course: Item) -> None:
    assert visit(percipio, course["link"], None).status_code == 401
    assert visit(percipio, course["link"], "stranger").status_code == 401


def test_what_the_organization_has_lost_is_not_there(acme: Organization, course: Item) -> None:
    path, ada = httpx.URL(course["link"]).path, acme.learners["Ada"]
    assert admit(acme, ada, path).status == 200
    acme.catalog.remove(course["id"])
    assert admit(acme, ada, path).status == 404


def test_a_visit_is_no_call_of_the_catalog(
    percipio: Percipio, acme: Organization, course: Item
) -> None:
    visit(percipio, course["link"], acme.learners["Ada"].uuid)
    assert (percipio.calls, percipio.strays) == ([], [])
    assert acme.sender.queued == 0
