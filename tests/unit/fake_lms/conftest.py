"""Fixtures of the simulated 360Learning; ``async def`` tests run in an event loop of their own."""

from __future__ import annotations

import asyncio
import inspect

import pytest
from lms_world import Clock, World

from fake_lms.platform import Platform


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def platform(world: World) -> Platform:
    return world.platform


@pytest.fixture
def clock(world: World) -> Clock:
    return world.clock
