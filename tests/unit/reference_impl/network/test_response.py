"""A response that has been read leaves memory with its last user."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from reference_impl.lms.client import LmsClient
from reference_impl.percipio.catalog_request import request_page
from reference_impl.rules.config import LmsAccess, PercipioConfig
from reference_impl.time.clock import ControlledClock
from reference_impl.time.task_tracker import TaskTracker

pytestmark = pytest.mark.anyio


@pytest.fixture
def _no_collector() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def answer(request: httpx.Request) -> httpx.Response:
    token = {"access_token": "t", "expires_in": 60}
    return httpx.Response(200, json=token, request=request)


@pytest.mark.usefixtures("_no_collector")
async def test_a_page_of_the_catalog_is_freed_without_the_collector() -> None:
    parameters = PercipioConfig(
        organization_id="o",
        bearer_token="b",
        tenant_url="http://percipio.test",
        tags_synchronization=False,
    )
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        response = await request_page(http, parameters, max_items=1)
        assert response.json()["access_token"] == "t"
        alive = weakref.ref(response)
        del response
        assert alive() is None


@pytest.mark.usefixtures("_no_collector")
async def test_an_answer_of_360learning_is_freed_without_the_collector() -> None:
    clock = ControlledClock(datetime(2026, 1, 12, tzinfo=UTC))
    access = LmsAccess("http://lms.test", "us", "shh")
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        lms = LmsClient(http, clock, TaskTracker(clock), access)
        response = await lms.request("PUT", "/somewhere", body=b"{}")
        alive = weakref.ref(response)
        del response
        assert alive() is None
