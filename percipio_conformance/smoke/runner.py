"""Run the checks against one connector and collect their results."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from percipio_conformance import schemas
from percipio_conformance.connectors.control_client import Message
from percipio_conformance.connectors.factory import ConnectorFactory
from percipio_conformance.connectors.under_test import ConnectorUnderTest
from percipio_conformance.core.coroutines import RunCoroutine
from percipio_conformance.core.outcomes import (
    ConnectorError,
    ConnectorTimeout,
    NotTestable,
    Unreachable,
)
from percipio_conformance.core.protocol_violation import ProtocolViolation
from percipio_conformance.network.network import Network
from percipio_conformance.processes import signals
from percipio_conformance.runner.session import START_TIME
from percipio_conformance.smoke.check_functions import Checks
from percipio_conformance.smoke.checks import CHECKS, Check
from percipio_conformance.smoke.finding import CheckFailed, CheckSkipped, Finding, Result, found
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.world.environment import Environment
from percipio_conformance.world.world import World


@dataclass(frozen=True, slots=True)
class SmokeSetup:
    """The environment of a smoke test."""

    chosen: ConnectorFactory
    network: Network
    profile: Profile
    seed: int


@dataclass
class Smoke:
    """The result of a smoke test; ``unreachable`` says why no check could run."""

    results: list[Result] = field(default_factory=list)
    unreachable: str | None = None

    @property
    def failed(self) -> list[Result]:
        return [each for each in self.results if each.state == "failed"]


def run_checks(stage: SmokeSetup) -> Smoke:
    """Run all checks in order, except those that depend on a failed one."""
    smoke = Smoke()
    with asyncio.Runner() as runner:
        run: RunCoroutine = partial(signals.run, runner)
        run(stage.network.open())
        try:
            subject = stage.chosen.make(0)
            try:
                _run_checks(stage, subject, run, smoke)
            except Unreachable as error:
                smoke.unreachable = str(error)
            finally:
                run(subject.close())
        finally:
            run(stage.network.close())
    return smoke


def _run_checks(
    stage: SmokeSetup, subject: ConnectorUnderTest, run: RunCoroutine, smoke: Smoke
) -> None:
    world = World(
        Environment(
            run=run,
            network=stage.network,
            subject=subject,
            profile=stage.profile,
            start=START_TIME,
            seed=stage.seed,
        ),
    )
    with world.clock.frozen():
        try:
            world.start()
            checks = Checks(world, run, stage.network.patience_seconds)
            smoke.results.extend(_results(world, subject, checks, run))
        finally:
            world.close()


def _results(
    world: World, subject: ConnectorUnderTest, checks: Checks, run: RunCoroutine
) -> Iterator[Result]:
    stopped_by: dict[str, str] = {}
    reported: list[Finding | None] = []
    gone = ""
    for check in CHECKS:
        blocked = gone or _blocked(check, stopped_by)
        if blocked:
            stopped_by[check.id] = blocked
            yield Result(check.call, check.label, "not run", blocked)
            continue
        result = _result(check, subject, checks)
        if result.state == "failed" and result.finding in reported:
            # The same call failed in the same way; report it once.
            stopped_by[check.id] = f"{check.call} failed as before"
            yield Result(check.call, check.label, "not run", stopped_by[check.id])
            continue
        if result.state == "failed":
            reported.append(result.finding)
            stopped_by[check.id] = f"it depends on {check.call}, {check.label}"
            gone = _why_gone(check, result, world, run)
        if check.id == "describe" and result.state == "failed":
            # Its capabilities are unknown, so every check runs.
            world.set_description(_default_description())
        yield result


def _blocked(check: Check, stopped_by: dict[str, str]) -> str:
    return next((stopped_by[each] for each in check.needs if each in stopped_by), "")


def _result(check: Check, subject: ConnectorUnderTest, checks: Checks) -> Result:
    output = subject.output
    mark = 0 if output is None else output.mark()
    try:
        return Result(check.call, check.label, "passed", check.run(checks))
    except (CheckSkipped, NotTestable) as reason:
        return Result(check.call, check.label, "skipped", str(reason))
    except (CheckFailed, ConnectorError) as error:
        if check.id == "describe" and _is_silent(error):
            raise Unreachable(str(error)) from error
        wrote = "" if output is None else output.since(mark)
        return Result(
            check.call, check.label, "failed", finding=found(error, check.call, wrote.strip())
        )


def _why_gone(check: Check, result: Result, world: World, run: RunCoroutine) -> str:
    """Why the remaining checks do not run: a crashed connector would fail all of them."""
    try:
        run(world.driver.describe())
    except ConnectorError as error:
        if _is_silent(error) and check.id != "describe":
            return f"the connector has stopped answering since {check.call}, {result.label}"
    return ""


def _is_silent(error: Exception) -> bool:
    return isinstance(error, ConnectorTimeout) or (
        isinstance(error, ProtocolViolation) and error.status is None
    )


def _default_description() -> Message:
    """The assumed description of a connector that gives none: all capabilities, a full clock."""
    fields = schemas.load("control/describe")["properties"]
    return {"capabilities": list(fields["capabilities"]["items"]["enum"]), "clock": "full"}
