"""Runs mutants: modules are imported and features collected once, and each mutant gets a fork.

A mutant patches modules in place, so no two may share a process. A new interpreter needs two
seconds to import the modules and to read the features; a fork of a process that has done so needs
milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from percipio_conformance.core.events import ScenarioFinished, Verdict, decode
from percipio_conformance.core.real_time import stopwatch
from percipio_conformance.core.scenario_ids import scenario_id
from percipio_conformance.results.clause_verdict import judge_clauses
from percipio_conformance.runner.collection import FeatureFile, scenario_info, tags_of
from percipio_conformance.runner.event_publisher import SCENARIO
from percipio_conformance.runner.plugin import RUN, SESSION
from percipio_conformance.runner.session import Session
from tools.mutants.messages import Job, JobResult, ScenarioResult

if TYPE_CHECKING:
    from percipio_conformance.spec.clauses import ClauseRegistry
    from percipio_conformance.spec.tags import Tags
    from tools.mutants.mutant import Mutant


class MutantExecutor:
    """All scenarios of a session, ready to run against a mutant."""

    def __init__(self, session: pytest.Session) -> None:
        self._config = session.config
        # This is not a run: it sends no events and writes no report.
        self._config.pluginmanager.unregister(name="conformance-publisher")
        self._scenarios: list[tuple[pytest.Item, Tags]] = [
            (item, tags_of(item)) for item in session.items if isinstance(item.parent, FeatureFile)
        ]

    def run(self, mutant: Mutant, job: Job) -> JobResult:
        """Run the scenarios of the job; this patches the process, which must not run another."""
        began = stopwatch()
        chosen = [
            (item, tags)
            for item, tags in self._scenarios
            if job.clauses is None or set(job.clauses) & set(tags.clauses)
        ]
        finished = self._perform(mutant, [item for item, _ in chosen])
        registry = self._config.stash[RUN].registry
        wanted = [
            clause
            for clause in registry.clauses
            if (job.clauses is None and not clause.planned and clause.observable)
            or clause.id in (job.clauses or ())
        ]
        verdicts: dict[str, Verdict] = {
            each.id: each.verdict for each in judge_clauses(wanted, finished)
        }
        played = tuple(
            ScenarioResult(
                id=event.id,
                scenario=_outline_of(item, registry),
                clauses=tuple(event.clauses),
                readings=tags.readings,
                verdict=event.verdict,
                reason=event.reason,
            )
            for event, (item, tags) in zip(finished, chosen, strict=True)
        )
        return JobResult(job=job, played=played, verdicts=verdicts, duration_s=stopwatch() - began)

    def _perform(self, mutant: Mutant, items: Sequence[pytest.Item]) -> list[ScenarioFinished]:
        run = self._config.stash[RUN]
        profile = run.asked.profile
        judged_by = replace(profile, readings={**profile.readings, **mutant.readings})
        run.asked = replace(run.asked, profile=judged_by)
        self._config.stash[SESSION] = session = Session(run.asked, mutant.make, [])
        listener = self._listener
        listener.received.clear()
        try:
            for item, after in zip(items, [*items[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        finally:
            session.close()
        return listener.received

    @cached_property
    def _listener(self) -> ResultCollector:
        listener = ResultCollector()
        self._config.pluginmanager.register(listener, "mutants-listener")
        return listener


def _outline_of(item: pytest.Item, registry: ClauseRegistry) -> str:
    """The id of the scenario without the row of its Examples."""
    assert isinstance(item, pytest.Function)
    identity = scenario_info(item, registry)
    return scenario_id(identity.feature, identity.name)


class ResultCollector:
    """Collects the result of every scenario."""

    def __init__(self) -> None:
        self.received: list[ScenarioFinished] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        properties = dict(report.user_properties)
        if report.when == "teardown" and SCENARIO in properties:
            event = decode(str(properties[SCENARIO]))
            assert isinstance(event, ScenarioFinished)
            self.received.append(event)
