"""Examples for the page on the control protocol, recorded from the reference connector.

One world runs in process, from a fixed time and seed, so the examples are always the same. Secrets
are hidden as in a report.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx

from percipio_conformance.connectors.reset_message import integration_message
from percipio_conformance.connectors.under_test import InProcessReference
from percipio_conformance.core.addresses import CONTROL, IN_PROCESS_CONNECTOR
from percipio_conformance.core.outcomes import HarnessError
from percipio_conformance.core.redaction import redact_body
from percipio_conformance.core.times import format_timestamp, parse_timestamp
from percipio_conformance.network.network import InProcessNetwork
from percipio_conformance.runner.session import START_TIME
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.world.environment import Environment
from percipio_conformance.world.further_integrations import enable_further
from percipio_conformance.world.world import World

MANY_POLLS = 10_000
"""More polls than the reference connector needs to become idle."""

RETRY_AFTER_SECONDS = 20
"""The pause that Percipio requests with 429 in the worked example."""


@dataclass(frozen=True, slots=True)
class Example:
    """One request and its answer; ``sent`` and ``answered`` are JSON, empty without a body."""

    call: str
    sent: str
    status: int
    answered: str


@dataclass(frozen=True, slots=True)
class Examples:
    """One example a call, by its name (``PUT clock``); refusals; the clock over a daily run."""

    calls: dict[str, Example]
    refusals: list[Example]
    daily_run: list[Example]


def record_examples() -> Examples:
    """Run the world of the examples; takes a fraction of a second.

    Raises:
        HarnessError: the reference connector does not become idle.
    """
    with asyncio.Runner() as runner:
        network, subject = InProcessNetwork(), InProcessReference()
        runner.run(network.open())
        world = World(
            Environment(
                run=runner.run,
                network=network,
                subject=subject,
                profile=load_profile("article"),
                start=START_TIME,
                seed=0,
            ),
        )
        with world.clock.frozen():
            world.open()
            examples = runner.run(_play(world, network))
            world.close()
        runner.run(subject.close())
        runner.run(network.close())
        return examples


async def _play(world: World, network: InProcessNetwork) -> Examples:
    async with network.client() as client:
        call = _Recorder(client)
        reset = _introduction(world, network, world.personas.integration)
        setup = {
            "organization_id": world.personas.acme.id,
            "bearer_token": world.lms.setup.bearer_token,
            "tenant_url": world.lms.setup.tenant_url,
        }
        calls = [
            await call("GET describe"),
            await call("POST reset", reset | {"now": format_timestamp(START_TIME)}),
        ]
        refusals = [await call("POST setup", setup | {"tenant_url": " "})]
        calls.append(await call("POST setup", setup))
        await _wait_until_idle(call)
        calls += [
            await call("PUT settings", {"learner_identification": "email"}),
            await call("GET settings"),
            await call("GET webhook"),
        ]
        refusals += [
            await call("PUT settings", {"learner_identification": "badge"}),
            await call("PUT clock", {"now": format_timestamp(START_TIME - timedelta(days=1))}),
        ]
        daily_run = await _daily_run(world, call)
        calls += [daily_run[1], daily_run[2], await call("GET status")]
        second = enable_further(
            world.percipio.site, world.lms.platform, world.personas, "Sales", "Globex"
        ).integration
        calls.append(await call("POST integrations", _introduction(world, network, second)))
        return Examples({each.call: each for each in calls}, refusals, daily_run)


async def _daily_run(world: World, call: _Recorder) -> list[Example]:
    """From the day before until the connector is idle after a run that is throttled once."""
    while "active" not in (await call("GET status")).answered:
        await _move(world, call, await _wait_until_idle(call))
        await _wait_until_idle(call)
    world.percipio.outages.throttle_next_requests(1, retry_after=RETRY_AFTER_SECONDS)
    recorded = [await _wait_until_idle(call)]
    for _ in ("the run begins", "the back-off is over"):
        recorded.append(await _move(world, call, recorded[-1]))
        recorded.append(await _wait_until_idle(call))
    return recorded


async def _move(world: World, call: _Recorder, idle: Example) -> Example:
    """Move the clock to the connector's ``next_due``."""
    due = json.loads(idle.answered)["next_due"]
    world.clock.move_to(parse_timestamp(due))
    return await call("PUT clock", {"now": due})


async def _wait_until_idle(call: _Recorder) -> Example:
    """Poll the clock until the connector is ready."""
    for _ in range(MANY_POLLS):
        answer = await call("GET clock")
        if json.loads(answer.answered)["state"] == "ready":
            return answer
        await asyncio.sleep(0)
    raise HarnessError(f"the reference connector does not become idle: {answer.answered}")


def _introduction(world: World, network: InProcessNetwork, integration_id: str) -> dict[str, Any]:
    integration = world.lms.platform.integrations.get(integration_id)
    client = world.lms.platform.clients.add("Skillsoft connector", in_house=True)
    # One interpretation is enough for an example.
    readings = {"A-DST": world.profile.reading("A-DST")}
    message = integration_message(integration, client, network.addresses.lms, 0, world.profile)
    return message | {"readings": readings}


class _Recorder:
    """Makes calls of the protocol and records them."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def __call__(self, call: str, message: dict[str, Any] | None = None) -> Example:
        method, _, name = call.partition(" ")
        url = f"{IN_PROCESS_CONNECTOR}{CONTROL}/{name}"
        response = await self._client.request(method, url, json=message)
        sent = "" if message is None else _shown(json.dumps(message).encode())
        return Example(call, sent, response.status_code, _shown(response.content))


def _shown(body: bytes) -> str:
    words = redact_body(body)
    return json.dumps(json.loads(words), indent=2, ensure_ascii=False) if words else ""
